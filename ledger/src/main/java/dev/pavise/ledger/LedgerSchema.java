package dev.pavise.ledger;

import dev.pavise.ledger.sqlite.Schema;
import java.util.List;

/// The tables of the ledger, as the package's documentation explains them.
final class LedgerSchema {
    static final Schema SCHEMA =
            new Schema("ledger", 0x50617673, List.of("""
            CREATE TABLE entry (
              idx INTEGER PRIMARY KEY,
              leaf BLOB NOT NULL,
              json TEXT,
              id TEXT AS (json ->> '$.id') VIRTUAL,
              at TEXT AS (json ->> '$.at') VIRTUAL,
              server TEXT AS (json ->> '$.server') VIRTUAL,
              method TEXT AS (json ->> '$.method') VIRTUAL,
              subject TEXT AS (json ->> '$.subject') VIRTUAL,
              ruling TEXT AS (json ->> '$.ruling') VIRTUAL
            );
            CREATE INDEX entry_id ON entry (id) WHERE json IS NOT NULL;
            CREATE INDEX entry_at ON entry (at) WHERE json IS NOT NULL;
            CREATE INDEX entry_ruled ON entry (ruling, idx) WHERE ruling <> 'passed';
            CREATE TABLE subtree (
              level INTEGER NOT NULL,
              idx INTEGER NOT NULL,
              hash BLOB NOT NULL,
              PRIMARY KEY (level, idx)
            ) WITHOUT ROWID;
            CREATE TABLE head (
              one INTEGER PRIMARY KEY CHECK (one = 1),
              size INTEGER NOT NULL,
              frontier BLOB NOT NULL
            );
            INSERT INTO head VALUES (1, 0, x'');
            CREATE TABLE signer (
              vkey TEXT PRIMARY KEY,
              since INTEGER NOT NULL,
              at TEXT NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE checkpoint (
              size INTEGER PRIMARY KEY,
              at TEXT NOT NULL,
              note TEXT NOT NULL
            );
            CREATE TABLE expired (
              one INTEGER PRIMARY KEY CHECK (one = 1),
              before INTEGER NOT NULL,
              fact INTEGER NOT NULL
            );
            CREATE TABLE payload (
              digest BLOB PRIMARY KEY,
              bytes BLOB NOT NULL,
              at TEXT NOT NULL
            );
            CREATE INDEX payload_at ON payload (at);
            """, """
            DROP INDEX entry_id;
            DROP INDEX entry_at;
            DROP INDEX entry_ruled;
            CREATE TABLE by_id (id TEXT NOT NULL, idx INTEGER NOT NULL, PRIMARY KEY (id, idx)) WITHOUT ROWID;
            CREATE TABLE by_time (at TEXT NOT NULL, idx INTEGER NOT NULL, PRIMARY KEY (at, idx)) WITHOUT ROWID;
            CREATE TABLE by_ruling (ruling TEXT NOT NULL, idx INTEGER NOT NULL, PRIMARY KEY (ruling, idx))
              WITHOUT ROWID;
            ALTER TABLE head ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
            """ + listing("idx < (SELECT size FROM head)") + """
            UPDATE head SET listed = size;
            """, """
            ALTER TABLE entry DROP COLUMN id;
            ALTER TABLE entry DROP COLUMN at;
            ALTER TABLE entry DROP COLUMN server;
            ALTER TABLE entry DROP COLUMN method;
            ALTER TABLE entry DROP COLUMN subject;
            ALTER TABLE entry DROP COLUMN ruling;
            """));

    /// The first version in which lists take the place of indexes.
    static final int LISTS = 2;

    /// Subtrees of every eighth level are kept, which are the tiles' roots.
    static final int TILE_LEVELS = 8;

    private LedgerSchema() {}

    /// A member of an entry's JSON, as SQL. It is no column of the table: SQLite computes even virtual columns whenever
    /// a row is inserted, which costs as much as all the rest of it.
    static String member(String name) {
        return "(json ->> '$." + name + "')";
    }

    /// Adds entries to the lists by which they are found. An index would touch a page of its own for every entry; lists
    /// take many entries at once. A text that is no JSON was not kept like that: it is in no list.
    static String listing(String which) {
        return listing("by_id", "id", "IS NOT NULL", which)
                + listing("by_time", "at", "IS NOT NULL", which)
                + listing("by_ruling", "ruling", "<> 'passed'", which);
    }

    private static String listing(String list, String by, String listed, String which) {
        return "INSERT OR IGNORE INTO " + list + " SELECT what, idx FROM"
                + " (SELECT idx, CASE WHEN json_valid(json) THEN " + member(by) + " END AS what FROM entry WHERE "
                + which + ") WHERE what " + listed + " ORDER BY what, idx;";
    }
}
