package dev.pavise.core.guard.schema;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/// The Unicode properties that `\p{…}` names: general categories, scripts, and the binary properties that Java knows.
///
/// Source: ECMA-262, tables 67 to 69; Java's own Unicode tables.
final class UnicodeProperty {
    private static final Map<String, IntPredicate> BINARY = Map.ofEntries(
            Map.entry("Any", c -> true),
            Map.entry("ASCII", c -> c < 0x80),
            Map.entry("Assigned", Character::isDefined),
            Map.entry("Alphabetic", Character::isAlphabetic),
            Map.entry("Alpha", Character::isAlphabetic),
            Map.entry("Uppercase", Character::isUpperCase),
            Map.entry("Upper", Character::isUpperCase),
            Map.entry("Lowercase", Character::isLowerCase),
            Map.entry("Lower", Character::isLowerCase),
            Map.entry("White_Space", UnicodeProperty::isSpace),
            Map.entry("space", UnicodeProperty::isSpace),
            Map.entry("Ideographic", Character::isIdeographic),
            Map.entry("Ideo", Character::isIdeographic),
            Map.entry("ID_Start", Character::isUnicodeIdentifierStart),
            Map.entry("IDS", Character::isUnicodeIdentifierStart),
            Map.entry("ID_Continue", UnicodeProperty::continues),
            Map.entry("IDC", UnicodeProperty::continues),
            Map.entry("XID_Start", Character::isUnicodeIdentifierStart),
            Map.entry("XIDS", Character::isUnicodeIdentifierStart),
            Map.entry("XID_Continue", UnicodeProperty::continues),
            Map.entry("XIDC", UnicodeProperty::continues),
            Map.entry("ASCII_Hex_Digit", c -> c < 0x80 && Character.digit(c, 16) >= 0),
            Map.entry("AHex", c -> c < 0x80 && Character.digit(c, 16) >= 0),
            Map.entry("Hex_Digit", UnicodeProperty::isHex),
            Map.entry("Hex", UnicodeProperty::isHex),
            Map.entry("Emoji", Character::isEmoji),
            Map.entry("Emoji_Presentation", Character::isEmojiPresentation),
            Map.entry("EPres", Character::isEmojiPresentation),
            Map.entry("Emoji_Modifier", Character::isEmojiModifier),
            Map.entry("EMod", Character::isEmojiModifier),
            Map.entry("Emoji_Modifier_Base", Character::isEmojiModifierBase),
            Map.entry("EBase", Character::isEmojiModifierBase),
            Map.entry("Emoji_Component", Character::isEmojiComponent),
            Map.entry("EComp", Character::isEmojiComponent),
            Map.entry("Extended_Pictographic", Character::isExtendedPictographic),
            Map.entry("ExtPict", Character::isExtendedPictographic));

    /// General categories: what they are called, and the two letters of each that they unite.
    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("L", "Lu Ll Lt Lm Lo"),
            Map.entry("Letter", "Lu Ll Lt Lm Lo"),
            Map.entry("LC", "Lu Ll Lt"),
            Map.entry("Cased_Letter", "Lu Ll Lt"),
            Map.entry("Uppercase_Letter", "Lu"),
            Map.entry("Lowercase_Letter", "Ll"),
            Map.entry("Titlecase_Letter", "Lt"),
            Map.entry("Modifier_Letter", "Lm"),
            Map.entry("Other_Letter", "Lo"),
            Map.entry("M", "Mn Mc Me"),
            Map.entry("Mark", "Mn Mc Me"),
            Map.entry("Combining_Mark", "Mn Mc Me"),
            Map.entry("Nonspacing_Mark", "Mn"),
            Map.entry("Spacing_Mark", "Mc"),
            Map.entry("Enclosing_Mark", "Me"),
            Map.entry("N", "Nd Nl No"),
            Map.entry("Number", "Nd Nl No"),
            Map.entry("Decimal_Number", "Nd"),
            Map.entry("digit", "Nd"),
            Map.entry("Letter_Number", "Nl"),
            Map.entry("Other_Number", "No"),
            Map.entry("P", "Pc Pd Ps Pe Pi Pf Po"),
            Map.entry("Punctuation", "Pc Pd Ps Pe Pi Pf Po"),
            Map.entry("punct", "Pc Pd Ps Pe Pi Pf Po"),
            Map.entry("S", "Sm Sc Sk So"),
            Map.entry("Symbol", "Sm Sc Sk So"),
            Map.entry("Z", "Zs Zl Zp"),
            Map.entry("Separator", "Zs Zl Zp"),
            Map.entry("Space_Separator", "Zs"),
            Map.entry("C", "Cc Cf Cs Co Cn"),
            Map.entry("Other", "Cc Cf Cs Co Cn"),
            Map.entry("Control", "Cc"),
            Map.entry("cntrl", "Cc"),
            Map.entry("Format", "Cf"));

    private static final Map<String, Byte> TYPES = Map.ofEntries(
            Map.entry("Lu", Character.UPPERCASE_LETTER),
            Map.entry("Ll", Character.LOWERCASE_LETTER),
            Map.entry("Lt", Character.TITLECASE_LETTER),
            Map.entry("Lm", Character.MODIFIER_LETTER),
            Map.entry("Lo", Character.OTHER_LETTER),
            Map.entry("Mn", Character.NON_SPACING_MARK),
            Map.entry("Mc", Character.COMBINING_SPACING_MARK),
            Map.entry("Me", Character.ENCLOSING_MARK),
            Map.entry("Nd", Character.DECIMAL_DIGIT_NUMBER),
            Map.entry("Nl", Character.LETTER_NUMBER),
            Map.entry("No", Character.OTHER_NUMBER),
            Map.entry("Pc", Character.CONNECTOR_PUNCTUATION),
            Map.entry("Pd", Character.DASH_PUNCTUATION),
            Map.entry("Ps", Character.START_PUNCTUATION),
            Map.entry("Pe", Character.END_PUNCTUATION),
            Map.entry("Pi", Character.INITIAL_QUOTE_PUNCTUATION),
            Map.entry("Pf", Character.FINAL_QUOTE_PUNCTUATION),
            Map.entry("Po", Character.OTHER_PUNCTUATION),
            Map.entry("Sm", Character.MATH_SYMBOL),
            Map.entry("Sc", Character.CURRENCY_SYMBOL),
            Map.entry("Sk", Character.MODIFIER_SYMBOL),
            Map.entry("So", Character.OTHER_SYMBOL),
            Map.entry("Zs", Character.SPACE_SEPARATOR),
            Map.entry("Zl", Character.LINE_SEPARATOR),
            Map.entry("Zp", Character.PARAGRAPH_SEPARATOR),
            Map.entry("Cc", Character.CONTROL),
            Map.entry("Cf", Character.FORMAT),
            Map.entry("Cs", Character.SURROGATE),
            Map.entry("Co", Character.PRIVATE_USE),
            Map.entry("Cn", Character.UNASSIGNED));

    /// Finding a set reads all code points once. Kept by what it is, not by how it is spelled, so that the number of
    /// sets has an end.
    private static final Map<Object, CodePoints> FOUND = new ConcurrentHashMap<>();

    private UnicodeProperty() {}

    /// The set behind `name` or `name=value`, or empty where there is none.
    static Optional<CodePoints> named(String property) {
        int equals = property.indexOf('=');
        if (equals < 0) {
            IntPredicate binary = BINARY.get(property);
            return binary == null ? category(property) : Optional.of(found(binary, binary));
        }
        String value = property.substring(equals + 1);
        return switch (property.substring(0, equals)) {
            case "General_Category", "gc" -> category(value);
            case "Script", "sc", "Script_Extensions", "scx" -> script(value);
            default -> Optional.empty();
        };
    }

    private static Optional<CodePoints> category(String name) {
        String united = TYPES.containsKey(name) ? name : CATEGORIES.get(name);
        if (united == null) return Optional.empty();
        long mask = 0;
        for (String each : united.split(" ", -1)) mask |= 1L << TYPES.getOrDefault(each, (byte) 63);
        long wanted = mask;
        return Optional.of(found(wanted, c -> (wanted >> Character.getType(c) & 1) != 0));
    }

    private static Optional<CodePoints> script(String name) {
        try {
            var script = Character.UnicodeScript.forName(name);
            return Optional.of(found(script, c -> Character.UnicodeScript.of(c) == script));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static CodePoints found(Object key, IntPredicate predicate) {
        return FOUND.computeIfAbsent(key, _ -> CodePoints.where(predicate));
    }

    private static boolean continues(int c) {
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    private static boolean isSpace(int c) {
        return c == 0x85 || (c != 0xFEFF && CodePoints.SPACE.contains(c));
    }

    /// The digits of ASCII and their wide forms.
    private static boolean isHex(int c) {
        int narrow = c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
        return narrow < 0x80 && Character.digit(narrow, 16) >= 0;
    }
}
