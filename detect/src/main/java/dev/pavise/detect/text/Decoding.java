package dev.pavise.detect.text;

import java.util.List;
import java.util.Locale;

/// A way in which text hides in text.
enum Decoding {
    BASE64 {
        @Override
        List<Layer> decode(String text) {
            return Runs.base64(text, this);
        }
    },
    HEX {
        @Override
        List<Layer> decode(String text) {
            return Runs.hex(text, this);
        }
    },
    PERCENT {
        @Override
        List<Layer> decode(String text) {
            return Codes.replaced(text, this, '%', Codes::percent);
        }
    },
    REFERENCES {
        @Override
        List<Layer> decode(String text) {
            return Codes.replaced(text, this, '&', Codes::reference);
        }
    },
    ESCAPES {
        @Override
        List<Layer> decode(String text) {
            return Codes.replaced(text, this, '\\', Codes::escape);
        }
    },
    TAGS {
        @Override
        List<Layer> decode(String text) {
            return Codes.replaced(text, this, '<', Codes::tag);
        }
    },
    SPACED {
        @Override
        List<Layer> decode(String text) {
            return Runs.spaced(text, this);
        }
    },
    LEET {
        private static final String DIGITS = "0134578@$";
        private static final String LETTERS = "oieastbas";

        @Override
        List<Layer> decode(String text) {
            return mapped(text, (c, i) -> {
                int at = c <= '@' ? DIGITS.indexOf(c) : -1;
                if (at < 0) return c;
                boolean inWord = i > 0 && Character.isLetter(text.charAt(i - 1))
                        || i + 1 < text.length() && Character.isLetter(text.charAt(i + 1));
                return inWord ? LETTERS.charAt(at) : c;
            });
        }
    },
    ROT13 {
        @Override
        List<Layer> decode(String text) {
            String turned = Rotated.rot13(text);
            return mapped(text, (_, i) -> turned.charAt(i));
        }
    },
    BACKWARDS {
        @Override
        List<Layer> decode(String text) {
            int length = text.length();
            var places = new Places();
            for (int i = length; i > 0; i--) places.add(i - 1, i);
            return List.of(new Layer(new StringBuilder(text).reverse().toString(), places, word()));
        }
    };

    /// One letter for another.
    interface Mapping {
        char of(char c, int at);
    }

    abstract List<Layer> decode(String text);

    /// Whether doing it twice says nothing new.
    boolean isOnce() {
        return switch (this) {
            case BASE64, HEX, PERCENT, REFERENCES, ESCAPES -> false;
            case TAGS, SPACED, LEET, ROT13, BACKWARDS -> true;
        };
    }

    /// Whether people can't read it as it stands.
    boolean isCode() {
        return switch (this) {
            case BASE64, HEX, PERCENT, REFERENCES, ESCAPES, ROT13 -> true;
            case TAGS, SPACED, LEET, BACKWARDS -> false;
        };
    }

    String word() {
        return this == REFERENCES
                ? "HTML references"
                : this == TAGS ? "words cut by tags" : name().toLowerCase(Locale.ROOT);
    }

    List<Layer> mapped(String text, Mapping mapping) {
        char[] out = new char[text.length()];
        for (int i = 0; i < out.length; i++) out[i] = mapping.of(text.charAt(i), i);
        return List.of(new Layer(new String(out), Places.same(out.length), word()));
    }
}
