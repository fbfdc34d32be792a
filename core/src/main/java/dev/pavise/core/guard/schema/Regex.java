package dev.pavise.core.guard.schema;

import java.util.List;

/// A regular expression of ECMA-262 as a tree.
sealed interface Regex {
    int UNBOUNDED = Integer.MAX_VALUE;

    /// One character out of a set.
    record One(CodePoints of) implements Regex {}

    record Sequence(List<Regex> parts) implements Regex {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    record Choice(List<Regex> options) implements Regex {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /// Its body, some times over.
    ///
    /// @param max [#UNBOUNDED] where there is none
    /// @param firstGroup of the capturing groups inside
    /// @param endGroup behind the last of them
    record Repeat(Regex body, int min, int max, boolean greedy, int firstGroup, int endGroup) implements Regex {}

    /// A capturing group, counted from 1.
    record Group(int number, Regex body) implements Regex {}

    /// What the group has captured, once more.
    record Backreference(int group) implements Regex {}

    /// A look ahead or behind.
    record Look(boolean behind, boolean negative, Regex body) implements Regex {}

    record Assertion(Kind kind) implements Regex {
        enum Kind {
            START,
            END,
            BOUNDARY,
            NO_BOUNDARY
        }
    }

    /// Whether it says what automata without memory can't: looks around or back.
    default boolean looksAround() {
        return switch (this) {
            case One _, Assertion _ -> false;
            case Sequence(var parts) -> parts.stream().anyMatch(Regex::looksAround);
            case Choice(var options) -> options.stream().anyMatch(Regex::looksAround);
            case Repeat repeat -> repeat.body().looksAround();
            case Group group -> group.body().looksAround();
            case Backreference _, Look _ -> true;
        };
    }

    /// The number of characters it stands for when counted repetitions are written out. Never negative, never more
    /// than 2^30.
    default int size() {
        return switch (this) {
            case One _, Assertion _, Backreference _ -> 1;
            case Sequence(var parts) -> sum(parts);
            case Choice(var options) -> sum(options);
            case Repeat repeat -> {
                int copies = repeat.max() == UNBOUNDED ? Math.max(repeat.min(), 1) : repeat.max();
                yield capped((long) repeat.body().size() * Math.max(copies, 1));
            }
            case Group group -> group.body().size();
            case Look look -> capped(1L + look.body().size());
        };
    }

    private static int sum(List<Regex> all) {
        long sum = 0;
        for (Regex each : all) sum += each.size();
        return capped(sum);
    }

    private static int capped(long size) {
        return (int) Math.min(size, 1 << 30);
    }
}
