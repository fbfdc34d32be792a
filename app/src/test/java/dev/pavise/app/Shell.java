package dev.pavise.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Commands as a host starts them: with exactly the environment that is given.
final class Shell {
    private static final long PATIENCE_SECONDS = 60;

    record Outcome(int exit, String out, String err) {}

    /// A command under way, with its output in files.
    record Started(Process process, Path out, Path err) {
        Outcome outcome() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running after " + PATIENCE_SECONDS + " s");
                }
                return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Shell() {}

    static Outcome run(Path folder, Map<String, String> environment, List<String> command) {
        return start(folder, environment, command).outcome();
    }

    static Started start(Path folder, Map<String, String> environment, List<String> command) {
        try {
            var out = Files.createTempFile("out", "");
            var err = Files.createTempFile("err", "");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Started(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
