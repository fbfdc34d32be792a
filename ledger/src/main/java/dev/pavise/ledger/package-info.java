/// The ledger: what became of each message, kept so that nobody can change it unnoticed.
///
/// All of it lies in the folder `ledger` of Pavise's state, 0700, its files 0600:
///
/// ```
/// ledger.db     SQLite, in WAL mode (ledger.db-wal and ledger.db-shm belong to it)
///   entry       idx, leaf (SHA-256 over 0x00 and the text), json (the text: EvidenceJson), which is null once
///               retention has taken it
///   by_id, by_time, by_ruling
///               id, at, or ruling (unless `passed`) → idx, for finding; the newest entries are not in them yet
///   subtree     level, idx → the hash of a complete subtree of 2^level entries, for every eighth level
///   head        how many entries there are, the roots of the tree's right edge, and how many are in the lists
///   checkpoint  size, at → a signed note (c2sp.org/tlog-checkpoint)
///   signer      vkey → since which size, at: every key that has signed
///   expired     below which entry the texts are gone, and the entry that says so
///   payload     SHA-256 → bytes, and when they were last used; only where the configuration keeps payloads
/// ledger.key    the signing key: a private key and its public half, one a line
/// ledger.head   the last checkpoint, as a signed note
/// ledger.head.N a checkpoint over N entries that the database once fell behind: an older copy came back
/// ledger.lock   whose turn it is to write ([dev.pavise.ledger.sqlite.Turns])
/// ```
///
/// **Keeping.** Whoever keeps evidence encodes and hashes it; one thread commits what waits, many at once. A commit
/// reads where the tree stands and moves it, in one transaction, so several processes grow one tree. After the commit
/// the evidence survives a `kill -9` (the write-ahead log has reached the system); with [Durability#DISK] the commit
/// runs with `synchronous=FULL`, under which SQLite syncs the log before it reports success. A checkpoint is kept the
/// same way, so what is signed is on disk.
///
/// **Facts of the ledger's own** have the session `ledger` and the number of their entry: `ledger/rolled-back` (entries
/// that had been kept are gone), `ledger/restarted` (the file was there and empty), `ledger/key` (another key signs
/// from here on), `ledger/expired` (texts are gone, as
/// the retention settings ask).
///
/// **What verifying shows, and what it cannot.** A changed, missing or reordered entry that a checkpoint covers shows,
/// as does an end that was cut off, and a database that was replaced by an older copy of itself. Not covered are the
/// newest entries, for at most a second while Pavise runs and until its next start after it was killed; verify
/// counts them. Whoever has the user's rights can also read the key: they can write another history, sign it and
/// replace the head. That shows only against something out of their reach: a checkpoint or public key noted elsewhere
/// ([Anchors]).
///
/// [Durability#DISK]: dev.pavise.core.evidence.Ledger.Durability#DISK
@NullMarked
package dev.pavise.ledger;

import org.jspecify.annotations.NullMarked;
