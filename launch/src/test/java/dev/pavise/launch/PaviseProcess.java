package dev.pavise.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A Pavise for tests to kill: starts a server in the named sandbox, copies what it says, and ends it when its own
/// input ends.
final class PaviseProcess {
    private static final Patience QUICK =
            new Patience(Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofSeconds(1));

    private PaviseProcess() {}

    public static void main(String[] arguments) throws LaunchException, IOException {
        var sandbox = Sandboxes.ALL.stream()
                .filter(each -> each.id().equals(arguments[0]))
                .findFirst()
                .orElseThrow();
        var words = Arrays.asList(arguments).subList(1, arguments.length);
        var child = Servers.launcher(sandbox).start(new Command("sample", words, Map.of("NAMED", "yes"), null), QUICK);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                child.fromServer().transferTo(System.out);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        child.onExit().thenRun(() -> System.err.println("exit"));
        System.in.transferTo(child.toServer());
        System.exit(child.end().code());
    }

    /// The words that start this program in a JVM of its own.
    static List<String> words(Sandbox sandbox, List<String> server) {
        return java(PaviseProcess.class, sandbox.id(), server);
    }

    static List<String> java(Class<?> program, String first, List<String> more) {
        var words = new java.util.ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                first));
        words.addAll(more);
        return words;
    }
}
