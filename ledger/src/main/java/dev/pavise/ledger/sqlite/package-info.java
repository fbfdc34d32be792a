/// SQLite as Pavise uses it: one file, several processes, plain words for what can go wrong.
///
/// Who writes takes a turn at a lock file first ([Turns]), so that nobody ever sleeps in SQLite's busy handler; the
/// locks inside SQLite still decide, and the lock file may be lost without harm.
@NullMarked
package dev.pavise.ledger.sqlite;

import org.jspecify.annotations.NullMarked;
