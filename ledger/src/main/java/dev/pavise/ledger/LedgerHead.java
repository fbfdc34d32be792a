package dev.pavise.ledger;

import dev.pavise.ledger.sqlite.PrivateFiles;
import dev.pavise.ledger.sqlite.StoreException;
import dev.pavise.ledger.tree.Checkpoint;
import dev.pavise.ledger.tree.Note;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The file beside the database that holds the last signed checkpoint.
final class LedgerHead {
    private final LedgerFiles files;

    LedgerHead(LedgerFiles files) {
        this.files = files;
    }

    /// The size that was signed last, 0 where nothing readable is there; whether it is authentic is for verify to say.
    long size() throws IOException {
        Path head = files.head();
        if (!Files.exists(head)) return 0;
        if (Files.isDirectory(head))
            throw new StoreException(head, "is a folder, and the last checkpoint belongs here", "move it away");
        try {
            return Checkpoint.of(Note.parse(Files.readString(head))).size();
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            return 0;
        }
    }

    void write(Note note) throws IOException {
        PrivateFiles.replace(files.head(), note.toString().getBytes(StandardCharsets.UTF_8), false);
    }

    /// Keeps a head that the database has fallen behind, so that verify goes on telling of it.
    void setAside() throws IOException {
        if (Files.exists(files.head())) {
            Files.move(files.head(), files.lostHead(size()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
