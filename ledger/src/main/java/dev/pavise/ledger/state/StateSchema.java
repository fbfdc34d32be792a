package dev.pavise.ledger.state;

import dev.pavise.ledger.sqlite.Schema;
import java.util.List;

/// The tables of `state.db`, as the package's documentation explains them.
final class StateSchema {
    static final Schema SCHEMA = new Schema("state", 0x50617654, List.of("""
            CREATE TABLE pin (
              server TEXT NOT NULL,
              kind TEXT NOT NULL,
              name TEXT NOT NULL,
              state TEXT NOT NULL,
              approved TEXT,
              seen TEXT NOT NULL,
              since TEXT NOT NULL,
              by TEXT NOT NULL,
              PRIMARY KEY (server, kind, name)
            ) WITHOUT ROWID;
            CREATE TABLE pin_reason (
              server TEXT NOT NULL,
              kind TEXT NOT NULL,
              name TEXT NOT NULL,
              nth INTEGER NOT NULL,
              rule TEXT NOT NULL,
              place TEXT NOT NULL,
              seen TEXT NOT NULL,
              PRIMARY KEY (server, kind, name, nth)
            ) WITHOUT ROWID;
            CREATE TABLE definition (
              digest TEXT PRIMARY KEY,
              text TEXT NOT NULL
            );
            CREATE TABLE allowance (
              rule TEXT NOT NULL,
              server TEXT NOT NULL,
              subject TEXT NOT NULL,
              until TEXT NOT NULL,
              owner TEXT NOT NULL,
              reason TEXT NOT NULL,
              given TEXT NOT NULL,
              PRIMARY KEY (rule, server, subject)
            ) WITHOUT ROWID;
            CREATE TABLE version (
              what TEXT PRIMARY KEY,
              number INTEGER NOT NULL
            ) WITHOUT ROWID;
            INSERT INTO version VALUES ('pins', 0), ('allowances', 0);
            """, """
            CREATE TABLE client_key (
              name TEXT PRIMARY KEY,
              hash TEXT NOT NULL UNIQUE,
              since TEXT NOT NULL
            ) WITHOUT ROWID;
            INSERT INTO version VALUES ('keys', 0);
            """, """
            ALTER TABLE allowance RENAME TO allowance_of_tool;
            CREATE TABLE allowance (
              rule TEXT NOT NULL,
              server TEXT NOT NULL,
              subject TEXT NOT NULL,
              argument TEXT NOT NULL,
              until TEXT NOT NULL,
              owner TEXT NOT NULL,
              reason TEXT NOT NULL,
              given TEXT NOT NULL,
              PRIMARY KEY (rule, server, subject, argument)
            ) WITHOUT ROWID;
            INSERT INTO allowance SELECT rule, server, subject, '', until, owner, reason, given FROM allowance_of_tool;
            DROP TABLE allowance_of_tool;
            """));

    private StateSchema() {}
}
