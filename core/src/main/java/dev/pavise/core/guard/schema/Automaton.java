package dev.pavise.core.guard.schema;

import dev.pavise.core.guard.schema.Regex.Assertion.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The ways that a backtracking matcher may take through a regular expression, as an automaton without silent moves.
///
/// State 0 is the start; each other state is one place where a character is read. A move says whether there is one
/// way from place to place or more: `(a*)*` has two from `a` to `a`, through the inner star and through the outer.
/// As in ECMA-262, a repetition beyond its least count is never empty. Looks are taken for true and are automata of
/// their own. A back reference is taken for the group it repeats. Source: Glushkov 1961, with counts.
///
/// @param reads what each state reads; the start reads nothing
/// @param moves the states behind each state, in ascending order
/// @param many of each move, whether there is more than one way
record Automaton(List<CodePoints> reads, int[][] moves, boolean[][] many) {
    static final int STATES_MAX = 3000;
    private static final int MOVES_MAX = 200_000;
    /// Repetitions that would need more states than this count as unbounded ones, which have more ways, never fewer.
    private static final int WRITTEN_OUT_MAX = 300;
    private static final Regex ANYTHING =
            new Regex.Repeat(new Regex.One(CodePoints.ALL), 0, Regex.UNBOUNDED, true, 0, 0);

    /// An expression for which there is no automaton of decent size.
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1;

        TooLarge(String why) {
            super(why, null, false, false);
        }
    }

    int size() {
        return moves.length;
    }

    /// That of the whole, and those of the looks in it.
    static List<Automaton> all(Regex regex, Steps steps) throws TooLarge {
        var groups = new HashMap<Integer, Regex>();
        collectGroups(regex, groups);
        var found = new ArrayList<Automaton>();
        Deque<Regex> open = new ArrayDeque<>(List.of(regex));
        Set<Regex> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        int states = 0;
        while (!open.isEmpty()) {
            var builder = new Builder(groups, hasBoundary(regex), steps);
            Automaton next = builder.whole(open.pop());
            found.add(next);
            states += next.size();
            if (states > STATES_MAX) throw new TooLarge("it has more than " + STATES_MAX + " places");
            for (Regex each : builder.looks) if (seen.add(each)) open.push(each);
        }
        return found;
    }

    private static void collectGroups(Regex regex, Map<Integer, Regex> into) {
        switch (regex) {
            case Regex.One _, Regex.Assertion _, Regex.Backreference _ -> {}
            case Regex.Sequence(var parts) -> parts.forEach(each -> collectGroups(each, into));
            case Regex.Choice(var options) -> options.forEach(each -> collectGroups(each, into));
            case Regex.Repeat repeat -> collectGroups(repeat.body(), into);
            case Regex.Look look -> collectGroups(look.body(), into);
            case Regex.Group(int number, Regex body) -> {
                into.put(number, body);
                collectGroups(body, into);
            }
        }
    }

    private static boolean hasBoundary(Regex regex) {
        return switch (regex) {
            case Regex.One _, Regex.Backreference _ -> false;
            case Regex.Assertion(Kind kind) -> kind == Kind.BOUNDARY || kind == Kind.NO_BOUNDARY;
            case Regex.Sequence(var parts) -> parts.stream().anyMatch(Automaton::hasBoundary);
            case Regex.Choice(var options) -> options.stream().anyMatch(Automaton::hasBoundary);
            case Regex.Repeat repeat -> hasBoundary(repeat.body());
            case Regex.Look look -> hasBoundary(look.body());
            case Regex.Group group -> hasBoundary(group.body());
        };
    }

    /// A part of the expression: where it may begin, where it may end, and whether it may be empty.
    ///
    /// Keys of `first` and `last` are a state and the assertions between it and the part's edge; keys of
    /// `empty` are assertions alone. Values are the number of ways: 1, or 2 for more.
    ///
    /// The maps belong to whoever holds the part: joining two parts uses both up, so that nothing is copied.
    private record Part(Map<Integer, Integer> first, Map<Integer, Integer> last, Map<Integer, Integer> empty) {
        static Part nothing() {
            return new Part(new HashMap<>(), new HashMap<>(), Map.of());
        }

        static Part empty(int assertions) {
            return new Part(new HashMap<>(), new HashMap<>(), Map.of(assertions, 1));
        }

        Part withoutEmpty() {
            return new Part(first, last, Map.of());
        }

        Part orEmpty() {
            return new Part(first, last, Map.of(0, 1));
        }
    }

    private static final class Builder {
        private static final int ASSERTIONS = 16;
        private static final int RANGES_A_STEP = 8;
        /// Empty in one way, under no condition.
        private static final Map<Integer, Integer> PLAINLY = Map.of(0, 1);

        private final Map<Integer, Regex> groups;
        private final boolean boundaries;
        private final Steps steps;
        private final List<CodePoints> reads = new ArrayList<>();
        private final List<Map<Integer, Integer>> moves = new ArrayList<>();
        private final List<Regex> looks = new ArrayList<>();
        private int moveCount;
        private int referring;

        Builder(Map<Integer, Regex> groups, boolean boundaries, Steps steps) {
            this.groups = groups;
            this.steps = steps;
            this.boundaries = boundaries;
        }

        Automaton whole(Regex regex) throws TooLarge {
            state(CodePoints.NONE);
            join(Map.of(0, 1), part(regex).first);
            int[][] to = new int[moves.size()][];
            boolean[][] many = new boolean[moves.size()][];
            for (int from = 0; from < to.length; from++) {
                Map<Integer, Integer> all = moves.get(from);
                to[from] = all.keySet().stream()
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .toArray();
                many[from] = new boolean[to[from].length];
                for (int i = 0; i < to[from].length; i++) many[from][i] = all.getOrDefault(to[from][i], 1) > 1;
            }
            return new Automaton(List.copyOf(reads), to, many);
        }

        private Part part(Regex regex) throws TooLarge {
            return switch (regex) {
                case Regex.One(CodePoints of) -> one(of);
                case Regex.Sequence(var parts) -> {
                    Part all = Part.empty(0);
                    for (Regex each : parts) all = then(all, part(each));
                    yield all;
                }
                case Regex.Choice(var options) -> {
                    Part all = Part.nothing();
                    for (Regex each : options) all = or(all, part(each));
                    yield all;
                }
                case Regex.Repeat repeat -> repeat(repeat);
                case Regex.Group group -> part(group.body());
                case Regex.Backreference(int group) -> reference(group);
                case Regex.Look look -> {
                    looks.add(look.body());
                    yield Part.empty(0);
                }
                case Regex.Assertion(Kind kind) -> Part.empty(bit(kind));
            };
        }

        private static int bit(Kind kind) {
            return switch (kind) {
                case START -> 1;
                case END -> 2;
                case BOUNDARY -> 4;
                case NO_BOUNDARY -> 8;
            };
        }

        /// With word boundaries about, a state reads word characters or others, never both, so that two states tell
        /// whether there is a boundary between them.
        private Part one(CodePoints of) throws TooLarge {
            if (!boundaries) return reading(of);
            return or(reading(of.and(CodePoints.WORD)), reading(of.and(CodePoints.NOT_WORD)));
        }

        private Part reading(CodePoints of) throws TooLarge {
            if (of.isEmpty()) return Part.nothing();
            Map<Integer, Integer> only = Map.of(state(of) * ASSERTIONS, 1);
            return new Part(new HashMap<>(only), new HashMap<>(only), Map.of());
        }

        private int state(CodePoints of) throws TooLarge {
            if (reads.size() == STATES_MAX) throw new TooLarge("it has more than " + STATES_MAX + " places");
            steps.take(1 + of.ranges().length / RANGES_A_STEP);
            reads.add(of);
            moves.add(new HashMap<>());
            return reads.size() - 1;
        }

        private Part repeat(Regex.Repeat repeat) throws TooLarge {
            Regex body = repeat.body();
            int min = repeat.min();
            int max = repeat.max();
            if (max == 0) return Part.empty(0);
            if (repeat.size() > WRITTEN_OUT_MAX && (min > 1 || (max != Regex.UNBOUNDED && max > 1))) {
                Part looped = looped(part(body));
                if (min > 1 && !looped.empty.isEmpty()) {
                    throw new TooLarge("it repeats " + min + " times what may be empty");
                }
                return min == 0 ? looped.orEmpty() : looped;
            }
            Part tail = Part.empty(0);
            if (max == Regex.UNBOUNDED) {
                if (min == 0) return looped(part(body)).orEmpty();
                if (min == 1) {
                    // A second copy of the body would split what is one loop, and change nothing else.
                    Part body1 = part(body);
                    if (body1.empty.isEmpty()) return looped(body1);
                    return then(body1, looped(part(body)).orEmpty());
                }
                tail = looped(part(body)).orEmpty();
            } else {
                for (int i = min; i < max; i++)
                    tail = then(part(body).withoutEmpty(), tail).orEmpty();
            }
            Part all = Part.empty(0);
            for (int i = 0; i < min; i++) all = then(all, part(body));
            return then(all, tail);
        }

        private Part looped(Part body) throws TooLarge {
            join(body.last, body.first);
            return body;
        }

        private Part reference(int group) throws TooLarge {
            if (referring > 0) return part(ANYTHING);
            referring++;
            Regex body = groups.get(group);
            Part copy = body == null ? Part.empty(0) : part(body);
            referring--;
            return copy.orEmpty();
        }

        private Part then(Part one, Part two) throws TooLarge {
            join(one.last, two.first);
            var empty = new HashMap<Integer, Integer>();
            one.empty.forEach((a, m) ->
                    two.empty.forEach((b, n) -> empty.merge(a | b, Math.min(2, m * n), Builder::sum)));
            return new Part(reach(one.first, two.first, one.empty), reach(two.last, one.last, two.empty), empty);
        }

        private Part or(Part one, Part two) {
            var empty = new HashMap<>(one.empty);
            two.empty.forEach((key, n) -> empty.merge(key, n, Builder::sum));
            return new Part(united(one.first, two.first), united(one.last, two.last), empty);
        }

        /// The near edge, and the far one as it is seen across a part that may be empty.
        private Map<Integer, Integer> reach(
                Map<Integer, Integer> near, Map<Integer, Integer> far, Map<Integer, Integer> across) {
            if (across.equals(PLAINLY)) return united(near, far);
            steps.take((long) far.size() * across.size());
            across.forEach((assertions, ways) ->
                    far.forEach((key, n) -> near.merge(key | assertions, Math.min(2, n * ways), Builder::sum)));
            return near;
        }

        private Map<Integer, Integer> united(Map<Integer, Integer> one, Map<Integer, Integer> two) {
            Map<Integer, Integer> large = one.size() < two.size() ? two : one;
            Map<Integer, Integer> small = one.size() < two.size() ? one : two;
            steps.take(small.size());
            small.forEach((key, n) -> large.merge(key, n, Builder::sum));
            return large;
        }

        private static int sum(int one, int other) {
            return Math.min(2, one + other);
        }

        private void join(Map<Integer, Integer> last, Map<Integer, Integer> first) throws TooLarge {
            for (var from : last.entrySet()) {
                steps.take(first.size());
                for (var to : first.entrySet()) {
                    if (!mayFollow(from.getKey(), to.getKey())) continue;
                    Map<Integer, Integer> known = moves.get(from.getKey() / ASSERTIONS);
                    int ways = Math.min(2, from.getValue() * to.getValue());
                    Integer before = known.get(to.getKey() / ASSERTIONS);
                    known.put(to.getKey() / ASSERTIONS, before == null ? ways : sum(before, ways));
                    if (before == null && ++moveCount > MOVES_MAX) {
                        throw new TooLarge("it has more than " + MOVES_MAX + " moves between places");
                    }
                }
            }
        }

        /// Between two characters there is neither a start nor an end, and a boundary only where words end.
        private boolean mayFollow(int from, int to) {
            int assertions = (from | to) % ASSERTIONS;
            int one = from / ASSERTIONS;
            int two = to / ASSERTIONS;
            if ((assertions & bit(Kind.END)) != 0) return false;
            if (one == 0) return true;
            if ((assertions & bit(Kind.START)) != 0) return false;
            boolean boundary =
                    reads.get(one).meets(CodePoints.WORD) != reads.get(two).meets(CodePoints.WORD);
            int wrong = boundary ? bit(Kind.NO_BOUNDARY) : bit(Kind.BOUNDARY);
            return (assertions & wrong) == 0;
        }
    }
}
