package dev.pavise.detect.file;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/// Character references of HTML and XML, read. Source: WHATWG HTML, sections 13.2.5.72 to 13.2.5.80; of
/// its 2231 names those of HTML 4 that stand in texts, and those that are invisible.
final class References {
    private static final int NAME_MAX = 24;
    private static final Map<String, String> NAMES = names();
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private References() {}

    static String read(String text, int from, int to) {
        if (text.indexOf('&', from, to) < 0) return text.substring(from, to);
        var read = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            int end = c == '&' ? one(text, i + 1, to, read) : -1;
            if (end < 0) {
                read.append(c);
                i++;
            } else {
                i = end;
            }
        }
        return read.toString();
    }

    /// Appends what is referred to, and returns where the reference ends; -1 where there is none.
    private static int one(String text, int from, int to, StringBuilder read) {
        if (from < to && text.charAt(from) == '#') return number(text, from + 1, to, read);
        int end = from;
        while (end < to && end - from < NAME_MAX && isNamePart(text.charAt(end))) end++;
        boolean isClosed = end < to && text.charAt(end) == ';';
        String name = text.substring(from, end);
        String found = NAMES.get(name);
        if (found == null && !isClosed) {
            // Those of the first browsers count without a semicolon, whatever comes behind.
            for (String old : new String[] {"nbsp", "quot", "amp", "lt", "gt"}) {
                if (found == null && name.startsWith(old)) {
                    found = NAMES.get(old);
                    end = from + old.length();
                }
            }
        }
        if (found == null) return -1;
        read.append(found);
        return isClosed ? end + 1 : end;
    }

    private static int number(String text, int from, int to, StringBuilder read) {
        boolean isHex = from < to && (text.charAt(from) | 0x20) == 'x';
        int first = isHex ? from + 1 : from;
        int end = first;
        int value = 0;
        while (end < to) {
            char c = text.charAt(end);
            int digit = c < 0x80 ? Character.digit(c, isHex ? 16 : 10) : -1;
            if (digit < 0) break;
            value = Math.min(value * (isHex ? 16 : 10) + digit, Character.MAX_CODE_POINT + 1);
            end++;
        }
        if (end == first) return -1;
        boolean isCharacter = value > 0 && value <= Character.MAX_CODE_POINT && (value < 0xD800 || value > 0xDFFF);
        if (value >= 0x80 && value < 0xA0) read.append(WINDOWS.decode(ByteBuffer.wrap(new byte[] {(byte) value})));
        else read.appendCodePoint(isCharacter ? value : 0xFFFD);
        return end < to && text.charAt(end) == ';' ? end + 1 : end;
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static Map<String, String> names() {
        var names = new HashMap<String, String>();
        // The names of U+00A0 to U+00FF, in order.
        String latin =
                "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2"
                        + " sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc"
                        + " Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve"
                        + " Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute"
                        + " acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde"
                        + " ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
        char next = 0xA0;
        for (String name : latin.split(" ", -1)) names.put(name, String.valueOf(next++));
        String others = "amp & lt < gt > quot \" apos ' Tab \t NewLine \n excl ! num # dollar $ percnt % lpar ( rpar )"
                + " ast * plus + comma , period . sol / colon : semi ; equals = quest ? commat @ lsqb [ lbrack [ bsol \\"
                + " rsqb ] rbrack ] Hat ^ lowbar _ grave ` lcub { lbrace { verbar | vert | rcub } rbrace } OElig \u0152"
                + " oelig \u0153 Scaron \u0160 scaron \u0161 Yuml \u0178 fnof \u0192 circ \u02C6 tilde \u02DC ensp \u2002"
                + " emsp \u2003 thinsp \u2009 zwnj \u200C zwj \u200D lrm \u200E rlm \u200F ndash \u2013 mdash \u2014 lsquo"
                + " \u2018 rsquo \u2019 sbquo \u201A ldquo \u201C rdquo \u201D bdquo \u201E dagger \u2020 Dagger \u2021 bull"
                + " \u2022 hellip \u2026 permil \u2030 lsaquo \u2039 rsaquo \u203A euro \u20AC trade \u2122 larr \u2190 rarr"
                + " \u2192 minus \u2212 ZeroWidthSpace \u200B NoBreak \u2060 InvisibleTimes \u2062 InvisibleComma \u2063";
        // Tab and new line are values here, too: only blanks part.
        String[] pairs = others.split(" ", -1);
        for (int i = 0; i + 1 < pairs.length; i += 2) names.put(pairs[i], pairs[i + 1]);
        return Map.copyOf(names);
    }
}
