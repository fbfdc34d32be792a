package dev.pavise.app.config;

import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text of the configuration in which references stand for what is not written down. It prints as it was written.
///
/// @param place the file, line and column, for messages
public record Template(String text, String place) {
    private static final int FILE_BYTES_MAX = 64 << 10;
    private static final Pattern REFERENCE = Pattern.compile("(\\$\\$\\{)|\\$\\{([^{}]{0,4096})}|\\$\\{");
    private static final Pattern VARIABLE = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]{0,255})");

    /// A text that holds no reference, whatever it looks like.
    public static Template literal(String text, String place) {
        return new Template(text.replace("${", "$${"), place);
    }

    /// Whether some of it is looked up at start.
    boolean hasReferences() {
        Matcher found = REFERENCE.matcher(text);
        while (found.find()) if (found.group(1) == null) return true;
        return false;
    }

    /// What is no reference though it looks like one: fault and hint in pairs.
    List<String[]> faults() {
        var faults = new ArrayList<String[]>();
        Matcher found = REFERENCE.matcher(text);
        while (found.find()) {
            String inside = found.group(2);
            if (found.group(1) != null) continue;
            if (inside == null) {
                faults.add(new String[] {"\"${\" without its end", "close it with }, or write $${ for ${"});
            } else if (!VARIABLE.matcher(inside).matches() && !isFile(inside)) {
                faults.add(new String[] {"\"${" + Shown.word(inside) + "}\" is no reference", meant(inside)});
            }
        }
        return faults;
    }

    /// The text with every reference looked up.
    public String resolved(Map<String, String> environment) throws Fault {
        Matcher found = REFERENCE.matcher(text);
        var out = new StringBuilder();
        int at = 0;
        while (found.find()) {
            out.append(text, at, found.start());
            at = found.end();
            out.append(found.group(1) != null ? "${" : lookedUp(String.valueOf(found.group(2)), environment));
        }
        return out.append(text, at, text.length()).toString();
    }

    private String lookedUp(String inside, Map<String, String> environment) throws Fault {
        Matcher variable = VARIABLE.matcher(inside);
        if (!variable.matches()) return file(inside.substring("file:".length()), environment);
        String name = variable.group(1);
        String value = environment.get(name);
        if (value == null) {
            throw new Fault(
                    ExitCode.LACKING,
                    place,
                    "the variable " + name + " is not set",
                    "set it where the host starts Pavise, or use ${file:PATH}");
        }
        return value;
    }

    private String file(String written, Map<String, String> environment) throws Fault {
        String home = environment.getOrDefault("HOME", "");
        String name = written.startsWith("~/") ? home + written.substring(1) : written;
        try {
            Path file = Path.of(name);
            if (!file.isAbsolute()) {
                throw new Fault(
                        ExitCode.WRONG_USE,
                        place,
                        "\"" + Shown.word(written) + "\" is no absolute path",
                        "write it from / or ~/ on");
            }
            if (!Files.isRegularFile(file) || Files.size(file) > FILE_BYTES_MAX) {
                throw new Fault(
                        ExitCode.LACKING,
                        place,
                        Shown.word(name) + " is no file of at most 64 KiB",
                        "create it, or correct the path");
            }
            String value = Files.readString(file, StandardCharsets.UTF_8);
            return value.endsWith("\r\n")
                    ? value.substring(0, value.length() - 2)
                    : value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
        } catch (IOException | InvalidPathException e) {
            throw new Fault(
                    ExitCode.LACKING,
                    place,
                    Shown.word(name) + " cannot be read",
                    "check its path and who may read it",
                    e);
        }
    }

    private static boolean isFile(String inside) {
        return inside.startsWith("file:") && inside.length() > "file:".length();
    }

    /// Hosts write references in ways of their own.
    private static String meant(String inside) {
        String name = inside.replaceFirst(":-.*", "");
        if (name.matches("[A-Za-z_][A-Za-z0-9_]{0,255}")) return "did you mean ${env:" + name + "}?";
        return "write ${env:NAME} or ${file:PATH}, or $${ for ${";
    }
}
