package dev.pavise.app.config;

import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.core.evidence.ShellLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A configuration file as it stood when it was read.
///
/// @param config what it says; of no use where there are problems
/// @param problems what a person has to put right, in the file's order
/// @param remarks what is worth knowing and no fault
public record ConfigFile(Path path, Config config, List<Problem> problems, List<Problem> remarks) {
    public ConfigFile {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /// Reads a file; what is wrong with what it says is told in [#problems].
    ///
    /// @throws Fault when the file itself cannot be read
    public static ConfigFile read(Path path) throws Fault {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(YamlReader.BYTES_MAX + 1);
        } catch (IOException e) {
            boolean there = Files.exists(path);
            throw new Fault(
                    ExitCode.LACKING,
                    path.toString(),
                    there ? "cannot be read" : "does not exist",
                    there ? "make it a file that you may read" : "create it, or correct --config",
                    e);
        }
        return of(path, bytes);
    }

    static ConfigFile of(Path path, byte[] bytes) {
        Optional<Node> root;
        try {
            root = YamlReader.read(bytes);
        } catch (YamlReader.Unreadable e) {
            return new ConfigFile(path, Config.NONE, List.of(e.problem()), List.of());
        }
        var checker = new Checker();
        if (root.isEmpty()) return new ConfigFile(path, Config.NONE, List.of(), List.of());
        checker.check(root.get(), Settings.FILE, "pavise.yaml");
        if (!checker.problems().isEmpty()) return new ConfigFile(path, Config.NONE, checker.problems(), List.of());
        var reader = new ConfigReader(path.toString(), checker);
        Config config = reader.config(root.get());
        return new ConfigFile(path, config, checker.problems(), reader.remarks());
    }

    /// What it says, where all of it is right.
    public Config sound() throws Fault {
        if (problems.isEmpty()) return config;
        Problem first = problems.getFirst();
        String more = problems.size() == 1
                ? ""
                : " (and " + (problems.size() - 1) + " more: "
                        + ShellLine.of("pavise", "config", "check", path.toString()) + ")";
        String place = first.line() == 0 ? path.toString() : path + ":" + first.line() + ":" + first.column();
        throw new Fault(ExitCode.WRONG_USE, place, first.fault(), first.hint() + more);
    }
}
