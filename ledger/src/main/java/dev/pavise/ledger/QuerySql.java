package dev.pavise.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [Query] as a condition on the entries' table.
///
/// The entries are found in a query of their own that needs no more than the columns it asks for. Lists, where the
/// store has them, narrow it to the entries that may count, and to the newest, which are in no list yet. Members are
/// looked for as text first: an entry is canonical JSON, in which `"server":"files"`
/// can only be that member, and looking for text is many times faster than reading JSON.
final class QuerySql {
    private final StringBuilder where = new StringBuilder("json IS NOT NULL");
    private final List<Object> values = new ArrayList<>();
    private final boolean lists;

    /// @param lists whether the store has lists of entries by id, time and ruling
    QuerySql(Query query, boolean lists) {
        this.lists = lists;
        if (query.before() != Long.MAX_VALUE) and("idx < ?", query.before());
        member("server", query.server());
        member("method", query.method());
        member("subject", query.subject());
        String ruling = query.ruling() == null ? "" : query.ruling();
        boolean rare = !ruling.isEmpty() && !ruling.equals("passed");
        if (query.ruling() != null) and(LedgerSchema.member("ruling") + " = ?", ruling);
        if (rare) listed("by_ruling", "ruling = ?", ruling);
        if (query.rule() != null) {
            if (!query.rule().isEmpty()) and("instr(json, ?) > 0", EvidenceJson.member("rule", query.rule()));
            and(
                    "EXISTS (SELECT 1 FROM json_each(entry.json, '$.reasons') AS reason"
                            + " WHERE reason.value ->> '$.rule' = ?)",
                    query.rule());
        }
        String from = query.from() == null ? "" : EvidenceJson.time(query.from());
        String until = query.until() == null ? "" : EvidenceJson.time(query.until());
        if (query.from() != null) and(LedgerSchema.member("at") + " >= ?", from);
        if (query.until() != null) and(LedgerSchema.member("at") + " < ?", until);
        if (query.from() != null && query.until() != null) listed("by_time", "at >= ? AND at < ?", from, until);
        else if (query.from() != null) listed("by_time", "at >= ?", from);
        if (query.session() != null) {
            // A session's ids are its own id, a hyphen and a number; a full stop is the character after the hyphen.
            and(LedgerSchema.member("id") + " >= ?", query.session() + "-");
            and(LedgerSchema.member("id") + " < ?", query.session() + ".");
            listed("by_id", "id >= ? AND id < ?", query.session() + "-", query.session() + ".");
        }
        boolean byIndex = query.from() != null || query.until() != null || query.session() != null || (rare && lists);
        // The plus keeps SQLite from walking all entries backwards where an index finds the few that count.
        where.append(byIndex ? " ORDER BY +idx DESC LIMIT ?" : " ORDER BY idx DESC LIMIT ?");
        values.add(query.limit());
    }

    String where() {
        return "WHERE idx IN (SELECT idx FROM entry WHERE " + where + ") ORDER BY idx DESC";
    }

    List<Object> values() {
        return values;
    }

    private void member(String name, @Nullable String value) {
        if (value == null) return;
        if (!value.isEmpty()) and("instr(json, ?) > 0", EvidenceJson.member(name, value));
        and("coalesce(" + LedgerSchema.member(name) + ", '') = ?", value);
    }

    private void listed(String list, String condition, Object... bounds) {
        if (!lists) return;
        where.append(" AND idx IN (").append(candidates(list, condition)).append(')');
        values.addAll(List.of(bounds));
    }

    /// The indexes of entries in this list, and of those that are in none yet.
    static String candidates(String list, String condition) {
        return "SELECT idx FROM " + list + " WHERE " + condition
                + " UNION ALL SELECT idx FROM entry WHERE idx >= (SELECT listed FROM head)";
    }

    private void and(String condition, Object value) {
        where.append(" AND ").append(condition);
        values.add(value);
    }
}
