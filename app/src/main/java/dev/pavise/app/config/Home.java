package dev.pavise.app.config;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.Shown;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/// Where Pavise's own files lie for this command: by the XDG base directory specification, unless it was told other.
///
/// @param isNamed whether somebody named the configuration file, so that it has to be there
public record Home(Path state, Path file, boolean isNamed) {
    public static Home of(Given given, Map<String, String> environment) throws Fault {
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty()) home = System.getProperty("user.home", "/");
        var named = given.value(Common.CONFIG);
        Path file = named.isPresent()
                ? path("--config", named.get())
                : base(environment, "XDG_CONFIG_HOME", home, ".config").resolve("pavise/pavise.yaml");
        String wanted = given.value(Common.STATE).orElse(environment.getOrDefault("PAVISE_STATE", ""));
        Path state = wanted.isEmpty()
                ? base(environment, "XDG_STATE_HOME", home, ".local/state").resolve("pavise")
                : path(given.has(Common.STATE) ? "--state" : "PAVISE_STATE", wanted);
        return new Home(state, file, named.isPresent());
    }

    /// What the configuration says; nothing where there is no file and nobody named one.
    public Config config() throws Fault {
        return isNamed || Files.exists(file) ? ConfigFile.read(file).sound() : Config.NONE;
    }

    /// Whether anybody has decided anything, or any server has been seen.
    public boolean hasState() {
        return Files.exists(state.resolve("state.db"));
    }

    /// A relative path in such a variable counts as unset, as the specification asks.
    private static Path base(Map<String, String> environment, String variable, String home, String otherwise) {
        String set = environment.getOrDefault(variable, "");
        return set.startsWith("/") ? Path.of(set) : Path.of(home, otherwise);
    }

    private static Path path(String option, String text) throws Fault {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw Fault.wrongUse(option, "\"" + Shown.word(text) + "\" is no path", "name a file or folder");
        }
    }
}
