package dev.pavise.app.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a command reads and prints: data on stdout, talk on stderr. Colours and width are those of stdout.
public final class Terminal {
    private static final int WIDTH = 80;
    private static final int BUFFER = 8 << 10;

    /// Nobody reads stdout any more.
    static final class Gone extends RuntimeException {
        Gone(IOException cause) {
            super(cause);
        }
    }

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final Map<String, String> environment;
    private final StringBuilder waiting = new StringBuilder();
    private boolean colours;

    public Terminal(InputStream in, OutputStream out, OutputStream err, Map<String, String> environment) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
    }

    public InputStream in() {
        return in;
    }

    /// The bytes behind [#print], for a protocol that owns them.
    public OutputStream out() {
        return out;
    }

    public Map<String, String> environment() {
        return environment;
    }

    /// A line of data.
    public synchronized void print(String line) {
        waiting.append(line).append('\n');
        if (waiting.length() > BUFFER) flush();
    }

    /// A line of talk.
    public synchronized void say(String line) {
        flush();
        try {
            err.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            // There is nobody left to tell.
            return;
        }
    }

    /// Lets out what has been printed so far.
    public synchronized void flush() {
        if (waiting.isEmpty()) return;
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        waiting.setLength(0);
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new Gone(e);
        }
    }

    /// Settles colours: `auto` asks whether stdout is a terminal, and obeys NO_COLOR.
    void colour(String when) {
        colours = switch (when) {
            case "always" -> true;
            case "never" -> false;
            default ->
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb")
                        && isTerminal();
        };
    }

    public String bold(String text) {
        return colours ? "\033[1m" + text + "\033[0m" : text;
    }

    public String dim(String text) {
        return colours ? "\033[2m" + text + "\033[0m" : text;
    }

    public String red(String text) {
        return colours ? "\033[31m" + text + "\033[0m" : text;
    }

    public String green(String text) {
        return colours ? "\033[32m" + text + "\033[0m" : text;
    }

    /// Whether a person sits in front of stdout.
    public boolean isTerminal() {
        return isTerminal(1);
    }

    /// Whether a person can be asked something.
    public boolean isInteractive() {
        return isTerminal(0) && isTerminal(2);
    }

    /// How many columns stdout has; 80 where nobody says, and as many as a line needs where it is no terminal.
    public int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9][0-9]{1,3}")) return Math.max(40, Integer.parseInt(columns));
        if (!isTerminal()) return Integer.MAX_VALUE;
        return askedWidth();
    }

    private static int askedWidth() {
        try {
            var builder = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            String[] words = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            return words.length == 2 && words[1].matches("[1-9][0-9]{1,3}")
                    ? Math.max(40, Integer.parseInt(words[1]))
                    : WIDTH;
        } catch (IOException e) {
            return WIDTH;
        }
    }

    private static boolean isTerminal(int descriptor) {
        var link = Path.of("/proc/self/fd/" + descriptor);
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException e) {
            return false;
        }
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
