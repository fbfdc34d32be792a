package dev.pavise.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [Query] as a condition on the entries' table.
///
/// The entries are found in a query of their own that needs no more than the columns it asks for, so that an index
/// may answer it whole. Members are looked for as text first: an entry is canonical JSON, in which `"server":"files"`
/// can only be that member, and looking for text is many times faster than reading JSON.
final class QuerySql {
    private final StringBuilder where = new StringBuilder("json IS NOT NULL");
    private final List<Object> values = new ArrayList<>();

    QuerySql(Query query) {
        if (query.before() != Long.MAX_VALUE) and("idx < ?", query.before());
        member("server", query.server());
        member("method", query.method());
        member("subject", query.subject());
        if (query.ruling() != null) and("ruling = ?", query.ruling());
        // Said literally, because only then does SQLite see that the index over the rare rulings will do.
        if (query.ruling() != null && !query.ruling().equals("passed")) where.append(" AND ruling <> 'passed'");
        if (query.rule() != null) {
            if (!query.rule().isEmpty()) and("instr(json, ?) > 0", EvidenceJson.member("rule", query.rule()));
            and(
                    "EXISTS (SELECT 1 FROM json_each(entry.json, '$.reasons') AS reason"
                            + " WHERE reason.value ->> '$.rule' = ?)",
                    query.rule());
        }
        if (query.from() != null) and("at >= ?", EvidenceJson.time(query.from()));
        if (query.until() != null) and("at < ?", EvidenceJson.time(query.until()));
        if (query.session() != null) {
            // A session's ids are its own id, a hyphen and a number; a full stop is the character after the hyphen.
            and("id >= ?", query.session() + "-");
            and("id < ?", query.session() + ".");
        }
        boolean byIndex = query.from() != null || query.until() != null || query.session() != null;
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
        and("coalesce(" + name + ", '') = ?", value);
    }

    private void and(String condition, Object value) {
        where.append(" AND ").append(condition);
        values.add(value);
    }
}
