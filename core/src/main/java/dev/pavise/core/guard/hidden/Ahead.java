package dev.pavise.core.guard.hidden;

/// Looks ahead for one string, and remembers where it stands: all looks of one pass together are linear.
final class Ahead {
    private final String text;
    private final String wanted;
    private int lookedFrom = Integer.MAX_VALUE;
    private int found = -1;

    Ahead(String text, String wanted) {
        this.text = text;
        this.wanted = wanted;
    }

    /// Where it stands next at or behind this unit, or -1.
    int from(int at) {
        boolean known = at >= lookedFrom && (found < 0 || found >= at);
        if (!known) {
            found = text.indexOf(wanted, at);
            lookedFrom = at;
        }
        return found;
    }
}
