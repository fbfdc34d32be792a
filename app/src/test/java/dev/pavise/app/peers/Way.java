package dev.pavise.app.peers;

import dev.pavise.app.RunPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How a client reaches a server: without Pavise, or through it.
enum Way {
    DIRECT,
    THROUGH;

    /// The program under test; a test run may name another one, as words apart by spaces.
    private static final List<String> PROGRAM = program();

    /// The command that a client starts to speak with the server that `server` starts.
    List<String> command(String name, List<String> server) {
        if (this == DIRECT) {
            return server;
        }
        List<String> command = new ArrayList<>(PROGRAM);
        command.addAll(List.of("run", "--name", name, "--"));
        command.addAll(server);
        return List.copyOf(command);
    }

    /// The whole environment of a client and of what it starts: hosts hand on no more than this.
    static Map<String, String> environment(Path home) {
        String path = Bed.ready().node().getParent() + ":" + System.getenv("PATH");
        return Map.of("HOME", home.toString(), "PATH", path, "USER", "peer", "LOGNAME", "peer", "SHELL", "/bin/sh");
    }

    private static List<String> program() {
        String named = System.getProperty("pavise.program", "");
        if (!named.isEmpty()) {
            return List.of(named.split(" +"));
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                RunPath.classPath(),
                "dev.pavise.app.Main");
    }
}
