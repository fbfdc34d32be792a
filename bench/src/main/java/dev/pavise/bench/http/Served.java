package dev.pavise.bench.http;

import dev.pavise.bench.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a call costs through `pavise serve`, against the same call directly and through nginx.
public final class Served {
    private static final int ROUNDS = 3;
    private static final int CLIENTS_MAX = 64;
    private static final long WARM_UP_MILLIS = 300;
    private static final long MEASURED_MILLIS = 1000;
    /// Until the compiler has seen all of it.
    private static final long FIRST_MILLIS = 8_000;

    /// How a call goes.
    private enum Way {
        DIRECT,
        NGINX,
        GUARDED,
        OBSERVED
    }

    private record Cell(Load.Question question, int clients) {
        String words() {
            return question.kilobytes() + " KB " + (question.isStreamed() ? "SSE" : "JSON")
                    + (question.isModern() ? ", modern" : "") + " | " + clients;
        }
    }

    private final Map<Way, Middle> middles = new EnumMap<>(Way.class);
    private final Map<Way, Middle.Door> doors = new EnumMap<>(Way.class);
    private final Map<Way, List<String>> sessions = new EnumMap<>(Way.class);

    private Served() {}

    /// All tables, as Markdown.
    public static String tables(Path home, Path state) throws IOException, InterruptedException {
        try (var echo = Middle.echo(state);
                var nginx = Middle.nginx(state, echo.port())) {
            return new Served().calls(home, state, echo, nginx) + Held.table(home, state, echo);
        }
    }

    private String calls(Path home, Path state, Middle echo, @Nullable Middle nginx) throws IOException {
        var cpu = new StringBuilder("""
                CPU of the process in the middle, µs a call, median of 3 rounds, least and most in brackets; then how
                many calls it carries in a second of CPU, and how many times what nginx needs.

                | Answer | Clients | nginx | Pavise, all guards | Pavise, observing | Calls a CPU second | Times nginx |
                |---|---|---|---|---|---|---|
                """);
        var latency = new StringBuilder("""

                Latency, µs p50 / p99 / p99.9: directly, and what is added to it. All processes share the processors, so
                that beyond one client it is mostly the wait for them.

                | Answer | Clients | Directly | nginx adds | Pavise adds, all guards | Pavise adds, observing |
                |---|---|---|---|---|---|
                """);
        try (var pavise = Middle.pavise(home, state, echo.port(), 1, "")) {
            add(Way.DIRECT, echo, echo.plain());
            if (nginx != null) add(Way.NGINX, nginx, nginx.plain());
            add(Way.GUARDED, pavise, pavise.door("guarded", 0));
            add(Way.OBSERVED, pavise, pavise.door("observed", 0));
            for (Way way : doors.keySet()) {
                try (var load = load(way, new Cell(new Load.Question(false, 10, false), 16))) {
                    load.warmUp(FIRST_MILLIS);
                }
            }
            for (Cell cell : cells()) measure(cell, cpu, latency);
            latency.append(String.format(
                    Locale.ROOT,
                    "%nAfterwards it holds %.0f MB of memory, %.0f MB of it heap in use.%n",
                    pavise.residentMegabytes(),
                    pavise.heapMegabytes()));
        }
        return cpu.append(latency).toString();
    }

    private void add(Way way, Middle middle, Middle.Door door) throws IOException {
        middles.put(way, middle);
        doors.put(way, door);
        sessions.put(way, Drive.sessions(door, CLIENTS_MAX));
    }

    private static List<Cell> cells() {
        var cells = new ArrayList<Cell>();
        for (boolean isStreamed : new boolean[] {false, true}) {
            for (int kilobytes : new int[] {1, 10, 100}) {
                for (int clients : new int[] {1, 16, CLIENTS_MAX}) {
                    cells.add(new Cell(new Load.Question(false, kilobytes, isStreamed), clients));
                }
            }
        }
        for (int kilobytes : new int[] {1, 100}) {
            cells.add(new Cell(new Load.Question(true, kilobytes, false), 16));
        }
        return cells;
    }

    private Load load(Way way, Cell cell) throws IOException {
        return new Load(of(doors, way), cell.question(), of(sessions, way).subList(0, cell.clients()));
    }

    private void measure(Cell cell, StringBuilder cpu, StringBuilder latency) throws IOException {
        var rounds = new EnumMap<Way, List<Load.Measured>>(Way.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (Way way : doors.keySet()) {
                try (var load = load(way, cell)) {
                    load.warmUp(WARM_UP_MILLIS);
                    rounds.computeIfAbsent(way, _ -> new ArrayList<>())
                            .add(load.measure(of(middles, way), MEASURED_MILLIS));
                }
            }
        }
        cpu.append("| ").append(cell.words());
        for (Way way : List.of(Way.NGINX, Way.GUARDED, Way.OBSERVED)) {
            cpu.append(" | ")
                    .append(rounds.containsKey(way) ? spent(of(rounds, way)).toString() : "–");
        }
        double guarded = spent(of(rounds, Way.GUARDED)).median();
        cpu.append(String.format(Locale.ROOT, " | %.0f | ", 1e6 / guarded));
        cpu.append(
                rounds.containsKey(Way.NGINX)
                        ? String.format(
                                Locale.ROOT,
                                "%.1f",
                                guarded / spent(of(rounds, Way.NGINX)).median())
                        : "–");
        cpu.append(" |\n");
        latency.append("| ").append(cell.words());
        for (Way way : Way.values()) latency.append(" | ").append(waited(rounds, way));
        latency.append(" |\n");
    }

    private static <V> V of(Map<Way, V> each, Way way) {
        return Objects.requireNonNull(each.get(way));
    }

    private static Spread spent(List<Load.Measured> rounds) {
        return Spread.of(rounds.stream().mapToDouble(Load.Measured::cpuMicros).toArray());
    }

    private static String waited(Map<Way, List<Load.Measured>> rounds, Way way) {
        if (!rounds.containsKey(way)) return "–";
        var words = new ArrayList<String>();
        for (double part : new double[] {0.5, 0.99, 0.999}) {
            double direct = way == Way.DIRECT ? 0 : median(of(rounds, Way.DIRECT), part);
            words.add(String.format(Locale.ROOT, "%.0f", median(of(rounds, way), part) - direct));
        }
        return String.join(" / ", words);
    }

    private static double median(List<Load.Measured> rounds, double part) {
        return Spread.of(rounds.stream()
                        .mapToDouble(each -> each.micros().at(part))
                        .toArray())
                .median();
    }

    /// For those who only want these: the checkout is the argument.
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.print(tables(Path.of(args[0]), Files.createTempDirectory("pavise-served")));
    }
}
