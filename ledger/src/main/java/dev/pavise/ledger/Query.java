package dev.pavise.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which entries to read; what is null asks for nothing. All that is asked for must hold.
///
/// @param ruling one of the four words, such as `denied`
/// @param rule the rule of at least one reason
/// @param from the earliest time at which the message was read
/// @param until the time from which on entries are left out
/// @param before the index from which on entries are left out, to read on where the last answer ended
/// @param limit how many at most, the newest ones
public record Query(
        @Nullable String server,
        @Nullable String session,
        @Nullable String ruling,
        @Nullable String rule,
        @Nullable String method,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant until,
        long before,
        int limit) {
    public static final int LIMIT_MAX = 10_000;

    /// Everything, the newest hundred of it.
    public static final Query NEWEST = new Query(null, null, null, null, null, null, null, null, Long.MAX_VALUE, 100);

    public Query {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("a query asks for 1 to " + LIMIT_MAX + " entries, not " + limit);
        }
    }

    public Query ofServer(String name) {
        return new Query(name, session, ruling, rule, method, subject, from, until, before, limit);
    }

    public Query ofSession(String id) {
        return new Query(server, id, ruling, rule, method, subject, from, until, before, limit);
    }

    public Query ruled(String word) {
        return new Query(server, session, word, rule, method, subject, from, until, before, limit);
    }

    public Query because(String ruleId) {
        return new Query(server, session, ruling, ruleId, method, subject, from, until, before, limit);
    }

    public Query ofMethod(String name) {
        return new Query(server, session, ruling, rule, name, subject, from, until, before, limit);
    }

    public Query about(String name) {
        return new Query(server, session, ruling, rule, method, name, from, until, before, limit);
    }

    public Query from(Instant time) {
        return new Query(server, session, ruling, rule, method, subject, time, until, before, limit);
    }

    public Query until(Instant time) {
        return new Query(server, session, ruling, rule, method, subject, from, time, before, limit);
    }

    public Query before(long index) {
        return new Query(server, session, ruling, rule, method, subject, from, until, index, limit);
    }

    public Query limit(int entries) {
        return new Query(server, session, ruling, rule, method, subject, from, until, before, entries);
    }
}
