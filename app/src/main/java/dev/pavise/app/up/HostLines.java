package dev.pavise.app.up;

import dev.pavise.app.cli.JsonLine;
import java.util.ArrayList;
import java.util.List;

/// The lines that put Pavise in front of a server in the configuration of a host.
final class HostLines {
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

    /// A whole file, with one server.
    private static void entry(List<String> lines, String servers, String launcher, String name, List<String> command) {
        var arguments = new ArrayList<>(List.of("run", "--name", name, "--"));
        arguments.addAll(command);
        lines.add("  { " + JsonLine.of(servers) + ": { " + JsonLine.of(name) + ": {");
        lines.add("      \"command\": " + JsonLine.of(launcher) + ",");
        var written = new ArrayList<String>();
        for (String each : arguments) written.add(JsonLine.of(each));
        lines.add("      \"args\": [" + String.join(", ", written) + "] } } }");
    }
}
