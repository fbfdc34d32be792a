package dev.pavise.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Where the parts of a ledger lie.
record LedgerFiles(Path folder) {
    static LedgerFiles in(Path state) {
        return new LedgerFiles(state.toAbsolutePath().normalize().resolve("ledger"));
    }

    Path database() {
        return folder.resolve("ledger.db");
    }

    /// Locked by whose turn it is to write.
    Path lock() {
        return folder.resolve("ledger.lock");
    }

    /// The key that signs checkpoints.
    Path key() {
        return folder.resolve("ledger.key");
    }

    /// The last signed checkpoint, beside the database so that an older copy of that does not go unnoticed.
    Path head() {
        return folder.resolve("ledger.head");
    }

    /// A head that the database once fell behind, kept for as long as somebody wants to know.
    Path lostHead(long size) {
        return folder.resolve("ledger.head." + size);
    }

    List<Path> heads() throws IOException {
        var heads = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, "ledger.head*")) {
            for (Path file : files) if (!file.toString().endsWith(".new")) heads.add(file);
        }
        Collections.sort(heads);
        return heads;
    }
}
