package dev.pavise.ledger.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process of its own that takes 300 turns as fast as it can. In each it makes a file longer by one byte, by reading
/// and rewriting it, which goes wrong unless it is alone; and it gives up when the others have had 50 turns each for
/// one of its own.
final class TurningChild {
    private static final int TURNS = 300;
    private static final int OTHERS_MAX = 3 * 50;

    private TurningChild() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path log = folder.resolve("log");
        Turns turns = Turns.at(folder.resolve("lock"));
        System.out.println("ready");
        if (System.in.read() < 0) throw new IOException("nobody said go");
        int last = -1;
        for (int i = 0; i < TURNS; i++) {
            try (var _ = turns.take(60_000_000_000L)) {
                byte[] before = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
                if (last >= 0 && before.length - last > OTHERS_MAX) {
                    throw new IllegalStateException("left outside for " + (before.length - last) + " turns of others");
                }
                last = before.length + 1;
                Files.write(log, new byte[last]);
            }
        }
        System.out.println("done");
    }
}
