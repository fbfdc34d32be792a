package dev.pavise.app.verb;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.config.ConfigFile;
import dev.pavise.app.config.Home;
import dev.pavise.app.view.Times;
import dev.pavise.detect.file.Ocr;
import dev.pavise.detect.match.Matchers;
import dev.pavise.launch.Command;
import dev.pavise.launch.LaunchException;
import dev.pavise.launch.Launcher;
import dev.pavise.launch.Patience;
import dev.pavise.ledger.Settings;
import dev.pavise.ledger.SqliteLedger;
import dev.pavise.ledger.tree.NoteSigner;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Looks at everything that Pavise needs, by using it.
final class Diagnosis {
    private static final long DISK_BYTES_MIN = 100L << 20;
    private static final List<String> RUNNERS = List.of("npx", "node", "uvx", "python3", "docker");

    /// One thing that was looked at.
    ///
    /// @param hint what to do; empty where there is nothing
    record Finding(String what, State state, String says, String hint) {
        enum State {
            OK,
            NOTE,
            LACKING;

            String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        static Finding ok(String what, String says) {
            return new Finding(what, State.OK, says, "");
        }

        static Finding note(String what, String says, String hint) {
            return new Finding(what, State.NOTE, says, hint);
        }

        static Finding lacking(String what, String says, String hint) {
            return new Finding(what, State.LACKING, says, hint);
        }
    }

    private Diagnosis() {}

    static List<Finding> of(Home home, Map<String, String> environment) {
        var findings = new ArrayList<Finding>();
        findings.add(java());
        findings.add(start());
        findings.add(config(home));
        findings.add(folder(home));
        findings.add(disk(home));
        findings.add(ledger(home));
        findings.add(key(home));
        findings.add(sandbox());
        findings.add(programs(environment));
        findings.add(matcher());
        findings.add(pictures(environment));
        return findings;
    }

    private static Finding java() {
        String says = Runtime.version() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() >= 25
                ? Finding.ok("java", says)
                : Finding.lacking("java", says, "install a JDK 25 or newer, and set JAVA_HOME to it");
    }

    /// Whether the JVM took the cache that makes starts short.
    private static Finding start() {
        boolean isThere = java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:AOTCache="))
                .anyMatch(argument -> Files.exists(Path.of(argument.substring("-XX:AOTCache=".length()))));
        return isThere
                ? Finding.ok("start", "with a cache of loaded classes")
                : Finding.note(
                        "start",
                        "without a cache of loaded classes: each start takes longer",
                        "start it as ./pavise, which makes one");
    }

    private static Finding config(Home home) {
        if (!home.isNamed() && !Files.exists(home.file()))
            return Finding.ok("config", home.file() + " does not exist: what is built in holds");
        try {
            int servers = ConfigFile.read(home.file()).sound().servers().size();
            return Finding.ok("config", home.file() + ", " + servers + " servers");
        } catch (Fault fault) {
            return Finding.lacking("config", String.valueOf(fault.getMessage()), fault.hint());
        }
    }

    private static Finding folder(Home home) {
        Path folder = home.state();
        try {
            if (!Files.isDirectory(folder)) {
                Path above = nearest(folder);
                return Files.isDirectory(above) && Files.isWritable(above)
                        ? Finding.ok("state", folder + " will be created")
                        : Finding.lacking(
                                "state",
                                folder + " cannot be created",
                                "make " + above + " writable, or name another with --state");
            }
            if (!Files.isWritable(folder))
                return Finding.lacking(
                        "state", folder + " cannot be written", "make it yours, or name another with --state");
            if (isOpenToOthers(folder))
                return Finding.note("state", folder + " can be read by others", "chmod 700 " + folder);
            return Finding.ok("state", folder.toString());
        } catch (IOException e) {
            return Finding.lacking(
                    "state", folder + " cannot be looked at (" + e.getMessage() + ")", "name another with --state");
        }
    }

    private static Finding disk(Home home) {
        try {
            long usable = Files.getFileStore(nearest(home.state())).getUsableSpace();
            return usable >= DISK_BYTES_MIN
                    ? Finding.ok("disk", Times.bytes(usable) + " free")
                    : Finding.lacking(
                            "disk",
                            "only " + Times.bytes(usable) + " free; a full disk stops all traffic",
                            "free some space, or name another folder with --state");
        } catch (IOException e) {
            return Finding.note("disk", "cannot be measured (" + e.getMessage() + ")", "");
        }
    }

    private static Finding ledger(Home home) {
        if (!Files.exists(home.state().resolve("ledger/ledger.db"))) return Finding.ok("ledger", "nothing kept yet");
        try (var ledger = SqliteLedger.open(home.state(), Settings.DEFAULT)) {
            Optional<String> trouble = ledger.trouble();
            Optional<String> notice = ledger.notice();
            if (trouble.isEmpty() && notice.isEmpty())
                return Finding.ok("ledger", "opens; pavise ledger verify checks what it holds");
            Fault fault = Verbs.fault(trouble.or(() -> notice).orElseThrow());
            return Finding.lacking("ledger", String.valueOf(fault.getMessage()), fault.hint());
        }
    }

    private static Finding key(Home home) {
        Path key = home.state().resolve("ledger/ledger.key");
        try {
            if (!Files.exists(key)) return Finding.ok("key", "made with the first entry");
            if (!Files.isReadable(key)) return Finding.lacking("key", key + " cannot be read", "make it yours");
            if (isOpenToOthers(key)) return Finding.lacking("key", key + " can be read by others", "chmod 600 " + key);
            NoteSigner.parse(Files.readString(key));
            return Finding.ok("key", key.toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Finding.lacking(
                    "key",
                    key + " is not a signing key; nothing can be kept",
                    "put the right file back, or move this one away: a new key then starts");
        } catch (IOException e) {
            return Finding.lacking("key", key + " cannot be looked at (" + e.getMessage() + ")", "make it yours");
        }
    }

    private static Finding sandbox() {
        try (var child = new Launcher()
                .start(new Command("doctor", List.of("sh", "-c", "exit 0"), Map.of(), null), Patience.DEFAULT)) {
            String how = child.sandbox();
            return Finding.ok("servers", how.substring(how.indexOf(": ") + 2));
        } catch (LaunchException e) {
            return Finding.lacking("servers", String.valueOf(e.getMessage()), e.hint());
        }
    }

    /// What servers are commonly started with. None is needed before a server needs it.
    private static Finding programs(Map<String, String> environment) {
        var found = new ArrayList<String>();
        var missing = new ArrayList<String>();
        for (String runner : RUNNERS) {
            boolean isThere = false;
            for (String folder : environment.getOrDefault("PATH", "").split(":", -1))
                isThere |= folder.startsWith("/") && Files.isExecutable(Path.of(folder, runner));
            (isThere ? found : missing).add(runner);
        }
        String says = (found.isEmpty() ? "none" : String.join(", ", found)) + " in PATH"
                + (missing.isEmpty() ? "" : "; not there: " + String.join(", ", missing));
        return Finding.ok("programs", says);
    }

    /// What looks for the beginnings of keys. Either finds the same.
    private static Finding matcher() {
        return Matchers.isNative()
                ? Finding.ok("matcher", Matchers.words() + ", once a process has looked at much text")
                : Finding.note(
                        "matcher",
                        "written in Java, and slower: " + Matchers.words(),
                        "on Linux with an x86-64 processor, start it as ./pavise");
    }

    /// Whether letters in pictures can be read. Nothing else waits for it.
    private static Finding pictures(Map<String, String> environment) {
        Optional<Ocr> ocr = Ocr.find(environment);
        String hint = "install Tesseract with English and Simplified Chinese:"
                + " apt-get install tesseract-ocr tesseract-ocr-chi-sim";
        if (ocr.isEmpty()) return Finding.note("pictures", "letters in them are not read: no tesseract in PATH", hint);
        List<String> languages = ocr.get().languages();
        String program = ocr.get().program().toString();
        if (languages.isEmpty())
            return Finding.note("pictures", "letters in them are not read: " + program + " does not start", hint);
        String says = "letters in them are read by " + program + ": " + String.join(", ", languages);
        List<String> lacking = ocr.get().lacking();
        return lacking.isEmpty()
                ? Finding.ok("pictures", says)
                : Finding.note("pictures", says + "; not " + String.join(", ", lacking), hint);
    }

    private static boolean isOpenToOthers(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) return false;
        return Files.getPosixFilePermissions(path).stream()
                .anyMatch(each -> !each.name().startsWith("OWNER"));
    }

    private static Path nearest(Path folder) {
        Path at = folder;
        while (!Files.exists(at) && at.getParent() != null) at = at.getParent();
        return at;
    }
}
