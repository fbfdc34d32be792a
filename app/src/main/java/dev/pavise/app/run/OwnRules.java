package dev.pavise.app.run;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.config.Home;
import dev.pavise.detect.Rules;
import dev.pavise.detect.rule.Rule;
import dev.pavise.detect.rule.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// Rules that the user wrote: `rules/*.yaml` beside the configuration file. They add to those that come with Pavise and
/// take none of them away.
public final class OwnRules {
    private static final int FILES_MAX = 200;
    private static final long FILE_BYTES_MAX = 1 << 20;

    private OwnRules() {}

    public static Path folder(Home home) {
        return home.file().toAbsolutePath().resolveSibling("rules");
    }

    /// @throws Fault where a file cannot be read, or holds what is no rule: nothing runs without a rule that was wanted
    public static List<Rule> of(Home home) throws Fault {
        Path folder = folder(home);
        if (!Files.isDirectory(folder)) return List.of();
        var rules = new ArrayList<Rule>();
        var known = new HashSet<String>();
        for (Path file : files(folder)) {
            try {
                if (Files.size(file) > FILE_BYTES_MAX) throw wrong(file + ": it is larger than 1 MB");
                for (Rule each : RuleFile.read(file.toString(), Files.readString(file))) {
                    if (!known.add(each.id())) throw wrong(file + ": " + each.id() + ": a second rule of this name");
                    rules.add(each);
                }
            } catch (IOException e) {
                throw Fault.lacking(
                        file.toString(), "cannot be read (" + e.getMessage() + ")", "mend it or move it away");
            } catch (RuleFile.Fault e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }
        if (rules.isEmpty()) return rules;
        for (Rule each : Rules.pages()) {
            if (known.contains(each.id())) throw wrong(folder + ": " + each.id() + ": comes with Pavise already");
        }
        try {
            Rules.engine(rules);
        } catch (IllegalArgumentException e) {
            throw wrong(folder + ": " + e.getMessage());
        }
        return rules;
    }

    private static List<Path> files(Path folder) throws Fault {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .limit(FILES_MAX + 1L)
                    .toList();
            if (files.size() > FILES_MAX) throw wrong(folder + ": more than " + FILES_MAX + " files");
            return files;
        } catch (IOException e) {
            throw Fault.lacking(
                    folder.toString(), "cannot be read (" + e.getMessage() + ")", "pavise doctor says more");
        }
    }

    private static Fault wrong(String words) {
        int colon = words.indexOf(": ");
        return Fault.wrongUse(
                words.substring(0, colon),
                words.substring(colon + 2),
                "pavise rules show steering/concealment --yaml shows how a rule is written");
    }
}
