package dev.pavise.core.guard.schema;

import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The value of `pattern`, or a name in `patternProperties`: an expression that is searched for in a text.
///
/// RE2/J searches where it can say the same; it needs time in proportion to text and expression. What it can't say
/// is searched by trying. Both are counted in steps.
final class Pattern {
    static final int CHARACTERS_MAX = 8192;
    private static final int DEGREE_MAX = 4;
    private static final double WAYS_MAX = 10_000;
    /// RE2/J tells no steps. For each character it may look at each place of the expression, and mostly looks at few.
    private static final int LINEAR_SHARE = 8;
    private static final int LINEAR_LEAST = 16;

    private final Regex regex;
    private final com.google.re2j.@Nullable Pattern linear;
    private final @Nullable Backtracker trying;

    private Pattern(Regex regex, com.google.re2j.@Nullable Pattern linear) {
        this.regex = regex;
        this.linear = linear;
        trying = linear == null ? Backtracker.of(regex) : null;
    }

    /// Why nobody should have to match with it, in words, or empty.
    ///
    /// @param steps what may be spent on finding out
    static Optional<String> against(String pattern, Steps steps) {
        if (pattern.length() > CHARACTERS_MAX) {
            return Optional.of("a pattern has more than " + CHARACTERS_MAX + " characters");
        }
        try {
            for (Automaton each : Automaton.all(RegexParser.parse(pattern), steps)) {
                Optional<String> found = against(Ambiguity.of(each, steps));
                if (found.isPresent()) return found;
            }
            return Optional.empty();
        } catch (RegexFault fault) {
            return Optional.of("a pattern is no regular expression of ECMA-262: " + fault.why());
        } catch (Automaton.TooLarge tooLarge) {
            return Optional.of("a pattern is too large to judge: " + tooLarge.getMessage());
        } catch (Steps.Spent spent) {
            return Optional.of("a pattern is too large to judge");
        }
    }

    private static Optional<String> against(Ambiguity ambiguity) {
        return switch (ambiguity) {
            case Ambiguity.Exponential() ->
                Optional.of("a pattern reads some texts in exponentially many ways, so that matching them hangs");
            case Ambiguity.Bounded bounded
            when bounded.degree() > DEGREE_MAX ->
                Optional.of("a pattern's work may grow with power " + (bounded.degree() + 1) + " of the text's length");
            case Ambiguity.Bounded bounded
            when bounded.ways() > WAYS_MAX ->
                Optional.of("a pattern reads some texts in more than " + (int) WAYS_MAX + " ways");
            case Ambiguity.Bounded _ -> Optional.empty();
        };
    }

    static Pattern of(String pattern) throws RegexFault {
        Regex regex = RegexParser.parse(pattern);
        return new Pattern(regex, regex.looksAround() ? null : linear(regex));
    }

    private static com.google.re2j.@Nullable Pattern linear(Regex regex) {
        try {
            var out = new StringBuilder();
            Re2Text.write(regex, out);
            return com.google.re2j.Pattern.compile(out.toString());
        } catch (PatternSyntaxException refused) {
            // It refuses counts beyond a thousand, for one.
            return null;
        }
    }

    /// Whether RE2/J does the searching.
    boolean isLinear() {
        return linear != null;
    }

    /// Whether it is found somewhere in the text.
    ///
    /// @throws Steps.Spent where that would take too many steps
    boolean finds(String text, Steps steps) {
        if (trying != null) return trying.finds(text, steps);
        if (linear == null) throw new IllegalStateException("neither tries nor is linear");
        steps.take(LINEAR_LEAST + (long) (text.length() + 1) * (1 + regex.size() / LINEAR_SHARE));
        return linear.matcher(text).find();
    }
}
