package dev.pavise.app.verb;

import dev.pavise.app.cli.Terminal;
import dev.pavise.ledger.sqlite.NativeLibrary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Pavise's commands inside this process, with a home of their own.
public final class Pavise {
    /// What a command left behind.
    public record Outcome(int exit, String out, String err) {}

    static {
        // One library for all homes of this process, because the first one's folder is gone when the second opens.
        NativeLibrary.keepIn(Path.of("target", "state").toAbsolutePath());
    }

    private final Map<String, String> environment = new HashMap<>();
    private final Path home;

    public Pavise(Path home) {
        this.home = home;
        environment.put("HOME", home.toString());
        environment.put("PATH", "/usr/bin:/bin");
    }

    Pavise with(String variable, String value) {
        var other = new Pavise(home);
        other.environment.putAll(environment);
        other.environment.put(variable, value);
        return other;
    }

    public Path state() {
        return home.resolve(".local/state/pavise");
    }

    public Path config() {
        return home.resolve(".config/pavise/pavise.yaml");
    }

    /// The words of a line, divided at spaces.
    public Outcome does(String line) {
        return does(List.of(line.split(" ", -1)));
    }

    public Outcome does(List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(new ByteArrayInputStream(new byte[0]), out, err, environment);
        int exit = Verbs.cli().execute(words, terminal);
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
