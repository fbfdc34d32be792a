package dev.pavise.app.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The npm project with the peers: `npm ci` is run when its lock file has changed since it last was, by one process
/// at a time, and the Node that runs it is the system's if that is new enough, else the one that the project brings.
record Bed(Path folder, Path node) {
    private static final int NODE_MAJOR_MIN = 24;
    private static final int INSTALL_MINUTES_MAX = 5;

    private static final Bed READY = prepare(Path.of("src/test/peers").toAbsolutePath());

    static Bed ready() {
        return READY;
    }

    /// The command that starts a script or a package's file with Node, its path relative to the bed.
    List<String> command(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(node.toString(), path(script)));
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }

    String path(String relative) {
        return folder.resolve(relative).toString();
    }

    private static Bed prepare(Path folder) {
        try {
            install(folder);
            return new Bed(folder, node(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void install(Path folder) throws IOException {
        String wanted = digest(Files.readAllBytes(folder.resolve("package-lock.json")));
        Path stamp = folder.resolve("node_modules/.pavise-lock-digest");
        Path turn = Files.createDirectories(Path.of("target").toAbsolutePath()).resolve("peers.turn");
        try (FileChannel channel = FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            if (held.isValid() && Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
                return;
            }
            Path log = turn.resolveSibling("peers-npm.log");
            Process npm = new ProcessBuilder("npm", "ci")
                    .directory(folder.toFile())
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (exit(npm, INSTALL_MINUTES_MAX) != 0) {
                throw new IOException(folder + ": npm ci failed\nhint: read " + log + "\n" + Files.readString(log));
            }
            Files.writeString(stamp, wanted);
        }
    }

    private static Path node(Path folder) throws IOException {
        for (String entry : System.getenv("PATH").split(":", -1)) {
            Path candidate = Path.of(entry).resolve("node");
            if (Files.isExecutable(candidate) && major(candidate) >= NODE_MAJOR_MIN) {
                return candidate;
            }
        }
        String cpu = System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64") ? "arm64" : "x64";
        Path brought = folder.resolve("node_modules/node-linux-" + cpu + "/bin/node");
        if (!Files.isExecutable(brought)) {
            throw new IOException("node: none of version " + NODE_MAJOR_MIN + " or newer in PATH nor at " + brought
                    + "\nhint: install Node " + NODE_MAJOR_MIN);
        }
        return brought;
    }

    private static int major(Path node) throws IOException {
        Process process = new ProcessBuilder(node.toString(), "--version").start();
        String version = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return exit(process, 1) == 0 && version.startsWith("v")
                ? Integer.parseInt(version.substring(1).split("\\.", 2)[0])
                : 0;
    }

    private static int exit(Process process, int minutesMax) throws IOException {
        try {
            if (!process.waitFor(minutesMax, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("process " + process.pid() + ": not done after " + minutesMax + " minutes");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
