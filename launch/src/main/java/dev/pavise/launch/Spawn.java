package dev.pavise.launch;

import java.io.IOException;
import java.util.List;

/// Starts a process with a restricted environment and pipes for all three streams.
final class Spawn {
    private Spawn() {}

    static Process start(List<String> words, Command command) throws IOException {
        var builder = new ProcessBuilder(words);
        Environment.restrict(builder.environment(), command.environment());
        if (command.directory() != null) builder.directory(command.directory().toFile());
        return builder.start();
    }
}
