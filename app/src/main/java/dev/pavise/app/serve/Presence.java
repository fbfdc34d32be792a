package dev.pavise.app.serve;

import dev.pavise.app.cli.JsonLine;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.ledger.sqlite.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a process that serves leaves word of for others, in `STATE/serving/PID.json`, until it ends.
///
/// @param started when the process began, which tells it from a later one with the same number
public record Presence(long pid, String url, List<Server> servers, Instant started) {
    private static final int FILES_MAX = 100;
    private static final long BYTES_MAX = 1 << 20;
    /// The system's clock may have been set meanwhile.
    private static final Duration CLOCK = Duration.ofSeconds(5);

    /// How a configured server fares.
    ///
    /// @param name as it stands in paths
    /// @param state lazy, starting, up or broken
    /// @param since when it got into this state
    /// @param sessions that are open
    /// @param why it failed last; empty where it has worked since
    /// @param nextTry when whoever made it fail may have it started again; empty where nobody has to wait
    public record Server(
            String name, String state, Instant since, int sessions, String why, Optional<Instant> nextTry) {
        private static Optional<Server> of(Value value) {
            String name = value.isObject() ? value.string("name") : null;
            String state = name == null ? null : value.string("state");
            String since = state == null ? null : value.string("since");
            if (name == null || state == null || since == null) return Optional.empty();
            String why = value.string("why");
            Value sessions = value.member("sessions");
            return Optional.of(new Server(
                    name,
                    state,
                    Instant.parse(since),
                    sessions != null && sessions.raw().matches("[0-9]{1,9}") ? Integer.parseInt(sessions.raw()) : 0,
                    why == null ? "" : why,
                    Optional.ofNullable(value.string("nextTry")).map(Instant::parse)));
        }

        /// As it is kept, and as scripts read it.
        public JsonLine json() {
            return new JsonLine()
                    .put("name", name)
                    .put("state", state)
                    .put("since", since)
                    .put("sessions", sessions)
                    .put("why", why.isEmpty() ? null : why)
                    .put("nextTry", nextTry);
        }
    }

    public Presence {
        servers = List.copyOf(servers);
    }

    /// This process's.
    static Presence own(String url, List<Server> servers) {
        ProcessHandle self = ProcessHandle.current();
        return new Presence(self.pid(), url, servers, self.info().startInstant().orElse(Instant.EPOCH));
    }

    /// All that processes left word of, also those that ended without taking it back.
    public static List<Presence> all(Path state) {
        var all = new ArrayList<Presence>();
        for (Path file : files(state)) read(file).ifPresent(all::add);
        return all;
    }

    /// Whether its process runs.
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(handle -> handle.info().startInstant().orElse(Instant.EPOCH))
                .filter(at -> Duration.between(at, started).abs().compareTo(CLOCK) < 0)
                .isPresent();
    }

    /// Leaves word, and takes back what processes left that are gone.
    void leave(Path state) throws IOException {
        Path file = file(state, pid);
        PrivateFiles.createFolderOf(file);
        for (Path each : files(state)) if (!read(each).map(Presence::isAlive).orElse(true)) Files.deleteIfExists(each);
        PrivateFiles.replace(file, toString().getBytes(StandardCharsets.UTF_8), false);
    }

    static void takeBack(Path state) throws IOException {
        Files.deleteIfExists(file(state, ProcessHandle.current().pid()));
    }

    private static Path file(Path state, long pid) {
        return state.resolve("serving").resolve(pid + ".json");
    }

    private static List<Path> files(Path state) {
        Path folder = state.resolve("serving");
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{1,18}\\.json"))
                    .limit(FILES_MAX)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Presence> read(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX
                    || !(Json.read(Files.readAllBytes(file)) instanceof Json json)
                    || !json.root().isObject()) return Optional.empty();
            Value root = json.root();
            Value servers = root.member("servers");
            String url = root.string("url");
            String started = root.string("started");
            if (servers == null || !servers.isArray() || url == null || started == null) return Optional.empty();
            String pid = file.getFileName().toString().replace(".json", "");
            return Optional.of(new Presence(
                    Long.parseLong(pid),
                    url,
                    servers.elements().stream()
                            .flatMap(each -> Server.of(each).stream())
                            .toList(),
                    Instant.parse(started)));
        } catch (IOException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// As it is kept.
    @Override
    public String toString() {
        return new JsonLine()
                .put("url", url)
                .put("pid", pid)
                .put("started", started.toString())
                .put("servers", servers.stream().map(Server::json).toList())
                .toString();
    }
}
