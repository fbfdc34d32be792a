package dev.pavise.core.guard.hidden;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What one round over one string found: bounded places, and a tally of kinds for the evidence.
final class Findings {
    private static final int SAID_MAX = 240;

    private static final class Tally {
        int count;
        boolean spelled;
        final StringBuilder says = new StringBuilder();
    }

    private final List<Finding> all = new ArrayList<>();
    private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
    private final int findingsMax;

    Findings(int findingsMax) {
        this.findingsMax = findingsMax;
    }

    void add(Finding finding) {
        all.add(finding);
        Tally tally = tallies.computeIfAbsent(finding.kind(), _ -> new Tally());
        tally.count += finding.weight();
        tally.spelled |= finding.spelled();
        if (tally.says.length() < SAID_MAX && !finding.says().isEmpty()) {
            if (!finding.spelled() && !tally.says.isEmpty()) tally.says.append(" … ");
            tally.says.append(finding.says(), 0, Math.min(finding.says().length(), SAID_MAX));
        }
    }

    /// Whether another one of this kind is worth the words.
    boolean wantsWords(Kind kind) {
        Tally tally = tallies.get(kind);
        return tally == null || tally.says.length() < SAID_MAX;
    }

    boolean isFull() {
        return all.size() >= findingsMax;
    }

    List<Finding> all() {
        return all;
    }

    /// One sentence for each kind, as a reason has it.
    List<Hidden.Sight> sights() {
        var sights = new ArrayList<Hidden.Sight>();
        tallies.forEach((kind, tally) -> {
            String what = kind.words(tally.count);
            if (tally.says.isEmpty()) {
                sights.add(new Hidden.Sight(kind, what));
            } else if (tally.spelled) {
                sights.add(new Hidden.Sight(kind, what + " that spell " + Shown.quoted(tally.says)));
            } else {
                sights.add(new Hidden.Sight(kind, what + ": " + Shown.quoted(tally.says)));
            }
        });
        return sights;
    }
}
