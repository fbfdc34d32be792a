package dev.pavise.detect.file;

/// The texts of an XMP packet. Source: ISO 16684-1 (XMP), section 7.
final class Xmp {
    private static final int PACKET_MAX = 1 << 20;

    private Xmp() {}

    static void notes(String packet, Reading out) {
        var text = new StringBuilder();
        String bounded = packet.length() > PACKET_MAX ? packet.substring(0, PACKET_MAX) : packet;
        boolean isWhole = Xml.read(bounded.replace("\0", ""), new Xml.Handler() {
            @Override
            public void start(Xml.Element element) {
                for (String value : element.attributes().values()) {
                    if (Letters.saysSomething(value) && !value.contains("://"))
                        text.append(value).append('\n');
                }
            }

            @Override
            public void text(String part) {
                if (!part.isBlank()) text.append(part.strip()).append('\n');
            }
        });
        // What is no XML is still read by a model.
        out.hidden(isWhole ? text.toString() : bounded, "its XMP metadata");
    }
}
