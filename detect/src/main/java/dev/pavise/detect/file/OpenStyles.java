package dev.pavise.detect.file;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why text of an OpenDocument file does not show, by its style. Source: ISO/IEC 26300-1, sections 16
/// and 20.
final class OpenStyles implements Xml.Handler {
    private final Map<String, String> hidden = new HashMap<>();
    private String style = "";

    @Override
    public void start(Xml.Element element) {
        switch (element.name()) {
            case "style" -> style = element.value("name");
            case "text-properties" -> {
                boolean isWhite = element.value("color").equalsIgnoreCase("#ffffff");
                boolean hasGround = element.value("background-color").matches("(?i)#(?!f{6}).*");
                if (element.value("display").equals("none")) hidden.put(style, "hidden text");
                else if (isWhite && !hasGround) hidden.put(style, "white text");
                else if (element.value("font-size").matches("[01](\\.[0-9]+)?pt|2pt")) hidden.put(style, "tiny text");
            }
            case "table-properties" -> {
                if (element.value("display").equals("false")) hidden.put(style, "a hidden sheet");
            }
            case "drawing-page-properties" -> {
                if (element.value("visibility").equals("hidden")) hidden.put(style, "a hidden slide");
            }
            default -> {}
        }
    }

    @Nullable
    String hidden(String name) {
        return hidden.get(name);
    }
}
