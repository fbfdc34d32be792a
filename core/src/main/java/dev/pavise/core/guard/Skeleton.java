package dev.pavise.core.guard;

import dev.pavise.core.pin.Pin;
import java.text.Normalizer;
import java.util.Locale;

/// What is left of a name for the eye: no compatibility forms, and the letters of other scripts that look like Latin
/// ones as those. In a name that is not an address neither case nor separators nor `0`, `o`, `1` and `l` count.
///
/// Source for the letters: Unicode TR39's confusables, the ones in common use.
final class Skeleton {
    private static final String LOOK_ALIKES = "асеорхуіјѕһԁԛԝвкмнтαβενορτυχικ";
    private static final String LATIN = "aceopxyijshdqwbkmhtabevoptuxik";

    private Skeleton() {}

    static String of(Pin.Item item) {
        boolean isName = switch (item.kind()) {
            case TOOL, PROMPT -> true;
            case SERVER, RESOURCE, TEMPLATE, UI -> false;
        };
        String plain = Normalizer.normalize(item.name(), Normalizer.Form.NFKC);
        return isName ? name(plain) : letters(plain);
    }

    private static String name(String plain) {
        String letters = letters(plain.toLowerCase(Locale.ROOT));
        var out = new StringBuilder(letters.length());
        letters.codePoints().forEach(c -> {
            boolean separates = c == '-' || c == '_' || Character.isWhitespace(c) || Character.isSpaceChar(c);
            if (separates && !out.isEmpty() && out.charAt(out.length() - 1) == '_') return;
            if (separates) out.append('_');
            else out.appendCodePoint(c == '0' ? 'o' : c == '1' ? 'l' : c);
        });
        int from = !out.isEmpty() && out.charAt(0) == '_' ? 1 : 0;
        int to = out.length() > from && out.charAt(out.length() - 1) == '_' ? out.length() - 1 : out.length();
        return out.substring(from, to);
    }

    private static String letters(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int at = LOOK_ALIKES.indexOf(c);
            int small = at < 0 && c > 0x7F ? LOOK_ALIKES.indexOf(Character.toLowerCase(c)) : -1;
            if (at >= 0) out.append(LATIN.charAt(at));
            else if (small >= 0) out.append(Character.toUpperCase(LATIN.charAt(small)));
            else out.append(c);
        }
        return out.toString();
    }
}
