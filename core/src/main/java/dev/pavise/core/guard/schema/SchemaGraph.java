package dev.pavise.core.guard.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Subschemas, and which of them lead to which: by standing inside or by a reference.
final class SchemaGraph {
    /// More than any bound; sums stay below the end of `long`.
    private static final long MUCH = 1L << 40;

    private final List<int[]> inPlace = new ArrayList<>();
    private final List<int[]> all = new ArrayList<>();
    private int[] inPlaceCounts = new int[64];
    private int[] allCounts = new int[64];

    int add() {
        int node = all.size();
        inPlace.add(new int[0]);
        all.add(new int[0]);
        if (node == allCounts.length) {
            allCounts = Arrays.copyOf(allCounts, node * 2);
            inPlaceCounts = Arrays.copyOf(inPlaceCounts, node * 2);
        }
        return node;
    }

    /// @param same whether the second judges the same value as the first
    void lead(int from, int to, boolean same) {
        append(all, allCounts, from, to);
        if (same) append(inPlace, inPlaceCounts, from, to);
    }

    private static void append(List<int[]> lists, int[] counts, int from, int to) {
        int[] list = lists.get(from);
        if (counts[from] == list.length) {
            list = Arrays.copyOf(list, Math.max(2, list.length * 2));
            lists.set(from, list);
        }
        list[counts[from]++] = to;
    }

    /// A subschema that leads back to itself without going into the value, or -1.
    int endless() {
        long[] weights = new long[all.size()];
        for (int root = 0; root < weights.length; root++) {
            int found = weigh(root, inPlace, inPlaceCounts, weights, true);
            if (found >= 0) return found;
        }
        return -1;
    }

    /// The number of subschemas once each reference is replaced by what it means. Where that would never end, a
    /// reference back to where one is counts once.
    long expanded(int root) {
        long[] weights = new long[all.size()];
        weigh(root, all, allCounts, weights, false);
        return weights[root];
    }

    /// Depth first, with a stack of its own, because a chain of references may be long.
    ///
    /// @param weights 0 where not seen, -1 where begun, else the weight
    /// @return a subschema at which a circle closes, if `stopAtCircle`, else -1
    private int weigh(int root, List<int[]> lists, int[] counts, long[] weights, boolean stopAtCircle) {
        if (weights[root] != 0) return -1;
        int[] path = new int[64];
        int[] next = new int[64];
        long[] sum = new long[64];
        int depth = 0;
        path[0] = root;
        sum[0] = 1;
        weights[root] = -1;
        while (depth >= 0) {
            int at = path[depth];
            if (next[depth] == counts[at]) {
                weights[at] = Math.min(sum[depth], MUCH);
                depth--;
                if (depth >= 0) sum[depth] = Math.min(MUCH, sum[depth] + weights[at]);
                continue;
            }
            int to = lists.get(at)[next[depth]++];
            if (weights[to] > 0) {
                sum[depth] = Math.min(MUCH, sum[depth] + weights[to]);
            } else if (weights[to] < 0) {
                if (stopAtCircle) return to;
                sum[depth]++;
            } else {
                depth++;
                if (depth == path.length) {
                    path = Arrays.copyOf(path, depth * 2);
                    next = Arrays.copyOf(next, depth * 2);
                    sum = Arrays.copyOf(sum, depth * 2);
                }
                path[depth] = to;
                next[depth] = 0;
                sum[depth] = 1;
                weights[to] = -1;
            }
        }
        return -1;
    }
}
