package dev.pavise.app.up;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.core.evidence.ShellLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person does next: put Pavise in front of their own servers.
public final class Ending {
    private static final List<String> EXAMPLE =
            List.of("npx", "-y", "@modelcontextprotocol/server-filesystem@2026.8.31", ".");

    private Ending() {}

    /// What stands behind the tour.
    ///
    /// @param command the user's; empty where the tour had the sample server
    public static List<String> lines(String server, List<String> command, Given given, Terminal terminal) {
        var lines = new ArrayList<String>();
        String launcher = Self.launcher();
        lines.add("");
        lines.add(terminal.bold(
                command.isEmpty()
                        ? "To guard a server of yours, put Pavise in front of its command. For example"
                        : "To guard this server in your host, put this"));
        lines.addAll(
                command.isEmpty() ? HostLines.of(launcher, "files", EXAMPLE) : HostLines.of(launcher, server, command));
        if (command.isEmpty()) lines.add("See what a server shows before you do: pavise up -- COMMAND…");
        if (!isOnPath(launcher, terminal.environment()))
            lines.add("pavise is not on your PATH; it is " + ShellLine.word(launcher));
        given.value(Common.STATE)
                .ifPresent(folder -> lines.add("They need --state " + ShellLine.word(folder) + " as well."));
        lines.add("");
        return lines;
    }

    /// What is served over HTTP, and the lines for hosts.
    ///
    /// @param key empty where it is not known
    public static List<String> served(
            String url, List<String> doors, Path keyFile, Optional<String> key, Terminal terminal) {
        var lines = new ArrayList<String>();
        lines.add(terminal.bold("Serving over HTTP, for hosts on this machine, until you leave:"));
        lines.addAll(doors(url, doors));
        lines.add(
                key.isPresent()
                        ? "Their key lies in " + Shown.line(shortened(keyFile, terminal.environment()))
                                + "; the lines hold it:"
                        : "Hosts need a key: pavise keys add NAME makes one. Their lines:");
        String door = doors.size() == 1 ? doors.getFirst() : "";
        if (!doors.isEmpty()) lines.addAll(HostLines.http(url, door, key.orElse("KEY")));
        lines.add("pavise serve serves what pavise.yaml names, without a tour.");
        lines.add("");
        return lines;
    }

    /// One line for each door, that of all servers behind the others where there are several.
    public static List<String> doors(String url, List<String> doors) {
        var lines = new ArrayList<String>();
        for (String door : doors) lines.add("  " + HostLines.door(url, door));
        if (doors.size() > 1) lines.add("  " + HostLines.door(url, "") + "  all of them, their tools as SERVER__TOOL");
        return lines;
    }

    /// With `~` for the home folder.
    public static String shortened(Path path, Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return home.length() > 1 && path.startsWith(home) ? "~/" + Path.of(home).relativize(path) : path.toString();
    }

    private static boolean isOnPath(String launcher, Map<String, String> environment) {
        if (launcher.equals("pavise")) return true;
        for (String folder : environment.getOrDefault("PATH", "").split(":", -1))
            if (folder.startsWith("/") && Files.isExecutable(Path.of(folder, "pavise"))) return true;
        return false;
    }
}
