package dev.pavise.ledger;

import dev.pavise.ledger.sqlite.NativeLibrary;
import dev.pavise.ledger.sqlite.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;

/// A process of its own that holds a lock until it is ended: `turn` on the lock file, as a Pavise that was stopped
/// would, or `database` on the database, as another program would.
final class LockingChild implements AutoCloseable {
    private final Process process;

    private LockingChild(Process process) {
        this.process = process;
    }

    static LockingChild start(String what, Path file) throws IOException {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockingChild.class.getName(),
                        what,
                        file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() != '!') throw new AssertionError("the child holds no lock");
        return new LockingChild(process);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("turn")) {
            Turns.at(file).take(5_000_000_000L);
        } else {
            NativeLibrary.keepIn(file.resolveSibling("child"));
            var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            connection.createStatement().executeUpdate("BEGIN EXCLUSIVE");
        }
        System.out.print('!');
        System.out.flush();
        Thread.currentThread().join();
    }
}
