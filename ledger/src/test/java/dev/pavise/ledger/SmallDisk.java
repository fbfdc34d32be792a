package dev.pavise.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A disk of two megabytes that can be filled and made read-only: a file system of its own where this process may
/// mount one; elsewhere a folder, which is read-only by its permissions and full by a limit on the size of files.
final class SmallDisk implements AutoCloseable {
    private static final String BYTES = "2097152";

    private final Path folder;
    private final boolean mounted;

    private SmallDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    static SmallDisk at(Path folder) throws IOException {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", folder.toString()) == 0;
        return new SmallDisk(folder, mounted);
    }

    Path folder() {
        return folder;
    }

    void fill() throws IOException {
        if (!mounted) {
            limitFileSize(Long.toString(Files.size(Tampering.database(folder)) + 4096));
            return;
        }
        try (var filler =
                FileChannel.open(folder.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int size = 65536; size > 0; size /= 2) {
                var block = ByteBuffer.allocate(size);
                while (written(filler, block)) block.clear();
            }
        }
    }

    void empty() throws IOException {
        if (!mounted) limitFileSize("unlimited");
        Files.deleteIfExists(folder.resolve("filler"));
    }

    void setReadOnly(boolean readOnly) throws IOException {
        if (mounted) {
            int done = run("mount", "-o", readOnly ? "remount,ro" : "remount,rw", folder.toString());
            if (done != 0) throw new IOException("the disk could not be mounted anew");
        } else {
            try (var files = Files.walk(folder)) {
                for (Path file : files.toList()) {
                    String mode = Files.isDirectory(file) ? (readOnly ? "r-x" : "rwx") : readOnly ? "r--" : "rw-";
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode + "------"));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        empty();
        if (mounted) run("umount", "-l", folder.toString());
    }

    private static boolean written(FileChannel file, ByteBuffer block) {
        try {
            return file.write(block) > 0;
        } catch (IOException e) {
            return false; // That it is full is what is wanted.
        }
    }

    private static void limitFileSize(String bytes) throws IOException {
        String self = Long.toString(ProcessHandle.current().pid());
        if (run("prlimit", "--pid", self, "--fsize=" + bytes + ":unlimited") != 0) {
            throw new IOException("prlimit (util-linux) could not limit the size of files");
        }
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join()
                .exitValue();
    }
}
