package dev.pavise.bench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Puts one load on nginx and on `pavise serve` and prints what it costs, for whoever looks for what is slow: run it
/// with `PAVISE_JAVA_OPTS` that record a profile.
///
/// Arguments: the checkout, kilobytes, clients, `json` or `sse`, `legacy` or `modern`, seconds, rounds.
final class Drive {
    private Drive() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var state = Files.createTempDirectory("pavise-drive");
        var question = new Load.Question(args[4].equals("modern"), Integer.parseInt(args[1]), args[3].equals("sse"));
        int clients = Integer.parseInt(args[2]);
        long millis = Long.parseLong(args[5]) * 1000;
        String options = System.getenv().getOrDefault("PAVISE_JAVA_OPTS", "");
        try (var echo = Middle.echo(state);
                var nginx = Middle.nginx(state, echo.port());
                var pavise = Middle.pavise(Path.of(args[0]), state, echo.port(), 1, options)) {
            for (int round = 0; round < Integer.parseInt(args[6]); round++) {
                if (nginx != null) drive("nginx", nginx, nginx.plain(), question, clients, millis);
                drive("guarded", pavise, pavise.door("guarded", 0), question, clients, millis);
                drive("observed", pavise, pavise.door("observed", 0), question, clients, millis);
            }
            System.out.printf(
                    Locale.ROOT, "RSS %.0f MB, heap %.0f MB%n", pavise.residentMegabytes(), pavise.heapMegabytes());
        }
    }

    private static void drive(
            String name, Middle middle, Middle.Door door, Load.Question question, int clients, long millis)
            throws IOException {
        List<String> sessions = sessions(door, clients);
        try (var load = new Load(door, question, sessions)) {
            load.warmUp(millis / 4);
            var measured = load.measure(middle, millis);
            System.out.printf(
                    Locale.ROOT,
                    "%-9s %6.0f µs CPU a call, %6.0f calls/s, p50 %.0f p99 %.0f p99.9 %.0f µs, load %.1f%n",
                    name,
                    measured.cpuMicros(),
                    measured.callsPerSecond(),
                    measured.micros().median(),
                    measured.micros().at(0.99),
                    measured.micros().at(0.999),
                    java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                            .getSystemLoadAverage());
        }
    }

    static List<String> sessions(Middle.Door door, int count) throws IOException {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            try (var caller = new Caller(door)) {
                ids.add(caller.opensSession());
            }
        }
        return ids;
    }
}
