package dev.pavise.bench;

import com.sun.management.ThreadMXBean;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.detect.Rules;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.match.Matchers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What an answer of 10 KB costs in which nothing is to be found, looked at by all rules and detectors:
/// CPU, not time, so that a busy machine tells little else. Each way is a process of its own.
public final class Looks {
    private static final List<String> KINDS = List.of("prose", "json", "code", "chinese", "base64");
    private static final int BYTES = 10_240;
    /// Until Vectorscan takes part.
    private static final long UNITS_BEFORE = 66L << 20;

    private static final long WARM_NANOS = 2_000_000_000L;
    private static final long ROUND_NANOS = 200_000_000L;
    private static final int ROUNDS = 9;

    private Looks() {}

    static String table(Path home) throws IOException, InterruptedException {
        String current = Files.readString(home.resolve(".pavise-build/current")).strip();
        String library = "-D" + Matchers.FOLDER + "=" + home.resolve(".pavise-build/" + current + "/native");
        var ways = new LinkedHashMap<String, List<String>>();
        ways.put("optimising compiler, Vectorscan", List.of(library));
        ways.put("optimising compiler, Java alone", List.of());
        ways.put("first compiler alone, as in `run`, Vectorscan", List.of("-XX:TieredStopAtLevel=1", library));
        ways.put("first compiler alone, Java alone", List.of("-XX:TieredStopAtLevel=1"));
        var table = new StringBuilder("| Way | ")
                .append(String.join(" | ", KINDS))
                .append(" |\n|---|")
                .append("---|".repeat(KINDS.size()))
                .append('\n');
        for (var way : ways.entrySet()) {
            table.append("| ").append(way.getKey()).append(" | ").append(row(way.getValue()));
        }
        return table.toString();
    }

    private static String row(List<String> options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Looks.class.getName()));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String row = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0) throw new IOException("a look ended with " + child.exitValue());
        return row;
    }

    /// Prints what a look costs, a column a kind of text.
    public static void main(String[] args) {
        Engine engine = Rules.engine();
        var before = new Passage("a".repeat(1 << 20), Origin.DEFINITION);
        for (long units = 0; units < UNITS_BEFORE; units += before.text().length()) engine.look(before);
        for (String kind : KINDS) {
            var passage = new Passage(LookTexts.of(kind, BYTES), Origin.RESULT);
            if (!engine.look(passage).isEmpty()) throw new IllegalStateException("found something in " + kind);
            cost(engine, passage, WARM_NANOS);
            double[] micros = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) micros[i] = cost(engine, passage, ROUND_NANOS);
            System.out.print(Spread.of(micros) + " | ");
        }
        System.out.println();
    }

    /// Microseconds of CPU a look.
    private static double cost(Engine engine, Passage passage, long nanos) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long from = threads.getCurrentThreadCpuTime();
        long used = 0;
        int looks = 0;
        while (used < nanos) {
            for (int i = 0; i < 16; i++, looks++) engine.look(passage);
            used = threads.getCurrentThreadCpuTime() - from;
        }
        return used / 1e3 / looks;
    }
}
