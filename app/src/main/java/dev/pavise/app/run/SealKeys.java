package dev.pavise.app.run;

import dev.pavise.app.cli.Fault;
import dev.pavise.core.seal.Seals;
import dev.pavise.ledger.sqlite.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The keys by which what servers give to clients is sealed, and data in tokens: in `seal.keys`, a line for each, the
/// newest first. A new
/// one is made at a start when the newest is a month old; what an old one sealed still opens for another month.
public final class SealKeys {
    private static final Duration SEALS = Duration.ofDays(30);
    private static final Duration OPENS = Duration.ofDays(60);
    private static final int BYTES = 32;

    private record Key(Instant since, byte[] secret) {
        String line() {
            return since + " " + Base64.getEncoder().encodeToString(secret) + "\n";
        }
    }

    private SealKeys() {}

    public static Seals in(Path state, Instant now) throws Fault {
        Path file = state.resolve("seal.keys");
        try {
            PrivateFiles.createFolderOf(file);
            var keys = new ArrayList<>(Files.exists(file) ? read(file) : List.<Key>of());
            keys.removeIf(key -> key.since().plus(OPENS).isBefore(now));
            if (keys.isEmpty() || keys.getFirst().since().plus(SEALS).isBefore(now)) {
                var secret = new byte[BYTES];
                new SecureRandom().nextBytes(secret);
                keys.addFirst(new Key(now, secret));
                var text = new StringBuilder();
                for (Key key : keys) text.append(key.line());
                PrivateFiles.replace(file, text.toString().getBytes(StandardCharsets.UTF_8), true);
            }
            return new Seals(keys.stream().map(Key::secret).toList());
        } catch (IOException e) {
            throw Fault.lacking(
                    file.toString(), "cannot be read or written (" + e.getMessage() + ")", "check its owner");
        }
    }

    /// The same, read when something is first to be sealed or opened.
    ///
    /// @throws IllegalStateException from the supplier, where they cannot be read
    static Supplier<Seals> whenNeeded(Path state, InstantSource clock) {
        var seals = new AtomicReference<@Nullable Seals>();
        return () -> {
            synchronized (seals) {
                Seals known = seals.get();
                if (known != null) return known;
                try {
                    Seals now = in(state, clock.instant());
                    seals.set(now);
                    return now;
                } catch (Fault fault) {
                    throw new IllegalStateException(fault.getMessage(), fault);
                }
            }
        };
    }

    private static List<Key> read(Path file) throws IOException, Fault {
        var keys = new ArrayList<Key>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            try {
                byte[] secret = words.length == 2 ? Base64.getDecoder().decode(words[1]) : new byte[0];
                if (secret.length == BYTES) keys.add(new Key(Instant.parse(words[0]), secret));
                else throw damaged(file);
            } catch (IllegalArgumentException | DateTimeParseException e) {
                throw damaged(file);
            }
        }
        return keys;
    }

    private static Fault damaged(Path file) {
        return Fault.lacking(
                file.toString(),
                "a line is no key",
                "move the file aside: a new key is made, and states and tasks given out before are refused");
    }
}
