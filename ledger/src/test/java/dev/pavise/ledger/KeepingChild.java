package dev.pavise.ledger;

import static dev.pavise.ledger.Samples.keep;
import static dev.pavise.ledger.Samples.passed;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A process of its own that keeps evidence as fast as it can, until it is killed. It prints `ID INDEX` for each piece,
/// and not before the ledger has said that it is kept.
final class KeepingChild implements AutoCloseable {
    /// One thing that the child says it has kept.
    record Line(String id, long index) {}

    private static final Line END = new Line("", -1);

    private final Process process;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    private KeepingChild(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().start(this::read);
    }

    static KeepingChild start(Path state, String session, int threads) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectories(temporary(state)),
                "-cp",
                System.getProperty("java.class.path"),
                KeepingChild.class.getName(),
                state.toString(),
                session,
                Integer.toString(threads));
        return new KeepingChild(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /// The temporary folder of such children.
    static Path temporary(Path state) {
        return state.resolve("temporary");
    }

    /// The next thing it has kept; waits for it.
    Line next() throws InterruptedException {
        Line line = lines.take();
        if (line.equals(END))
            throw new AssertionError(
                    "the child ended by itself: " + process.onExit().join());
        return line;
    }

    /// What it has kept and nobody has asked for yet; does not wait.
    int drainTo(List<Line> kept) {
        return lines.drainTo(kept);
    }

    /// Kills it with SIGKILL. All that it had said until then ends up in `kept`.
    void kill(List<Line> kept) throws InterruptedException {
        process.destroyForcibly().waitFor();
        for (Line line = lines.take(); !line.equals(END); line = lines.take()) kept.add(line);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void read() {
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            // The last line may be cut short by the kill; only a line with its full stop was meant.
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (!line.endsWith(".")) continue;
                String[] words = line.substring(0, line.length() - 1).split(" ", -1);
                lines.add(new Line(words[0], Long.parseLong(words[1])));
            }
        } catch (IOException e) {
            // The pipe breaks when the child is killed, which is what it is for.
            return;
        } finally {
            lines.add(END);
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        var ledger = SqliteLedger.open(Path.of(arguments[0]), Settings.DEFAULT);
        for (int t = 0; t < Integer.parseInt(arguments[2]); t++) {
            String session = arguments[1] + "t" + t;
            // Evidence that is lost ends the child, which its parent takes for a failure.
            Thread.ofPlatform()
                    .uncaughtExceptionHandler((thread, e) -> {
                        System.err.println(e);
                        Runtime.getRuntime().halt(3);
                    })
                    .start(() -> keepFor(ledger, session));
        }
        Thread.currentThread().join();
    }

    private static void keepFor(Ledger ledger, String session) {
        for (long number = 1; ; number++) {
            Evidence evidence = passed(session, number);
            var durability = number % 7 == 0 ? Ledger.Durability.DISK : Ledger.Durability.PROCESS;
            long index = Samples.kept(keep(ledger, evidence, Evidence.Payload.NONE, durability));
            byte[] line = (evidence.id() + " " + index + ".\n").getBytes(StandardCharsets.US_ASCII);
            synchronized (KeepingChild.class) {
                System.out.write(line, 0, line.length);
                System.out.flush();
            }
        }
    }
}
