package dev.pavise.bench;

import dev.pavise.bench.http.Served;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Measures, and writes `docs/bench.md`. The first argument is the checkout; more arguments choose among `starts`,
/// `calls`, `http`, `looks` and `parts`, and print their tables instead.
public final class Main {
    private static final List<String> ALL = List.of("starts", "calls", "http", "looks", "parts");

    private Main() {}

    public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
        var home = Path.of(args[0]).toAbsolutePath();
        var chosen = Arrays.asList(args).subList(1, args.length);
        if (!ALL.containsAll(chosen)) {
            System.err.println("bench: only " + ALL + " can be measured, not " + chosen + "\nhint: ./dev bench starts");
            System.exit(2);
        }
        var state = Files.createTempDirectory("pavise-bench");
        var text = new StringBuilder();
        for (String each : chosen.isEmpty() ? ALL : chosen) text.append(section(each, home, state));
        if (chosen.isEmpty()) {
            Files.writeString(home.resolve("docs/bench.md"), head() + text);
        } else {
            System.out.print(text);
        }
    }

    private static String section(String name, Path home, Path state)
            throws IOException, InterruptedException, RunnerException {
        return switch (name) {
            case "starts" ->
                "\n## Starts\n\nMedian of 15 starts, least and most in brackets. CPU and memory are Pavise's alone.\n\n"
                        + Starts.table(home, state);
            case "calls" ->
                "\n## Calls\n\n2000 calls one after another, after 500 to warm up. CPU is Pavise's alone.\n\n"
                        + Calls.table(home, state);
            case "http" ->
                "\n## HTTP\n\nCalls of one tool, whose answer is so long, by clients that ask as soon as they are"
                        + " answered; legacy sessions where it does not say modern. The ledger is on.\n\n"
                        + Served.tables(home, state);
            case "looks" ->
                "\n## Detection\n\nMicroseconds of CPU to look at 10 KB in which nothing is to be found: median of 9"
                        + " rounds, least and most in brackets.\n\n"
                        + Looks.table(home);
            case "parts" -> "\n## Parts\n\nMean and 99.9 % error, by JMH.\n\n" + parts();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String parts() throws RunnerException {
        var options = new OptionsBuilder().include("dev\\.pavise\\.bench\\..*").build();
        var table = new StringBuilder("| Part | With | Time |\n|---|---|---|\n");
        for (var result : new Runner(options).run()) {
            var of = result.getParams();
            var with = of.getParamsKeys().stream()
                    .map(key -> key + " " + of.getParam(key))
                    .collect(Collectors.joining(", "));
            var primary = result.getPrimaryResult();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f ± %.0f %s |%n",
                    of.getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)", "$1"),
                    with,
                    primary.getScore(),
                    primary.getScoreError(),
                    primary.getScoreUnit()));
        }
        return table.toString();
    }

    private static String head() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                """
                # Measurements

                Written by `./dev bench`: Java %s, %s %s, %d processors, load %.1f when it ended. On a busy machine read
                these as ratios.
                """,
                Runtime.version(),
                system.getName(),
                system.getArch(),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage());
    }
}
