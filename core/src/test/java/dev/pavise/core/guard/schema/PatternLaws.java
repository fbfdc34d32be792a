package dev.pavise.core.guard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PatternLaws {
    private static final long STEPS = 1_000_000;
    private static final int FEW = 6;
    private static final int MANY = 12;
    /// Six turns more double the ways six times; a power of the length grows less.
    private static final double DOUBLING = 40;

    @Provide
    Arbitrary<String> small() {
        Arbitrary<String> branch = loops();
        return Arbitraries.oneOf(
                branch,
                branch.tuple2().map(each -> each.get1() + each.get2()),
                branch.map(each -> "(?:" + each + "){2}"),
                branch.map(each -> "(?:" + each + "){0,3}"));
    }

    @Provide
    Arbitrary<String> loops() {
        Arbitrary<String> leaf = Arbitraries.of("a", "b", "[ab]", "ab", "a?", "b*");
        Arbitrary<String> twig = Arbitraries.oneOf(
                leaf,
                leaf.map(each -> "(?:" + each + ")*"),
                leaf.tuple2().map(each -> "(?:" + each.get1() + "|" + each.get2() + ")"));
        return Arbitraries.oneOf(
                twig,
                twig.map(each -> "(?:" + each + ")+"),
                twig.map(each -> "(?:" + each + ")?"),
                twig.tuple2().map(each -> each.get1() + each.get2()),
                twig.tuple2().map(each -> "(?:" + each.get1() + each.get2() + ")*"),
                twig.tuple2().map(each -> "(?:" + each.get1() + "|" + each.get2() + ")*"));
    }

    @Property(tries = 60)
    void exponential_is_what_doubles_when_pumped(@ForAll("loops") String pattern) throws Exception {
        Regex regex = RegexParser.parse(pattern);
        Ambiguity found = Ambiguity.of(Automaton.all(regex, new Steps(STEPS)).getFirst(), new Steps(STEPS));
        boolean exponential = found instanceof Ambiguity.Exponential;
        boolean doubles = doubles(regex, 3) || (exponential && doubles(regex, 6));
        assertThat(exponential).as(pattern).isEqualTo(doubles);
    }

    @Property(tries = 300)
    void trying_and_re2_find_the_same(@ForAll("small") String pattern, @ForAll("texts") String text) throws Exception {
        for (String each : List.of(pattern, "^" + pattern + "$", pattern + "\\b", "\\B" + pattern)) {
            // Trying out an exponential one is what nobody should do, not even in a test.
            if (Pattern.against(each, new Steps(STEPS)).isPresent()) continue;
            Pattern linear = Pattern.of(each);
            assertThat(linear.isLinear()).isTrue();
            boolean tried = Backtracker.of(RegexParser.parse(each)).finds(text, new Steps(50_000_000));
            assertThat(tried).as(each + " in " + text).isEqualTo(linear.finds(text, new Steps(1_000_000)));
        }
    }

    @Property(tries = 300)
    void a_finite_bound_is_never_below_the_ways_there_are(@ForAll("small") String pattern, @ForAll("texts") String text)
            throws Exception {
        Regex regex = RegexParser.parse(pattern);
        Ambiguity found = Ambiguity.of(Automaton.all(regex, new Steps(STEPS)).getFirst(), new Steps(STEPS));
        if (!(found instanceof Ambiguity.Bounded bounded)) return;
        double bound = bounded.ways() * Math.pow(text.length() + 1, bounded.degree());
        // The automaton's places are one end each; an expression may end at several, and empty in several ways.
        int ends = regex.size() + 1;
        assertThat(ways(regex, text)).as(pattern + " on " + text).isLessThanOrEqualTo(bound * ends * ends);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(12);
    }

    private static boolean doubles(Regex regex, int longest) {
        for (String pump : words(1, longest)) {
            for (String before : words(0, 1)) {
                for (String behind : words(0, 2)) {
                    double few = ways(regex, before + pump.repeat(FEW) + behind);
                    if (few == 0) continue;
                    if (ways(regex, before + pump.repeat(MANY) + behind) >= DOUBLING * few) return true;
                }
            }
        }
        return false;
    }

    private static List<String> words(int shortest, int longest) {
        var all = new ArrayList<String>();
        List<String> level = List.of("");
        for (int length = 0; length <= longest; length++) {
            if (length >= shortest) all.addAll(level);
            var next = new ArrayList<String>();
            for (String each : level) {
                next.add(each + "a");
                next.add(each + "b");
            }
            level = next;
        }
        return all;
    }

    /// In how many ways the whole text can be read, counted on the expression itself.
    private static double ways(Regex regex, String text) {
        return spans(regex, text)[0][text.length()];
    }

    /// For each two places in the text, the ways to read what lies between.
    private static double[][] spans(Regex regex, String text) {
        int n = text.length() + 1;
        return switch (regex) {
            case Regex.One(CodePoints of) -> {
                var found = new double[n][n];
                for (int i = 0; i + 1 < n; i++) found[i][i + 1] = of.contains(text.charAt(i)) ? 1 : 0;
                yield found;
            }
            case Regex.Sequence(var parts) -> {
                double[][] all = nothing(n);
                for (Regex each : parts) all = then(all, spans(each, text));
                yield all;
            }
            case Regex.Choice(var options) -> {
                var all = new double[n][n];
                for (Regex each : options) add(all, spans(each, text));
                yield all;
            }
            case Regex.Group(int number, Regex body) -> spans(body, text);
            case Regex.Repeat repeat -> {
                double[][] turn = spans(repeat.body(), text);
                double[][] full = turn.clone();
                for (int i = 0; i < n; i++) {
                    full[i] = turn[i].clone();
                    full[i][i] = 0;
                }
                double[][] must = nothing(n);
                for (int i = 0; i < repeat.min(); i++) must = then(must, turn);
                int most = repeat.max() == Regex.UNBOUNDED ? n : repeat.max() - repeat.min();
                double[][] may = nothing(n);
                double[][] power = nothing(n);
                for (int i = 0; i < most; i++) {
                    power = then(power, full);
                    add(may, power);
                }
                yield then(must, may);
            }
            case Regex.Look _, Regex.Backreference _, Regex.Assertion _ -> throw new AssertionError("not generated");
        };
    }

    private static double[][] nothing(int n) {
        var found = new double[n][n];
        for (int i = 0; i < n; i++) found[i][i] = 1;
        return found;
    }

    private static void add(double[][] into, double[][] more) {
        for (int i = 0; i < into.length; i++) {
            for (int j = i; j < into.length; j++) into[i][j] += more[i][j];
        }
    }

    private static double[][] then(double[][] one, double[][] two) {
        int n = one.length;
        var found = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = i; k < n; k++) {
                if (one[i][k] == 0) continue;
                for (int j = k; j < n; j++) found[i][j] += one[i][k] * two[k][j];
            }
        }
        return found;
    }
}
