package dev.pavise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What one call costs through `pavise run`, against the same pipe without it.
final class Calls {
    private static final int WARM_UP = 500;
    private static final int ROUNDS = 2000;

    /// Nobody calls so often; the rates would refuse it.
    private static final String UNHURRIED = """
            rates:
              requests: { perSecond: 1000000, burst: 10000000 }
              toolCalls: { perSecond: 1000000, burst: 10000000 }
            """;

    private record Measured(Spread micros, double cpuMicros) {}

    private Calls() {}

    static String table(Path home, Path state) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var server = List.of(java, "-cp", System.getProperty("java.class.path"), Echo.class.getName());
        var config = Files.writeString(state.resolve("pavise.yaml"), UNHURRIED).toString();
        var through = new ArrayList<>(
                List.of(home.resolve("pavise").toString(), "run", "--config", config, "--name", "bench-echo", "--"));
        through.addAll(server);
        var table = new StringBuilder("""
                | Answer of | Directly, µs p50 / p99 | Through Pavise, µs p50 / p99 | Added, µs p50 / p99 | CPU a call, µs |
                |---|---|---|---|---|
                """);
        for (int kilobytes : new int[] {1, 10, 100}) {
            var direct = measure(server, state, kilobytes);
            var guarded = measure(through, state, kilobytes);
            table.append(String.format(
                    Locale.ROOT,
                    "| %d KB | %.0f / %.0f | %.0f / %.0f | %.0f / %.0f | %.0f |%n",
                    kilobytes,
                    direct.micros.median(),
                    direct.micros.at(0.99),
                    guarded.micros.median(),
                    guarded.micros.at(0.99),
                    guarded.micros.median() - direct.micros.median(),
                    guarded.micros.at(0.99) - direct.micros.at(0.99),
                    guarded.cpuMicros));
        }
        return table.toString();
    }

    private static Measured measure(List<String> command, Path state, int kilobytes)
            throws IOException, InterruptedException {
        try (var peer = new Peer(command, state, "")) {
            peer.hello();
            peer.tell("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            peer.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
            int id = 2;
            for (; id < WARM_UP; id++) answered(peer.ask(call(id, kilobytes)), kilobytes);
            var micros = new double[ROUNDS];
            double before = peer.cpuMillis();
            for (int round = 0; round < ROUNDS; round++) {
                var call = call(id++, kilobytes);
                long from = System.nanoTime();
                var answer = peer.ask(call);
                micros[round] = (System.nanoTime() - from) / 1e3;
                answered(answer, kilobytes);
            }
            double cpu = (peer.cpuMillis() - before) * 1000 / ROUNDS;
            peer.farewell();
            return new Measured(Spread.of(micros), cpu);
        }
    }

    /// A call that was refused would be measured as a fast one.
    private static void answered(String answer, int kilobytes) throws IOException {
        if (answer.length() < kilobytes * 1000) throw new IOException("refused: " + answer);
    }

    private static String call(int id, int kilobytes) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"echo\","
                + "\"arguments\":{\"letters\":" + kilobytes * 1000 + "}}}";
    }
}
