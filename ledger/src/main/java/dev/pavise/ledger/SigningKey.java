package dev.pavise.ledger;

import dev.pavise.ledger.sqlite.Faults;
import dev.pavise.ledger.sqlite.PrivateFiles;
import dev.pavise.ledger.sqlite.StoreException;
import dev.pavise.ledger.tree.NoteSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The key that signs this ledger's checkpoints: a file that is made when it is first needed.
final class SigningKey {
    private final Path file;
    private @Nullable NoteSigner loaded;

    SigningKey(Path file) {
        this.file = file;
    }

    /// The key; a new one where there is no file. Its name is the ledger's origin, so a new key for an old ledger
    /// takes the `name` that the old one had.
    ///
    /// @throws StoreException when the file is there and is no key: it is never overwritten
    synchronized NoteSigner signer(String name) {
        var signer = loaded;
        if (signer != null) return signer;
        try {
            signer = read();
            if (signer == null) {
                var created = NoteSigner.create(name.isEmpty() ? newName() : name);
                boolean first = PrivateFiles.createWhole(file, created.reveal().getBytes(StandardCharsets.UTF_8));
                signer = first ? created : read();
            }
        } catch (IOException e) {
            throw Faults.of(e, file);
        }
        if (signer == null) throw Faults.of(new NoSuchFileException(file.toString()), file);
        loaded = signer;
        return signer;
    }

    /// Looks at the file early and cheaply, so that no evidence is kept that could not be signed.
    ///
    /// @throws StoreException when the file is there and is no key
    void check() {
        try {
            read(NoteSigner::check);
        } catch (IOException e) {
            throw Faults.of(e, file);
        }
    }

    private @Nullable NoteSigner read() throws IOException {
        return read(NoteSigner::parse);
    }

    private <K> @Nullable K read(Function<String, K> reading) throws IOException {
        if (!Files.exists(file)) return null;
        try {
            return reading.apply(Files.readString(file));
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            throw new StoreException(
                    file,
                    "this is not a signing key (" + e.getMessage() + ")",
                    "put the right file back, or move this one away: a new key then starts, and pavise ledger verify"
                            + " says from where on",
                    e);
        }
    }

    private static String newName() {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        return "pavise.invalid/ledger/" + HexFormat.of().formatHex(random);
    }
}
