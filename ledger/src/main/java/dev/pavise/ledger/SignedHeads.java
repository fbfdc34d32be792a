package dev.pavise.ledger;

import dev.pavise.ledger.sqlite.Database;
import dev.pavise.ledger.tree.Checkpoint;
import dev.pavise.ledger.tree.Note;
import dev.pavise.ledger.tree.NoteKey;
import dev.pavise.ledger.tree.NoteSigner;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All checkpoints that a ledger is held to: those in its table, its head files, and what somebody noted elsewhere.
final class SignedHeads {
    private static final String LOST = "ledger.head.";

    private final LedgerFiles files;
    private final Anchors anchors;
    private final Map<String, Note> notes = new LinkedHashMap<>();
    private final List<NoteKey> keys = new ArrayList<>();
    private final List<SignedHead> heads = new ArrayList<>();
    private final List<Flaw> flaws = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    SignedHeads(LedgerFiles files, Anchors anchors) {
        this.files = files;
        this.anchors = anchors;
    }

    /// By size.
    List<SignedHead> all() {
        return heads;
    }

    List<Flaw> flaws() {
        return flaws;
    }

    List<String> remarks() {
        return remarks;
    }

    void readFiles() {
        try {
            for (Path file : files.heads()) {
                String name = String.valueOf(file.getFileName());
                try {
                    notes.put("the checkpoint in " + name, Note.parse(Files.readString(file)));
                } catch (IllegalArgumentException | CharacterCodingException e) {
                    forged(0, "the file " + name + " is no checkpoint");
                }
            }
        } catch (IOException e) {
            remarks.add("the heads beside the database could not be read (" + e.getMessage() + ")");
        }
        for (Note note : anchors.checkpoints()) notes.put("the checkpoint noted elsewhere", note);
    }

    void readTables(Database database) throws SQLException {
        readKeys(database);
        notes.forEach((source, note) -> check(note, source, Optional.empty()));
        try (var checkpoints = database.prepare("SELECT size, at, note FROM checkpoint ORDER BY size");
                ResultSet rows = checkpoints.executeQuery()) {
            while (rows.next()) readCheckpoint(rows.getLong(1), rows.getString(2), rows.getString(3));
        }
        heads.sort(Comparator.comparingLong(SignedHead::size));
    }

    private void readCheckpoint(long size, String at, String text) {
        String source = "the checkpoint of " + at;
        try {
            Note note = Note.parse(text);
            if (Checkpoint.of(note).size() != size) forged(size, source + " is filed under another size");
            check(note, source, Optional.of(Instant.parse(at)));
        } catch (IllegalArgumentException | DateTimeParseException | NullPointerException e) {
            forged(size, source + " is none");
        }
    }

    private void check(Note note, String source, Optional<Instant> at) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.of(note);
        } catch (IllegalArgumentException e) {
            forged(0, source + " is none");
            return;
        }
        List<NoteKey> counting = anchors.keys().isEmpty() ? keys : anchors.keys();
        boolean known = false;
        for (NoteKey key : counting) known |= key.name().equals(checkpoint.origin()) && note.signedBy(key);
        if (known) {
            heads.add(new SignedHead(checkpoint.size(), checkpoint.root(), source, at, source.contains(LOST)));
        } else {
            forged(checkpoint.size(), source + " is not signed by a key that counts");
        }
    }

    private void readKeys(Database database) throws SQLException {
        try (var signers = database.prepare("SELECT vkey, since, at FROM signer ORDER BY since, at");
                ResultSet rows = signers.executeQuery()) {
            while (rows.next()) {
                try {
                    NoteKey key = NoteKey.parse(String.valueOf(rows.getString(1)));
                    if (!keys.isEmpty()) {
                        remarks.add("a new key signs from " + rows.getString(3) + " on, from entry " + rows.getLong(2)
                                + ": " + key);
                    }
                    keys.add(key);
                } catch (IllegalArgumentException e) {
                    forged(rows.getLong(2), "a key in the store is none (" + e.getMessage() + ")");
                }
            }
        }
        checkKeyFile();
    }

    private void checkKeyFile() {
        try {
            NoteKey now = NoteSigner.parse(Files.readString(files.key())).key();
            if (!keys.isEmpty() && !keys.contains(now))
                remarks.add("the key in " + files.key() + " has not signed anything here yet: " + now);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            flaws.add(new Flaw(
                    Flaw.Kind.DAMAGED,
                    0,
                    "the file " + files.key() + " is not a signing key (" + e.getMessage()
                            + "): nothing can be kept until the right one is back"));
        } catch (IOException e) {
            if (!keys.isEmpty())
                remarks.add("the key " + files.key() + " cannot be read; what it signed can be verified all the same");
        }
    }

    private void forged(long size, String words) {
        flaws.add(new Flaw(Flaw.Kind.FORGED, Math.max(0, size - 1), words));
    }
}
