package dev.pavise.app.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.serve.ServeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The tour by clients of the TypeScript SDKs: one process takes a client through all its servers.
final class ScriptTour {
    private ScriptTour() {}

    /// A server behind a command.
    ///
    /// @param revision or the way to find one that the client is told
    static String over(String key, List<String> command, String revision, List<String> steps) {
        return "{\"key\":%s,\"command\":%s,\"revision\":%s,\"steps\":%s}"
                .formatted(
                        Tours.quoted(key),
                        Tours.array(command, Tours::quoted),
                        Tours.quoted(revision),
                        Tours.array(steps, Function.identity()));
    }

    /// A server over HTTP.
    static String at(String key, String url, String bearer, String revision, List<String> steps) {
        return "{\"key\":%s,\"url\":%s,\"headers\":{\"Authorization\":%s},\"revision\":%s,\"steps\":%s}"
                .formatted(
                        Tours.quoted(key),
                        Tours.quoted(url),
                        Tours.quoted("Bearer " + bearer),
                        Tours.quoted(revision),
                        Tours.array(steps, Function.identity()));
    }

    /// What the client was given, by key.
    static Map<String, String> results(String client, List<String> jobs, Path home) {
        try (Wire wire = new Wire(Bed.ready().command(client, told(jobs, home).toString()), home)) {
            Wire.Ended ended = wire.ended();
            assertThat(ended.exit()).isZero();
            return ended.lines().stream()
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        }
    }

    /// The same behind a service, whose log a failure shows.
    static Map<String, String> results(String client, List<String> jobs, Path home, ServeProcess service) {
        try {
            return results(client, jobs, home);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nthe service said:\n" + service.said(), e);
        }
    }

    private static Path told(List<String> jobs, Path home) {
        try {
            return Files.writeString(Files.createTempFile(home, "jobs", ".json"), "[" + String.join(",", jobs) + "]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
