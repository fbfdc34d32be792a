package dev.pavise.ledger;

import java.util.List;

/// Follows a ledger: hands out each new entry once, whichever process kept it.
public final class Tail {
    private final Archive archive;
    private long next;
    private boolean more = true;

    private Tail(Archive archive, long next) {
        this.archive = archive;
        this.next = next;
    }

    /// Begins with the last `entries` that are there already.
    public static Tail of(Archive archive, long entries) {
        return new Tail(archive, Math.max(0, archive.size() - entries));
    }

    /// What is new, oldest first; empty, at the price of one look at the store's counter, when nothing is.
    public List<Entry> next(int limit) {
        if (!archive.changed() && !more) return List.of();
        List<Entry> entries = archive.from(next, limit);
        more = entries.size() == limit;
        if (!entries.isEmpty()) next = entries.getLast().index() + 1;
        return entries;
    }
}
