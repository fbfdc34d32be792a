package dev.pavise.detect.file;

import dev.pavise.detect.file.apart.Item;
import dev.pavise.detect.file.apart.Items;
import dev.pavise.detect.file.apart.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Starts a JVM for one file's pixels or pages ([dev.pavise.detect.file.apart.Main]), and ends it. What
/// it used up or broke is gone with it. At most two run at once.
public final class Apart {
    private static final int OUT_BYTES_MAX = 64 << 20;
    private static final int HEAP_MEGABYTES = 320;
    private static final int GRACE_SECONDS = 5;
    private static final Semaphore PLACES = new Semaphore(2);

    private final List<String> java;

    private Apart(List<String> java) {
        this.java = java;
    }

    /// With the JVM that this process has and the jars beside its own, if it can be started again.
    public static Optional<Apart> here() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isExecutable(java)) return Optional.empty();
        return Optional.of(new Apart(List.of(
                java.toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=/dev/null",
                "-Xshare:auto",
                "-Xlog:disable",
                "-Djava.awt.headless=true",
                "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                "-cp",
                jarsBeside(System.getProperty("java.class.path")))));
    }

    /// All jars of the folders that this process has jars of: `run` starts without those that only a decoder needs.
    static String jarsBeside(String classPath) {
        var paths = new LinkedHashSet<String>();
        for (String each : classPath.split(":", -1)) {
            Path path = Path.of(each).toAbsolutePath();
            paths.add(each.endsWith(".jar") ? path.resolveSibling("*").toString() : path.toString());
        }
        return String.join(":", paths);
    }

    /// What it found, also where it had to be ended; why it was is said.
    List<Item> run(Task task, byte[] file, Reading out) {
        int seconds = (int) Math.max(1, out.left().toSeconds());
        try {
            if (!PLACES.tryAcquire(out.left().toNanos(), TimeUnit.NANOSECONDS)) {
                out.missed(task.what() + ": other files took the time");
                return List.of();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            out.missed(task.what() + ": interrupted");
            return List.of();
        }
        try {
            var command = new ArrayList<>(java);
            command.add("dev.pavise.detect.file.apart.Main");
            command.add(task.name());
            // It ends itself only where nobody is left to end it.
            command.add(String.valueOf(seconds + GRACE_SECONDS));
            command.add(String.valueOf(out.bounds().pixelsMax()));
            command.add(String.valueOf(out.bounds().picturesMax()));
            command.add(String.valueOf(out.bounds().pagesMax()));
            var outcome = Child.run(
                    Child.limited(command, seconds + GRACE_SECONDS, 0),
                    Map.of("LC_ALL", "C.UTF-8"),
                    file,
                    OUT_BYTES_MAX,
                    out.left());
            said(task, outcome, out);
            return Items.read(outcome.out());
        } finally {
            PLACES.release();
        }
    }

    private static void said(Task task, Child.Outcome outcome, Reading out) {
        switch (outcome.end()) {
            case DONE -> {}
            case LATE ->
                out.bomb(task.what() + " did not end in " + out.bounds().secondsMax() + " seconds");
            case TOO_MUCH -> out.missed(task.what() + ": more than can be taken");
            case ABSENT -> out.missed(task.what() + ": no second JVM could be started");
            case FAILED -> {
                // What -XX:+ExitOnOutOfMemoryError ends with.
                if (outcome.code() == 3) out.bomb(task.what() + " took more than " + HEAP_MEGABYTES + " MB");
                else out.missed(task.what() + ": the reader ended with code " + outcome.code());
            }
        }
    }
}
