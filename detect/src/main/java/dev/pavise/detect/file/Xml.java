package dev.pavise.detect.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads XML in one pass, without document types, entities or anything from outside.
final class Xml {
    private static final XMLInputFactory FACTORY = factory();

    private Xml() {}

    /// Hears of everything in order. Names are local: prefixes are the writer's whim.
    interface Handler {
        default void start(Element element) {}

        default void end(String name) {}

        default void text(String part) {}
    }

    /// @param attributes by local name
    record Element(String name, Map<String, String> attributes) {
        String value(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }

        /// As Office writes a switch: without a value it is on.
        boolean isOn() {
            String value = attributes.getOrDefault("val", "1");
            return !value.equals("0") && !value.equals("false") && !value.equals("off");
        }
    }

    /// False where it is no XML; what came before its fault has been told.
    static boolean read(byte[] xml, Handler handler) {
        InputStream stream = new ByteArrayInputStream(xml);
        try {
            return walk(FACTORY.createXMLStreamReader(stream), handler);
        } catch (XMLStreamException _) {
            return false;
        }
    }

    static boolean read(String xml, Handler handler) {
        try {
            return walk(FACTORY.createXMLStreamReader(new StringReader(xml)), handler);
        } catch (XMLStreamException _) {
            return false;
        }
    }

    private static boolean walk(XMLStreamReader xml, Handler handler) throws XMLStreamException {
        boolean isWhole = true;
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> handler.start(element(xml));
                    case XMLStreamConstants.END_ELEMENT -> handler.end(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        handler.text(xml.getText());
                    // An entity of the document's own: left unread.
                    case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD -> isWhole = false;
                    default -> {}
                }
            }
        } finally {
            xml.close();
        }
        return isWhole;
    }

    private static Element element(XMLStreamReader xml) {
        var attributes = new HashMap<String, String>();
        for (int i = 0; i < xml.getAttributeCount(); i++)
            attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        return new Element(xml.getLocalName(), attributes);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((_, _, _, _) -> InputStream.nullInputStream());
        return factory;
    }
}
