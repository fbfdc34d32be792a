package dev.pavise.launch;

import dev.pavise.core.evidence.Visible;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to run: the server's name, the program and its arguments, the variables that its entry names, and the
/// folder it starts in (none: Pavise's own).
public record Command(
        String name,
        List<String> words,
        Map<String, String> environment,
        @Nullable Path directory) {
    /// More than the kernel takes in one argument on any system.
    static final int WORD_CHARS_MAX = 128 << 10;

    static final int WORDS_MAX = 4096;

    private static final String LOCALE = System.getProperty("sun.jnu.encoding", "UTF-8");

    public Command {
        words = List.copyOf(words);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /// Values may be secrets, so only names are printed.
    @Override
    public String toString() {
        return "Command[" + name + ", " + words.size() + " words, environment " + environment.keySet() + "]";
    }

    /// The same command with its program as an absolute path, or a clear refusal.
    Command resolved(String pathOfPavise) throws LaunchException {
        check();
        var program = words.getFirst();
        var folder = directory == null ? Path.of("").toAbsolutePath() : directory.toAbsolutePath();
        if (!Files.isDirectory(folder))
            throw fault("folder \"" + shown(folder.toString()) + "\" does not exist", "create it, or correct its cwd");
        var found = program.contains("/") ? named(folder, program) : searched(program, pathOfPavise);
        var all = new ArrayList<>(words);
        all.set(0, found.toString());
        return new Command(name, all, environment, directory);
    }

    private void check() throws LaunchException {
        if (words.isEmpty() || words.getFirst().isBlank())
            throw fault("no program is named", "write the program and its arguments after --, or set command");
        if (words.size() > WORDS_MAX) throw fault("more than " + WORDS_MAX + " arguments", "pass long lists in a file");
        for (var word : words) {
            if (word.indexOf('\0') >= 0)
                throw fault("an argument has a NUL in it", "take the NUL character out of its entry");
            if (word.length() > WORD_CHARS_MAX)
                throw fault("an argument is longer than 128 Ki characters", "pass long values in a file");
            checkLocale(word, "argument \"" + shown(word) + "\"");
        }
        for (var entry : environment.entrySet()) {
            var key = entry.getKey();
            if (key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf('\0') >= 0)
                throw fault("\"" + shown(key) + "\" is no name of a variable", "correct it in env");
            if (entry.getValue().indexOf('\0') >= 0)
                throw fault("variable \"" + shown(key) + "\" has a NUL in it", "take the NUL character out of env");
            checkLocale(key + entry.getValue(), "variable \"" + shown(key) + "\"");
            if (entry.getValue().length() > WORD_CHARS_MAX)
                throw fault(
                        "variable \"" + shown(key) + "\" is longer than 128 Ki characters",
                        "pass long values in a file");
        }
    }

    /// A JVM in the C locale turns letters beyond ASCII into question marks on their way in and out.
    private void checkLocale(String text, String what) throws LaunchException {
        if (StandardCharsets.UTF_8.name().equals(LOCALE)) return;
        if (text.indexOf('\ufffd') >= 0 || !Charset.forName(LOCALE).newEncoder().canEncode(text))
            throw fault(
                    what + " has letters that the locale's encoding (" + LOCALE + ") loses",
                    "set LC_ALL=C.UTF-8 for Pavise");
    }

    private Path named(Path folder, String program) throws LaunchException {
        var file = path(program, folder);
        if (Files.isDirectory(file)) throw fault("\"" + shown(program) + "\" is a folder", "name the program in it");
        if (!Files.exists(file))
            throw fault("program \"" + shown(program) + "\" does not exist", "install it, or correct its command");
        if (!Files.isExecutable(file))
            throw fault("program \"" + shown(program) + "\" is not executable", "chmod +x it, or name its interpreter");
        return file;
    }

    private Path searched(String program, String pathOfPavise) throws LaunchException {
        var path = environment.getOrDefault("PATH", pathOfPavise);
        for (var part : path.split(":", -1)) {
            if (!part.startsWith("/")) continue; // the folder at hand is no place to pick programs from
            var file = path(program, Path.of(part));
            if (Files.isRegularFile(file) && Files.isExecutable(file)) return file;
        }
        var known = Set.of("npx", "npm", "node").contains(program)
                ? "install Node.js, or "
                : Set.of("uvx", "uv").contains(program) ? "install uv, or " : "install it, or ";
        throw fault(
                "program \"" + shown(program) + "\" not found in PATH (" + shown(path) + ")",
                known + "name it with its full path, or name PATH in its env");
    }

    private Path path(String text, Path below) throws LaunchException {
        try {
            return below.resolve(text);
        } catch (InvalidPathException e) {
            throw fault(
                    "program \"" + shown(text) + "\" cannot be named in this locale",
                    "set LC_ALL=C.UTF-8, or rename it",
                    e);
        }
    }

    private LaunchException fault(String what, String hint) {
        return new LaunchException("launch: server \"" + shown(name) + "\": " + what, hint);
    }

    private LaunchException fault(String what, String hint, Throwable cause) {
        return new LaunchException("launch: server \"" + shown(name) + "\": " + what, hint, cause);
    }

    private static String shown(String text) {
        var visible = Visible.lines(text);
        return visible.length() <= 120 ? visible : visible.substring(0, 119) + "…";
    }
}
