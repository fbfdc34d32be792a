package dev.pavise.launch;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Servers for tests, as programs of the shell, and the sandboxes that work on this machine.
final class Servers {
    /// Outlives SIGTERM and everything else that can be outlived, for two minutes.
    private static final String LINGER =
            "trap '' TERM HUP INT PIPE QUIT; n=0; while [ $n -lt 120 ]; do sleep 1; n=$((n+1)); done";

    /// Outlives the end of its input and SIGTERM, and leaves behind a grandchild in a session of its own, forked
    /// twice, with an empty environment and without pipes, that does so too. Says when both are there.
    private static final String STUBBORN = """
            trap '' TERM HUP INT PIPE QUIT
            ( setsid env -i PATH="$PATH" sh -c 'echo hidden; exec <&- >&- 2>&-; LINGER' "$0" & )
            echo begun
            cat > /dev/null
            LINGER
            """;

    private Servers() {}

    static Command shell(String script, String... arguments) {
        return shell(script, Map.of(), arguments);
    }

    static Command shell(String script, Map<String, String> environment, String... arguments) {
        return new Command(
                "sample",
                Stream.concat(Stream.of("sh", "-c", script), Stream.of(arguments))
                        .toList(),
                environment,
                null);
    }

    static Command stubborn(String mark) {
        return new Command("stubborn", stubbornWords(mark), Map.of(), null);
    }

    static List<String> stubbornWords(String mark) {
        var inner = LINGER.replace("''", "\"\"");
        var script = STUBBORN.replace("LINGER' \"$0\"", inner + "' \"$0\"").replace("LINGER", LINGER);
        return List.of("sh", "-c", script, mark);
    }

    static Launcher launcher(Sandbox sandbox) {
        return new Launcher(Tools.here(), List.of(sandbox));
    }

    /// Those that this machine allows; the guardian works everywhere.
    static List<Sandbox> sandboxes() {
        return Sandboxes.ALL.stream().filter(Servers::works).toList();
    }

    private static boolean works(Sandbox sandbox) {
        try (var child = launcher(sandbox).start(shell("exit 0"), Patience.DEFAULT)) {
            return child.end().code() == 0;
        } catch (LaunchException e) {
            if (sandbox instanceof Guarded) throw new AssertionError(e);
            return false;
        }
    }
}
