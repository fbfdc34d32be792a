package dev.pavise.ledger.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Who holds a lock on a store, where the system tells (Linux: /proc/locks).
final class Holders {
    private static final Path LOCKS = Path.of("/proc/locks");

    private Holders() {}

    /// Such as `process 4711`, or empty when nobody else is known to hold one.
    static String of(Path file) {
        var inodes = new TreeSet<String>();
        for (String end : List.of("", "-shm", "-wal"))
            inode(Path.of(file + end)).ifPresent(inodes::add);
        try {
            return Files.isReadable(LOCKS) ? of(inodes, Files.readAllLines(LOCKS)) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<String> inode(Path file) {
        try {
            return Optional.of(String.valueOf(Files.getAttribute(file, "unix:ino")));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Not there, or not a system that has inodes: then no lock on it could be named either.
            return Optional.empty();
        }
    }

    private static String of(Set<String> inodes, List<String> locks) {
        String self = Long.toString(ProcessHandle.current().pid());
        var holders = new TreeSet<String>();
        for (String lock : locks) {
            // 1: POSIX  ADVISORY  WRITE 4711 fd:01:123456 0 EOF
            List<String> words = List.of(lock.trim().split(" +", -1));
            if (words.size() < 6
                    || !words.get(3).equals("WRITE")
                    || words.get(4).equals(self)) continue;
            String place = words.get(5);
            if (inodes.contains(place.substring(place.lastIndexOf(':') + 1))) holders.add("process " + words.get(4));
        }
        return String.join(", ", holders);
    }
}
