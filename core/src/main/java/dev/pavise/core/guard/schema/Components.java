package dev.pavise.core.guard.schema;

import java.util.Arrays;

/// The strongly connected components of a graph: states that lie on a loop together.
///
/// @param component of each state; what can be reached from a component has a smaller number or the same
/// @param count of components
record Components(int[] component, int count) {
    /// Tarjan 1972, with a stack of its own, because graphs from outside may be deep.
    static Components of(int[][] moves) {
        int n = moves.length;
        int[] index = new int[n];
        int[] low = new int[n];
        int[] component = new int[n];
        Arrays.fill(component, -1);
        int[] stack = new int[n];
        int[] path = new int[n];
        int[] next = new int[n];
        int stacked = 0;
        int count = 0;
        int time = 0;
        for (int root = 0; root < n; root++) {
            if (index[root] != 0) continue;
            int depth = 0;
            path[depth++] = root;
            index[root] = low[root] = ++time;
            stack[stacked++] = root;
            while (depth > 0) {
                int at = path[depth - 1];
                if (next[at] < moves[at].length) {
                    int to = moves[at][next[at]++];
                    if (index[to] == 0) {
                        index[to] = low[to] = ++time;
                        stack[stacked++] = to;
                        path[depth++] = to;
                    } else if (component[to] < 0) {
                        low[at] = Math.min(low[at], index[to]);
                    }
                    continue;
                }
                depth--;
                if (depth > 0) low[path[depth - 1]] = Math.min(low[path[depth - 1]], low[at]);
                if (low[at] != index[at]) continue;
                int popped;
                do {
                    popped = stack[--stacked];
                    component[popped] = count;
                } while (popped != at);
                count++;
            }
        }
        return new Components(component, count);
    }
}
