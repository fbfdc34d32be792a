package dev.pavise.app.verb;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.config.Home;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.ledger.sqlite.PrivateFiles;
import dev.pavise.ledger.state.SqliteKeys;
import dev.pavise.ledger.state.StateDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The key of this machine's owner: made by the first start, and the only one that is also kept as it is, in a file of
/// the owner's alone, so that lines for hosts can be written with it.
final class OwnerKey {
    static final String NAME = "owner";

    private static final int BYTES_MAX = 200;
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerKey() {}

    static Path file(Path state) {
        return state.resolve("owner.key");
    }

    /// The owner's key, made where nobody has a key yet. Empty where others have keys and the owner none, and where the
    /// file and the store do not agree, which is said.
    static Optional<String> ready(Home home, Consumer<String> say) throws Fault {
        Path file = file(home.state());
        try (var state = StateDatabase.in(home.state())) {
            var keys = new SqliteKeys(state);
            boolean isThere = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            if (!isThere && keys.all().isEmpty()) {
                Optional<String> made = made(home, keys);
                if (made.isPresent()) return made;
            }
            boolean isKnown = keys.byHash().containsValue(NAME);
            if (!isThere && !isKnown) return Optional.empty();
            return kept(file, keys);
        } catch (Misfit misfit) {
            String again = "pavise keys revoke owner, and then pavise keys add owner";
            say.accept(Fault.lacking(file.toString(), misfit.why, again).words());
            return Optional.empty();
        }
    }

    private static final class Misfit extends Exception {
        private final String why;

        Misfit(String why) {
            super(why);
            this.why = why;
        }
    }

    private static Optional<String> made(Home home, SqliteKeys keys) throws Fault {
        try (var decisions = Decisions.in(home.state())) {
            decisions.record("", "keys/add", NAME, Evidence.Ruling.PASSED, "made by the first start");
        }
        Optional<String> key = keys.add(NAME, Instant.now());
        if (key.isPresent()) keep(home.state(), key.get(), keys);
        return key;
    }

    private static String kept(Path file) throws Misfit {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > BYTES_MAX)
                throw new Misfit(Files.exists(file) ? "is no file with a key" : "is gone, and the owner has a key");
            var view = Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (view != null && !OWNERS.containsAll(view.readAttributes().permissions()))
                throw new Misfit("can be reached by others than its owner");
            return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw new Misfit("cannot be read (" + e.getMessage() + ")");
        }
    }

    private static Optional<String> kept(Path file, SqliteKeys keys) throws Misfit {
        String key = kept(file);
        if (!NAME.equals(keys.byHash().get(SqliteKeys.hash(key))))
            throw new Misfit("holds a key that is not the owner's");
        return Optional.of(key);
    }

    /// Keeps a key that was just made; where that fails, nobody has it.
    static void keep(Path state, String key, SqliteKeys keys) throws Fault {
        Path file = file(state);
        try {
            PrivateFiles.replace(file, (key + "\n").getBytes(StandardCharsets.US_ASCII), true);
        } catch (IOException e) {
            keys.revoke(NAME);
            throw Fault.lacking(
                    file.toString(), "cannot be written (" + e.getMessage() + ")", "pavise doctor says more");
        }
    }

    /// Deletes the file, if there is one.
    static void forget(Path state) throws Fault {
        Path file = file(state);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Fault.lacking(file.toString(), "cannot be deleted (" + e.getMessage() + ")", "delete it by hand");
        }
    }
}
