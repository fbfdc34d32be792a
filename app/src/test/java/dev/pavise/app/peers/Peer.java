package dev.pavise.app.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A server of the bed: how it is started in a folder of its own, and the revisions that it speaks.
enum Peer {
    EVERYTHING("node_modules/@modelcontextprotocol/server-everything/dist/index.js", false),
    FILESYSTEM("node_modules/@modelcontextprotocol/server-filesystem/dist/index.js", false),
    MEMORY("node_modules/@modelcontextprotocol/server-memory/dist/index.js", false),
    THINKING("node_modules/@modelcontextprotocol/server-sequential-thinking/dist/index.js", false),
    CONTEXT7("node_modules/@upstash/context7-mcp/dist/index.js", true),
    SHOWCASE("servers/showcase.mjs", true),
    VERBATIM("servers/verbatim.mjs", false);

    private final String file;
    private final boolean bothEras;

    Peer(String file, boolean bothEras) {
        this.file = file;
        this.bothEras = bothEras;
    }

    Set<Revision> revisions() {
        return bothEras ? EnumSet.allOf(Revision.class) : EnumSet.range(Revision.NOV_2024, Revision.NOV_2025);
    }

    /// The name under which Pavise knows it.
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The command that starts it; what it keeps on disk lies in `folder`.
    List<String> command(Path folder) {
        List<String> command = new ArrayList<>();
        if (this == MEMORY) {
            command.addAll(List.of("env", "MEMORY_FILE_PATH=" + folder.resolve("memory.jsonl")));
        }
        command.addAll(Bed.ready().command(file));
        if (this == FILESYSTEM) {
            command.add(files(folder).toString());
        }
        return List.copyOf(command);
    }

    /// The same, with everything that it hears copied into a file.
    List<String> recorded(Path folder, Path copy) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "tee \"$0\" | \"$@\"", copy.toString()));
        command.addAll(command(folder));
        return List.copyOf(command);
    }

    /// The folder that the filesystem server may touch, with a few files in it.
    static Path files(Path folder) {
        try {
            Path files = Files.createDirectories(folder.resolve("files"));
            Files.writeString(files.resolve("note.txt"), "first line\nzweite Zeile ü 漢字 ⚠\uFE0F\nthird\n");
            Files.write(files.resolve("dot.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
            Files.createDirectories(files.resolve("sub/deep"));
            Files.writeString(files.resolve("sub/crlf.txt"), "a\r\nb\r\n");
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
