package dev.pavise.core.guard.schema;

import dev.pavise.core.guard.schema.Regex.Assertion.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the regular expressions of ECMA-262 in unicode mode.
///
/// Where unicode mode has an error and the older mode (annex B) has one plain reading, that one is taken, because
/// many servers write so: `\-` or `\@` for the character itself, `[\w-.]`, a brace or bracket that closes nothing.
/// A letter behind a backslash that means nothing stays an error: other languages give it a meaning.
final class RegexParser {
    private static final int NESTING_MAX = 100;

    private final String in;
    private int at;
    private int groups;
    private int nesting;
    private final int groupCount;
    private final Map<String, Integer> names;
    private final Map<String, CodePoints> properties = new HashMap<>();

    private RegexParser(String in, int groupCount, Map<String, Integer> names) {
        this.in = in;
        this.groupCount = groupCount;
        this.names = names;
    }

    static Regex parse(String pattern) throws RegexFault {
        var names = new HashMap<String, Integer>();
        int groups = countGroups(pattern, names);
        var parser = new RegexParser(pattern, groups, names);
        Regex whole = parser.choice();
        if (parser.at < pattern.length()) throw parser.fault("a parenthesis closes nothing");
        return whole;
    }

    /// References may stand before their groups, so the groups are counted first.
    private static int countGroups(String pattern, Map<String, Integer> names) throws RegexFault {
        int count = 0;
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') i++;
            else if (c == '[') inClass = true;
            else if (c == ']') inClass = false;
            else if (c == '(' && !inClass) {
                boolean plain = i + 1 >= pattern.length() || pattern.charAt(i + 1) != '?';
                boolean named = pattern.startsWith("(?<", i)
                        && !pattern.startsWith("(?<=", i)
                        && !pattern.startsWith("(?<!", i);
                if (plain || named) count++;
                if (!named) continue;
                int end = pattern.indexOf('>', i);
                String name = end < 0 ? "" : pattern.substring(i + 3, end);
                if (!isName(name)) throw new RegexFault("a group has no proper name", i);
                if (names.put(name, count) != null) throw new RegexFault("two groups have one name", i);
            }
        }
        return count;
    }

    private static boolean isName(String name) {
        if (name.isEmpty()) return false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits = c == '$' || c == '_' || (i == 0 ? Character.isLetter(c) : Character.isLetterOrDigit(c));
            if (!fits) return false;
        }
        return true;
    }

    private Regex choice() throws RegexFault {
        if (++nesting > NESTING_MAX) throw fault("more than " + NESTING_MAX + " groups inside one another");
        var options = new ArrayList<Regex>();
        do options.add(sequence());
        while (take("|"));
        nesting--;
        return options.size() == 1 ? options.getFirst() : new Regex.Choice(options);
    }

    private Regex sequence() throws RegexFault {
        var parts = new ArrayList<Regex>();
        while (at < in.length() && in.charAt(at) != '|' && in.charAt(at) != ')') parts.add(term());
        return parts.size() == 1 ? parts.getFirst() : new Regex.Sequence(parts);
    }

    private Regex term() throws RegexFault {
        int firstGroup = groups + 1;
        int from = at;
        Regex read = atom();
        int behind = at;
        int min = 1;
        int max = 1;
        if (take("*")) {
            min = 0;
            max = Regex.UNBOUNDED;
        } else if (take("+")) {
            max = Regex.UNBOUNDED;
        } else if (take("?")) {
            min = 0;
        } else {
            int[] counts = counts();
            if (counts.length == 0) return read;
            min = counts[0];
            max = counts[1];
        }
        boolean repeatable = !(read instanceof Regex.Assertion) && !(read instanceof Regex.Look look && look.behind());
        if (!repeatable) throw new RegexFault("nothing to repeat", from);
        if (min > max) throw new RegexFault("a repetition's least is above its most", behind);
        boolean greedy = !take("?");
        return new Regex.Repeat(read, min, max, greedy, firstGroup, groups + 1);
    }

    /// `{n}`, `{n,}` or `{n,m}`, or nothing where a brace is only a brace.
    private int[] counts() {
        int from = at;
        if (take("{")) {
            int min = number();
            int max = min;
            if (min >= 0 && take(",")) {
                max = in.startsWith("}", at) ? Regex.UNBOUNDED : number();
            }
            if (min >= 0 && max >= 0 && take("}")) return new int[] {min, max};
        }
        at = from;
        return new int[0];
    }

    private int number() {
        int from = at;
        long value = 0;
        while (at < in.length() && in.charAt(at) >= '0' && in.charAt(at) <= '9') {
            value = Math.min(value * 10 + in.charAt(at++) - '0', Regex.UNBOUNDED - 1);
        }
        return at == from ? -1 : (int) value;
    }

    private Regex atom() throws RegexFault {
        int c = next();
        return switch (c) {
            case '^' -> new Regex.Assertion(Kind.START);
            case '$' -> new Regex.Assertion(Kind.END);
            case '.' -> new Regex.One(CodePoints.DOT);
            case '(' -> group();
            case '[' -> new Regex.One(characterClass());
            case '\\' -> escape();
            case '*', '+', '?' -> throw new RegexFault("nothing to repeat", at - 1);
            case '{' -> {
                at--;
                if (counts().length > 0) throw fault("nothing to repeat");
                at++;
                yield new Regex.One(CodePoints.only('{'));
            }
            default -> new Regex.One(CodePoints.only(c));
        };
    }

    private Regex group() throws RegexFault {
        if (!take("?")) return capturing();
        if (take(":")) return closed();
        if (take("=")) return new Regex.Look(false, false, closed());
        if (take("!")) return new Regex.Look(false, true, closed());
        if (take("<=")) return new Regex.Look(true, false, closed());
        if (take("<!")) return new Regex.Look(true, true, closed());
        if (!take("<")) throw fault("a kind of group that ECMA-262 does not know");
        at = in.indexOf('>', at) + 1;
        return capturing();
    }

    private Regex capturing() throws RegexFault {
        int number = ++groups;
        return new Regex.Group(number, closed());
    }

    private Regex closed() throws RegexFault {
        Regex body = choice();
        if (!take(")")) throw fault("a group does not end");
        return body;
    }

    private Regex escape() throws RegexFault {
        int from = at - 1;
        if (take("b")) return new Regex.Assertion(Kind.BOUNDARY);
        if (take("B")) return new Regex.Assertion(Kind.NO_BOUNDARY);
        if (in.startsWith("k<", at)) {
            int end = in.indexOf('>', at);
            Integer group = end < 0 ? null : names.get(in.substring(at + 2, end));
            if (group == null) throw fault("a reference to a group that is not there");
            at = end + 1;
            return new Regex.Backreference(group);
        }
        if (at < in.length() && in.charAt(at) >= '1' && in.charAt(at) <= '9') {
            int group = number();
            if (group > groupCount) throw new RegexFault("a reference to a group that is not there", from);
            return new Regex.Backreference(group);
        }
        CodePoints set = setEscape();
        return new Regex.One(set != null ? set : CodePoints.only(characterEscape()));
    }

    /// `\d` and its like, or null and nothing read.
    private @Nullable CodePoints setEscape() throws RegexFault {
        if (at >= in.length()) throw fault("the pattern ends with a backslash");
        CodePoints set = switch (in.charAt(at)) {
            case 'd' -> CodePoints.DIGIT;
            case 'D' -> CodePoints.NOT_DIGIT;
            case 'w' -> CodePoints.WORD;
            case 'W' -> CodePoints.NOT_WORD;
            case 's' -> CodePoints.SPACE;
            case 'S' -> CodePoints.NOT_SPACE;
            case 'p', 'P' -> property();
            default -> null;
        };
        if (set != null) at++;
        return set;
    }

    /// Stops before the closing brace.
    private CodePoints property() throws RegexFault {
        boolean not = in.charAt(at) == 'P';
        int end = in.startsWith("{", at + 1) ? in.indexOf('}', at) : -1;
        if (end < 0) throw fault("a property has no name in braces");
        String property = in.substring(at, end);
        CodePoints set = properties.get(property);
        if (set == null) {
            CodePoints named = UnicodeProperty.named(property.substring(2)).orElse(null);
            if (named == null) throw fault("an unknown Unicode property");
            set = not ? named.complement() : named;
            properties.put(property, set);
        }
        at = end;
        return set;
    }

    private int characterEscape() throws RegexFault {
        int c = next();
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 0x0B;
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'c' -> {
                int letter = next();
                boolean isLetter = letter < 0x80 && Character.isLetter(letter);
                if (!isLetter) throw fault("a control character has no letter");
                yield letter % 32;
            }
            case '0' -> {
                if (at < in.length() && Character.isDigit(in.charAt(at))) throw fault("an octal escape");
                yield 0;
            }
            case 'x' -> hex(2);
            case 'u' -> unicode();
            default -> {
                boolean meaningless = c >= 0x80 || !Character.isLetterOrDigit(c);
                if (!meaningless) throw new RegexFault("an escape that ECMA-262 does not know", at - 2);
                yield c;
            }
        };
    }

    private int unicode() throws RegexFault {
        if (take("{")) {
            int end = in.indexOf('}', at);
            if (end < 0 || end == at || end - at > 8) throw fault("a code point does not end");
            int value = hex(end - at);
            if (value > Character.MAX_CODE_POINT) throw fault("a code point beyond Unicode");
            at = end + 1;
            return value;
        }
        int unit = hex(4);
        if (Character.isHighSurrogate((char) unit) && in.startsWith("\\u", at)) {
            int from = at;
            at += 2;
            int second = in.startsWith("{", at) ? -1 : hex(4);
            if (second >= 0 && Character.isLowSurrogate((char) second)) {
                return Character.toCodePoint((char) unit, (char) second);
            }
            at = from;
        }
        return unit;
    }

    private int hex(int digits) throws RegexFault {
        if (at + digits > in.length()) throw fault("an escape ends too early");
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = in.charAt(at) < 0x80 ? Character.digit(in.charAt(at), 16) : -1;
            if (digit < 0) throw fault("an escape has no hexadecimal digits");
            value = Math.min(value, 0xFFFFFF) << 4 | digit;
            at++;
        }
        return value;
    }

    private CodePoints characterClass() throws RegexFault {
        boolean not = take("^");
        var ranges = new Ranges();
        while (!take("]")) {
            CodePoints set = classSet();
            if (set != null) {
                ranges.add(set);
                continue;
            }
            int first = classCharacter();
            boolean range = in.startsWith("-", at) && !in.startsWith("-]", at);
            if (!range) {
                ranges.add(first, first);
                continue;
            }
            at++;
            set = classSet();
            if (set != null) {
                ranges.add(first, first);
                ranges.add('-', '-');
                ranges.add(set);
                continue;
            }
            int last = classCharacter();
            if (last < first) throw fault("a range ends before it begins");
            ranges.add(first, last);
        }
        CodePoints all = ranges.united();
        return not ? all.complement() : all;
    }

    private @Nullable CodePoints classSet() throws RegexFault {
        if (!in.startsWith("\\", at)) return null;
        at++;
        CodePoints set = setEscape();
        if (set == null) at--;
        return set;
    }

    private int classCharacter() throws RegexFault {
        if (at >= in.length()) throw fault("a class does not end");
        int c = next();
        if (c != '\\') return c;
        return take("b") ? '\b' : characterEscape();
    }

    private int next() throws RegexFault {
        if (at >= in.length()) throw fault("the pattern ends too early");
        int c = in.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private boolean take(String text) {
        if (!in.startsWith(text, at)) return false;
        at += text.length();
        return true;
    }

    private RegexFault fault(String why) {
        return new RegexFault(why, at);
    }

    private static final class Ranges {
        private int[] all = new int[16];
        private int size;
        private final Set<CodePoints> added = Collections.newSetFromMap(new IdentityHashMap<>());

        void add(int first, int last) {
            if (size == all.length) all = Arrays.copyOf(all, size * 2);
            all[size++] = first;
            all[size++] = last;
        }

        /// The large sets are one object each, and adding one again costs nothing.
        void add(CodePoints set) {
            if (!added.add(set)) return;
            for (int i = 0; i < set.ranges().length; i += 2) add(set.ranges()[i], set.ranges()[i + 1]);
        }

        CodePoints united() {
            return CodePoints.of(all, size);
        }
    }
}
