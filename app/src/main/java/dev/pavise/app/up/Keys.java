package dev.pavise.app.up;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Single keys of the terminal in front of which a person sits. It is given back as it was, also on Ctrl-C.
public final class Keys implements AutoCloseable {
    private static final long STTY_SECONDS = 5;

    private final String before;
    private final Thread hook = Thread.ofPlatform().name("terminal").unstarted(this::restore);
    private volatile boolean isQuit;

    private Keys(String before) {
        this.before = before;
    }

    /// Takes over the terminal, if there is one.
    ///
    /// @param in where keys arrive
    public static Keys of(InputStream in) {
        var keys = new Keys(stty("-g"));
        if (keys.before.isEmpty()) return keys;
        Runtime.getRuntime().addShutdownHook(keys.hook);
        stty("-icanon", "-echo", "min", "1", "time", "0");
        Thread.ofPlatform().daemon().name("keys").start(() -> keys.read(in));
        return keys;
    }

    /// Whether q was pressed.
    public boolean isQuit() {
        return isQuit;
    }

    private void read(InputStream in) {
        try {
            for (int key = in.read(); key >= 0; key = in.read())
                if (key == 'q' || key == 'Q' || key == 4) isQuit = true;
        } catch (IOException e) {
            // No keys any more; Ctrl-C is no key.
            return;
        }
    }

    private void restore() {
        stty(before);
    }

    @Override
    public void close() {
        if (before.isEmpty()) return;
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook does the same.
            return;
        }
    }

    /// What it prints; nothing where there is no terminal, or no stty.
    private static String stty(String... words) {
        try {
            var command = new ArrayList<>(List.of("stty"));
            command.addAll(List.of(words));
            Process process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return process.waitFor(STTY_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0 ? out : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
