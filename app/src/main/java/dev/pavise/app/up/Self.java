package dev.pavise.app.up;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How this process was started: other parts of Pavise are started the same way, by the same Java with the same options
/// and class path.
final class Self {
    private static final String MAIN = "dev.pavise.app.Main";

    private Self() {}

    /// The command line that starts a class.
    static List<String> command(Class<?> type, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.add(type.getName());
        command.addAll(arguments);
        return command;
    }

    /// What stood before the main class, where the system tells.
    private static List<String> options() {
        List<String> words =
                Arrays.asList(ProcessHandle.current().info().arguments().orElse(new String[0]));
        int main = words.indexOf(MAIN);
        if (main > 0) return words.subList(0, main);
        return List.of(
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"));
    }

    /// The launcher that a host can start, or its bare name where nobody told.
    static String launcher() {
        String home = System.getProperty("pavise.home", "");
        return home.isEmpty() ? "pavise" : Path.of(home, "pavise").toString();
    }
}
