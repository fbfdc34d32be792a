package dev.pavise.app.config;

import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.core.evidence.ShellLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A configuration file as it stood when it was read.
///
/// @param config what it says; of no use where there are problems
/// @param problems what a person has to put right, in the file's order
/// @param remarks what is worth knowing and no fault
public record ConfigFile(Path path, Config config, List<Problem> problems, List<Problem> remarks) {
    private static final int TOLD_MAX = 20;

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
        var reader = new ConfigReader(path.toString(), checker);
        Config config = reader.config(root.get());
        return new ConfigFile(path, config, checker.problems(), reader.remarks());
    }

    /// What it says, where all of it is right.
    public Config sound() throws Fault {
        if (problems.isEmpty()) return config;
        var faults = new ArrayList<Fault>();
        for (Problem each : problems.subList(0, Math.min(problems.size(), TOLD_MAX))) faults.add(fault(each, ""));
        int more = problems.size() - TOLD_MAX;
        if (more > 0) {
            String check = ShellLine.of("pavise", "config", "check", path.toString());
            faults.set(TOLD_MAX - 1, fault(problems.get(TOLD_MAX - 1), " (and " + more + " more: " + check + ")"));
        }
        throw Fault.all(faults);
    }

    private Fault fault(Problem problem, String more) {
        String place = problem.line() == 0 ? path.toString() : path + ":" + problem.line() + ":" + problem.column();
        return new Fault(ExitCode.WRONG_USE, place, problem.fault(), problem.hint() + more);
    }
}
