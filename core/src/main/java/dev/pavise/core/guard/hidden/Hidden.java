package dev.pavise.core.guard.hidden;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What is hidden in one string, and what to cut from it so that nothing is.
///
/// @param cuts in order and apart, in UTF-16 units
/// @param sights one phrase for each kind that was found
/// @param endless whether there is more than can be cut: the string has to be refused
public record Hidden(List<Cut> cuts, List<Sight> sights, boolean endless) {
    /// What was seen of one kind, in words.
    public record Sight(Kind kind, String words) {}

    /// Characters that go, and what stands in their place.
    public record Cut(int from, int to, Set<InPlace> inPlace) {
        Cut join(Cut other) {
            var both = EnumSet.copyOf(inPlace);
            both.addAll(other.inPlace);
            return new Cut(Math.min(from, other.from), Math.max(to, other.to), both);
        }
    }

    private static final Hidden NOTHING = new Hidden(List.of(), List.of(), false);
    private static final int ROUNDS_MAX = 6;

    public Hidden {
        cuts = List.copyOf(cuts);
        sights = List.copyOf(sights);
    }

    public boolean isNothing() {
        return sights.isEmpty() && !endless;
    }

    /// What is found in one look: enough to refuse a string.
    public static Hidden glance(String text, Mode mode, int findingsMax) {
        var found = new Findings(findingsMax);
        new Scan(text, mode, found).run();
        return found.all().isEmpty() ? NOTHING : new Hidden(List.of(), found.sights(), found.isFull());
    }

    /// What has to be cut so that a further look finds nothing.
    public static Hidden in(String text, Mode mode, int findingsMax) {
        var first = new Findings(findingsMax);
        new Scan(text, mode, first).run();
        if (first.all().isEmpty()) return NOTHING;
        List<Sight> sights = first.sights();
        List<Cut> cuts = List.of();
        Findings found = first;
        View view = View.of(text);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            if (found.isFull()) return new Hidden(List.of(), sights, true);
            cuts = joined(cuts, view.inOriginal(found.all()));
            view = View.after(text, cuts);
            found = new Findings(findingsMax);
            new Scan(view.text(), mode, found).run();
            if (found.all().isEmpty()) return new Hidden(cuts, sights, false);
        }
        return new Hidden(List.of(), sights, true);
    }

    /// Cuts that touch are one cut, as edits of a message are.
    private static List<Cut> joined(List<Cut> some, List<Cut> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        all.sort(Comparator.comparingInt(Cut::from).thenComparingInt(Cut::to));
        var out = new ArrayList<Cut>();
        for (Cut next : all) {
            if (!out.isEmpty() && out.getLast().to >= next.from) {
                out.set(out.size() - 1, out.getLast().join(next));
            } else {
                out.add(next);
            }
        }
        return out;
    }
}
