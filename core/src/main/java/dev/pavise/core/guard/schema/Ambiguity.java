package dev.pavise.core.guard.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;

/// In how many ways a backtracking matcher may read one text before it gives up.
///
/// Two runs of the automaton over one text are one run over pairs of states. Exponential: from some state two ways
/// part on one text and meet again, all inside one loop, so each turn doubles them (Weber and Seidl 1991, criterion
/// EDA; Allauzen, Mohri, Rastogi 2008). Polynomial: ways part where a loop may be left or not, and meet later; the
/// degree is the largest number of such loops one behind the other, which is never below the true one. Else the ways
/// that part and meet outside loops multiply to a fixed number.
sealed interface Ambiguity {
    /// The work of a bad text grows like a power of its length.
    ///
    /// @param degree 0: in proportion to its length
    /// @param ways the fixed factor
    record Bounded(int degree, double ways) implements Ambiguity {}

    /// The work doubles with every few characters.
    record Exponential() implements Ambiguity {}

    static Ambiguity of(Automaton automaton, Steps steps) {
        return new Search(automaton, steps).find();
    }

    final class Search {
        private static final double WAYS_MOST = 1e300;
        private static final int RANGES_A_STEP = 16;

        private final Automaton automaton;
        private final int[][] moves;
        private final int[] component;
        private final int components;
        private final int[] set;
        private final boolean[][] meets;

        private final PairIndex pairs = new PairIndex();
        private int[] edges = new int[128];
        private int edgeCount;
        private final BitSet meeting = new BitSet();
        private final BitSet meetingInside = new BitSet();
        private final Steps steps;

        Search(Automaton automaton, Steps steps) {
            this.steps = steps;
            this.automaton = automaton;
            moves = automaton.moves();
            var strong = Components.of(moves);
            component = strong.component();
            components = strong.count();
            set = new int[moves.length];
            var sets = new ArrayList<CodePoints>();
            var known = new HashMap<CodePoints, Integer>();
            for (int i = 0; i < set.length; i++) {
                CodePoints reads = automaton.reads().get(i);
                Integer number = known.get(reads);
                if (number == null) {
                    number = sets.size();
                    known.put(reads, number);
                    sets.add(reads);
                }
                set[i] = number;
            }
            meets = overlaps(sets);
        }

        private boolean[][] overlaps(List<CodePoints> sets) {
            long ranges = 0;
            for (CodePoints each : sets) ranges += each.ranges().length;
            steps.take(sets.size() * (sets.size() + ranges / RANGES_A_STEP));
            var found = new boolean[sets.size()][sets.size()];
            for (int i = 0; i < found.length; i++) {
                for (int j = i; j < found.length; j++) {
                    found[i][j] = i == j ? !sets.get(i).isEmpty() : sets.get(i).meets(sets.get(j));
                    found[j][i] = found[i][j];
                }
            }
            return found;
        }

        Ambiguity find() {
            if (loopsDouble()) return new Exponential();
            explore();
            spread(meeting, false);
            spread(meetingInside, true);
            for (int from = 0; from < moves.length; from++) {
                if (partsInside(from)) return new Exponential();
            }
            return measure();
        }

        private boolean loopsDouble() {
            for (int from = 0; from < moves.length; from++) {
                for (int i = 0; i < moves[from].length; i++) {
                    if (automaton.many()[from][i] && component[from] == component[moves[from][i]]) return true;
                }
            }
            return false;
        }

        /// All pairs that two ways can reach after they have parted.
        private void explore() {
            for (int from = 0; from < moves.length; from++) {
                int[] to = moves[from];
                for (int i = 0; i < to.length; i++) {
                    for (int j = i + 1; j < to.length; j++) {
                        steps.take(1);
                        if (overlap(to[i], to[j])) pairs.add(to[i], to[j]);
                    }
                }
            }
            for (int pair = 0; pair < pairs.size(); pair++) {
                for (int left : moves[pairs.left(pair)]) {
                    for (int right : moves[pairs.right(pair)]) {
                        steps.take(1);
                        if (overlap(left, right)) reach(pair, left, right);
                    }
                }
            }
        }

        private boolean overlap(int one, int other) {
            return meets[set[one]][set[other]];
        }

        private void reach(int pair, int left, int right) {
            if (left == right) {
                meeting.set(pair);
                if (isInside(pair) && component[pairs.left(pair)] == component[left]) meetingInside.set(pair);
                return;
            }
            int next = pairs.add(left, right);
            if (edgeCount + 2 > edges.length) edges = Arrays.copyOf(edges, edges.length * 2);
            edges[edgeCount++] = pair;
            edges[edgeCount++] = next;
        }

        private boolean isInside(int pair) {
            return component[pairs.left(pair)] == component[pairs.right(pair)];
        }

        /// Whoever can get to a pair that meets will meet. Inside: without leaving the loop.
        private void spread(BitSet found, boolean inside) {
            int[] degree = new int[pairs.size() + 1];
            for (int i = 1; i < edgeCount; i += 2) degree[edges[i] + 1]++;
            for (int i = 1; i < degree.length; i++) degree[i] += degree[i - 1];
            int[] before = new int[edgeCount / 2];
            int[] next = degree.clone();
            for (int i = 0; i < edgeCount; i += 2) before[next[edges[i + 1]]++] = edges[i];
            var open = new int[pairs.size()];
            int count = 0;
            for (int pair = found.nextSetBit(0); pair >= 0; pair = found.nextSetBit(pair + 1)) open[count++] = pair;
            while (count > 0) {
                int pair = open[--count];
                for (int i = degree[pair]; i < degree[pair + 1]; i++) {
                    int from = before[i];
                    boolean stays = isInside(from) && component[pairs.left(from)] == component[pairs.left(pair)];
                    if (found.get(from) || (inside && !stays)) continue;
                    found.set(from);
                    open[count++] = from;
                }
            }
        }

        private boolean partsInside(int from) {
            int[] to = moves[from];
            for (int i = 0; i < to.length; i++) {
                if (component[to[i]] != component[from]) continue;
                for (int j = i + 1; j < to.length; j++) {
                    if (component[to[j]] == component[from] && will(meetingInside, to[i], to[j])) return true;
                }
            }
            return false;
        }

        private boolean will(BitSet meet, int one, int other) {
            if (!overlap(one, other)) return false;
            int pair = pairs.find(one, other);
            return pair >= 0 && meet.get(pair);
        }

        /// Components come in such an order that what lies behind one has a smaller number.
        private Ambiguity measure() {
            var members = new ArrayList<List<Integer>>();
            for (int i = 0; i < components; i++) members.add(new ArrayList<>());
            for (int i = 0; i < component.length; i++) members.get(component[i]).add(i);
            int[] degree = new int[components];
            double[] ways = new double[components];
            for (int each = 0; each < components; each++) {
                ways[each] = 1;
                boolean loose = false;
                for (int from : members.get(each)) {
                    int[] to = moves[from];
                    for (int i = 0; i < to.length; i++) {
                        if (component[to[i]] == each) {
                            loose |= leavesOrStays(from, i);
                            continue;
                        }
                        degree[each] = Math.max(degree[each], degree[component[to[i]]]);
                        ways[each] = Math.max(ways[each], ways(from, i, ways));
                    }
                }
                if (loose) degree[each]++;
            }
            return new Bounded(degree[component[0]], ways[component[0]]);
        }

        private boolean leavesOrStays(int from, int stay) {
            for (int other : moves[from]) {
                if (component[other] != component[from] && will(meeting, moves[from][stay], other)) return true;
            }
            return false;
        }

        private double ways(int from, int move, double[] ways) {
            int[] to = moves[from];
            double sum = 0;
            for (int i = 0; i < to.length; i++) {
                if (component[to[i]] == component[from]) continue;
                if (i == move || will(meeting, to[move], to[i])) {
                    sum += ways[component[to[i]]] * (automaton.many()[from][i] ? 2 : 1);
                }
            }
            return Math.min(sum, WAYS_MOST);
        }
    }
}
