package dev.pavise.core.guard.schema;

import java.util.List;

/// Writes an expression so that RE2/J reads it as ECMA-262 means it: sets by their code points, ends as `\A` and `\z`.
final class Re2Text {
    private Re2Text() {}

    static void write(Regex regex, StringBuilder out) {
        switch (regex) {
            case Regex.One(CodePoints of) -> set(of, out);
            case Regex.Sequence(var parts) -> {
                for (Regex each : parts) write(each, out);
            }
            case Regex.Choice(var options) -> choice(options, out);
            case Regex.Repeat repeat -> repeat(repeat, out);
            case Regex.Group group -> grouped(group.body(), out);
            case Regex.Assertion(var kind) ->
                out.append(
                        switch (kind) {
                            case START -> "\\A";
                            case END -> "\\z";
                            case BOUNDARY -> "\\b";
                            case NO_BOUNDARY -> "\\B";
                        });
            case Regex.Backreference _, Regex.Look _ ->
                throw new IllegalArgumentException("RE2 has no word for it: " + regex);
        }
    }

    private static void grouped(Regex regex, StringBuilder out) {
        write(regex, out.append("(?:"));
        out.append(')');
    }

    private static void choice(List<Regex> options, StringBuilder out) {
        out.append("(?:");
        for (int i = 0; i < options.size(); i++) {
            if (i > 0) out.append('|');
            write(options.get(i), out);
        }
        out.append(')');
    }

    private static void repeat(Regex.Repeat repeat, StringBuilder out) {
        grouped(repeat.body(), out);
        if (repeat.max() != Regex.UNBOUNDED) {
            out.append('{')
                    .append(repeat.min())
                    .append(',')
                    .append(repeat.max())
                    .append('}');
        } else if (repeat.min() > 1) {
            out.append('{').append(repeat.min()).append(",}");
        } else {
            out.append(repeat.min() == 0 ? '*' : '+');
        }
    }

    private static void set(CodePoints of, StringBuilder out) {
        int[] ranges = of.ranges();
        if (ranges.length == 0) {
            out.append("[^\\x{0}-\\x{10FFFF}]");
            return;
        }
        out.append('[');
        for (int i = 0; i < ranges.length; i += 2) {
            code(ranges[i], out);
            if (ranges[i] == ranges[i + 1]) continue;
            code(ranges[i + 1], out.append('-'));
        }
        out.append(']');
    }

    private static void code(int codePoint, StringBuilder out) {
        out.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
    }
}
