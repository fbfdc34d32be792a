package dev.pavise.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/// The small system programs that sandboxes are made of, looked up in the system's own folders before `PATH`.
public record Tools(List<Path> folders) {
    private static final List<String> SYSTEM = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    public Tools {
        folders = List.copyOf(folders);
    }

    /// Those of this system.
    public static Tools here() {
        var places = new ArrayList<Path>();
        for (var folder : SYSTEM) places.add(Path.of(folder));
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (var part : path.split(":", -1))
            if (part.startsWith("/") && !SYSTEM.contains(part)) places.add(Path.of(part));
        return new Tools(places);
    }

    /// The folders, as a value of `PATH`.
    String path() {
        var path = new StringJoiner(":");
        for (var folder : folders) path.add(folder.toString());
        return path.toString();
    }

    Optional<String> find(String name) {
        for (var folder : folders) {
            var file = folder.resolve(name);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) return Optional.of(file.toString());
        }
        return Optional.empty();
    }

    /// The first of these that is not there.
    Optional<String> firstMissing(String... names) {
        for (var name : names) if (find(name).isEmpty()) return Optional.of(name);
        return Optional.empty();
    }

    /// One that was asked for by [#firstMissing] before.
    String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(name + " has gone"));
    }
}
