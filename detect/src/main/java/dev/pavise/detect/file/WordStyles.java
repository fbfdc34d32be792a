package dev.pavise.detect.file;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why a run of a Word document does not show: by its own properties, or by those of its style. Source:
/// ECMA-376, part 1, sections 17.3.2 and 17.7.
final class WordStyles implements Xml.Handler {
    private final Map<String, String> hidden = new HashMap<>();
    private String style = "";
    private final Looks looks = new Looks();

    /// The properties of one run, as they come.
    static final class Looks {
        /// In half points.
        private static final int TINY = 4;

        private boolean isVanished;
        private boolean isWhite;
        private boolean isTiny;
        private boolean hasGround;

        void reset() {
            isVanished = false;
            isWhite = false;
            isTiny = false;
            hasGround = false;
        }

        void take(Xml.Element element) {
            switch (element.name()) {
                case "vanish", "webHidden", "specVanish" -> isVanished = element.isOn();
                case "color" ->
                    isWhite = element.value("val").matches("(?i)f[ef]f[ef]f[ef]")
                            || element.value("themeColor").matches("background1|light1");
                case "highlight" -> hasGround = !element.value("val").equals("none");
                case "shd" -> hasGround |= !element.value("fill").matches("(?i)auto|f{6}|");
                case "sz" -> isTiny = isAtMost(element.value("val"));
                default -> {}
            }
        }

        @Nullable
        String hidden() {
            if (isVanished) return "hidden text";
            if (isWhite && !hasGround) return "white text";
            return isTiny ? "tiny text" : null;
        }

        private static boolean isAtMost(String halfPoints) {
            return halfPoints.matches("[0-9]{1,4}") && Integer.parseInt(halfPoints) <= TINY;
        }
    }

    @Override
    public void start(Xml.Element element) {
        if (element.name().equals("style")) {
            style = element.value("styleId");
            looks.reset();
        } else {
            looks.take(element);
        }
    }

    @Override
    public void end(String name) {
        String why = looks.hidden();
        if (name.equals("style") && why != null) hidden.put(style, why);
    }

    @Nullable
    String hidden(String id) {
        return hidden.get(id);
    }
}
