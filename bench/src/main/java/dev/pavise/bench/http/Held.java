package dev.pavise.bench.http;

import dev.pavise.bench.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What `pavise serve` holds: streams on which nothing comes, sessions that come and go. And how it starts.
final class Held {
    private static final int STARTS = 7;
    private static final int STREAMS = 8000;
    /// So many sessions one principal may have, less some.
    private static final int SESSIONS_OF_ONE = 900;
    private static final int SESSIONS = 100_000;
    private static final int CALLERS = 8;

    private Held() {}

    static String table(Path home, Path state, Middle echo) throws IOException, InterruptedException {
        var table = new StringBuilder("""

                | What it holds | Before | Half-way | In the end |
                |---|---|---|---|
                """);
        table.append(legacyStreams(home, state, echo));
        table.append(modernStreams(home, state, echo));
        table.append(sessions(home, state, echo));
        table.append(starts(home, state, echo));
        return table.toString();
    }

    private static String row(String what, String... held) {
        return "| " + what + " | " + String.join(" | ", held) + " |\n";
    }

    private static String memory(Middle pavise) throws IOException {
        double heap = pavise.heapMegabytes();
        return String.format(Locale.ROOT, "%.0f MB heap, %.0f MB in all", heap, pavise.residentMegabytes());
    }

    private static String legacyStreams(Path home, Path state, Middle echo) throws IOException {
        int keys = STREAMS / SESSIONS_OF_ONE + 1;
        var streams = new ArrayList<Caller>();
        try (var pavise = Middle.pavise(home, state, echo.port(), keys, "")) {
            String before = memory(pavise);
            String half = "";
            for (int i = 0; i < STREAMS; i++) {
                var caller = new Caller(pavise.door("guarded", i / SESSIONS_OF_ONE));
                streams.add(caller);
                caller.opensSession();
                caller.listens("GET", "", "");
                if (i == STREAMS / 2) half = memory(pavise);
            }
            return row(STREAMS + " sessions, each with an idle GET stream", before, half, memory(pavise));
        } finally {
            for (Caller each : streams) each.close();
        }
    }

    private static String modernStreams(Path home, Path state, Middle echo) throws IOException {
        var streams = new ArrayList<Caller>();
        try (var pavise = Middle.pavise(home, state, echo.port(), 1, "")) {
            String before = memory(pavise);
            String half = "";
            for (int i = 0; i < STREAMS; i++) {
                var caller = new Caller(pavise.door("guarded", 0));
                streams.add(caller);
                caller.listens("POST", listen(i), Load.headers("subscriptions/listen", ""));
                if (i == STREAMS / 2) half = memory(pavise);
            }
            return row(STREAMS + " idle `subscriptions/listen` of one client", before, half, memory(pavise));
        } catch (IOException e) {
            return row(STREAMS + " idle `subscriptions/listen` of one client", "–", "–", "fails: " + e.getMessage());
        } finally {
            for (Caller each : streams) each.close();
        }
    }

    private static String listen(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"subscriptions/listen\",\"params\":{" + Load.META
                + "\"notifications\":{\"toolsListChanged\":true}}}";
    }

    private static String sessions(Path home, Path state, Middle echo) throws IOException, InterruptedException {
        try (var pavise = Middle.pavise(home, state, echo.port(), 1, "")) {
            // What any number of sessions needs is there after some.
            openAndDrop(pavise, SESSIONS / 10);
            String before = memory(pavise);
            openAndDrop(pavise, SESSIONS / 2);
            String half = memory(pavise);
            openAndDrop(pavise, SESSIONS / 2);
            return row(SESSIONS + " sessions, opened and ended one after another", before, half, memory(pavise));
        }
    }

    private static void openAndDrop(Middle pavise, int sessions) throws IOException, InterruptedException {
        var each = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CALLERS; i++) {
                each.add(threads.submit(() -> {
                    try (var caller = new Caller(pavise.door("guarded", 0))) {
                        for (int session = 0; session < sessions / CALLERS; session++) {
                            caller.initialize();
                            caller.endSession();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : each) one.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static String starts(Path home, Path state, Middle echo) throws IOException {
        var rows = new StringBuilder("""

                | `pavise serve` starts | Ready after, ms | CPU until then, ms | Idle memory, MB |
                |---|---|---|---|
                """);
        for (String options : List.of("", "-XX:AOTMode=off")) {
            var ready = new double[STARTS];
            var cpu = new double[STARTS];
            var idle = new double[STARTS];
            for (int i = 0; i < STARTS; i++) {
                try (var pavise = Middle.pavise(home, state, echo.port(), 1, options)) {
                    ready[i] = pavise.readyMillis();
                    cpu[i] = pavise.cpuMicros() / 1000;
                    idle[i] = pavise.residentMegabytes();
                }
            }
            String what = options.isEmpty() ? "with the AOT cache" : "without";
            rows.append(row(
                    what,
                    Spread.of(ready).toString(),
                    Spread.of(cpu).toString(),
                    Spread.of(idle).toString()));
        }
        return rows.toString();
    }
}
