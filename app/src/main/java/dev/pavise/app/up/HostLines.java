package dev.pavise.app.up;

import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.config.Config;
import java.util.ArrayList;
import java.util.List;

/// The lines that put Pavise in front of a server in the configuration of a host.
final class HostLines {
    private static final int WIDTH = 80;
    /// Hosts put it before the names of tools, which leave room for it.
    private static final String ALL = "pavise";

    private HostLines() {}

    /// @param launcher what a host starts
    /// @param name the server's
    /// @param command what starts the server
    static List<String> of(String launcher, String name, List<String> command) {
        var lines = new ArrayList<String>();
        lines.add(".mcp.json (Claude Code), .cursor/mcp.json (Cursor):");
        entry(lines, "mcpServers", launcher, name, command);
        lines.add(".vscode/mcp.json (VS Code):");
        entry(lines, "servers", launcher, name, command);
        return lines;
    }

    /// Where a server is served.
    ///
    /// @param door empty for all of them as one
    static String door(String url, String door) {
        return url + (door.isEmpty() ? "" : "/s/" + door) + "/mcp";
    }

    /// The same for a server that is served over HTTP.
    ///
    /// @param door empty for all of them as one
    static List<String> http(String url, String door, String key) {
        var lines = new ArrayList<String>();
        lines.add(".mcp.json (Claude Code):");
        entry(lines, "mcpServers", "http", url, door, key);
        lines.add(".cursor/mcp.json (Cursor):");
        entry(lines, "mcpServers", "", url, door, key);
        lines.add(".vscode/mcp.json (VS Code):");
        entry(lines, "servers", "http", url, door, key);
        return lines;
    }

    private static void entry(List<String> lines, String servers, String type, String url, String door, String key) {
        String name = door.isEmpty() ? ALL : key(door);
        lines.add("  { " + JsonLine.of(servers) + ": { " + JsonLine.of(name) + ": {");
        if (!type.isEmpty()) lines.add("      \"type\": " + JsonLine.of(type) + ",");
        lines.add("      \"url\": " + JsonLine.of(door(url, door)) + ",");
        lines.add("      \"headers\": { \"Authorization\":");
        lines.add("          " + JsonLine.of("Bearer " + key) + " } } } }");
    }

    /// The words behind `pavise`. A name that Pavise made of the command by itself, it makes again.
    static List<String> runs(String name, List<String> command) {
        var words = new ArrayList<>(List.of("run"));
        if (Config.isName(name)) words.addAll(List.of("--name", name));
        words.add("--");
        words.addAll(command);
        return words;
    }

    /// A whole file, with one server.
    private static void entry(List<String> lines, String servers, String launcher, String name, List<String> command) {
        List<String> arguments = runs(name, command);
        lines.add("  { " + JsonLine.of(servers) + ": { " + JsonLine.of(key(name)) + ": {");
        lines.add("      \"command\": " + JsonLine.of(launcher) + ",");
        arguments(lines, arguments);
    }

    /// Hosts take letters, digits, `_` and `-`: `srv` for `/opt/srv.py`, `server-x` for `@scope/server-x`.
    static String key(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1).replaceFirst("(?<=.)[.][A-Za-z]+$", "");
        String key = last.replaceAll("[^A-Za-z0-9_-]", "-");
        return key.isEmpty() ? "server" : key;
    }

    /// As many on a line as fit into 80 columns.
    private static void arguments(List<String> lines, List<String> arguments) {
        var line = new StringBuilder("      \"args\": [");
        for (int i = 0; i < arguments.size(); i++) {
            String end = i + 1 < arguments.size() ? "," : "] } } }";
            String each = JsonLine.of(arguments.get(i)) + end;
            if (line.length() + each.length() > WIDTH && !line.toString().isBlank()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(15));
            }
            line.append(each).append(' ');
        }
        lines.add(line.toString().stripTrailing());
    }
}
