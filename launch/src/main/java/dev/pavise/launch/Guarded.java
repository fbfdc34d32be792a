package dev.pavise.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where there are no namespaces: a guardian beside the server holds a pipe from Pavise and ends the marked tree when
/// that pipe closes. Weaker: a program that knows how the guardian looks for it can hide from it.
record Guarded() implements Sandbox {
    /// `setsid` for systems that have none; it keeps the process id.
    private static final String SESSION = "use POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV; exit 127";

    @Override
    public String id() {
        return "guardian";
    }

    @Override
    public String describe() {
        return "guardian process: ends what carries the server's mark, session or parentage;"
                + " a server that hides on purpose may leave processes behind";
    }

    @Override
    public Optional<String> missing(Tools tools, Command command) {
        if (tools.find("setsid").isEmpty() && tools.find("perl").isEmpty())
            return Optional.of("neither setsid nor perl is installed");
        return tools.firstMissing("sh", "awk", "grep", "cat", "sleep").map(name -> name + " is not installed");
    }

    @Override
    public Optional<String> greeting(String mark) {
        return Optional.empty();
    }

    @Override
    public Tree start(Command command, Tools tools, String given) throws IOException {
        var mark = Long.toString(below(limit(), Long.parseLong(given)));
        var guardian = new Guardian(tools, mark); // before the server, so that there is no moment without it
        try {
            var process = Spawn.start(words(command, tools, mark), environment(command, tools, mark));
            guardian.send("root " + process.pid());
            return new Watched(process, guardian, tools, mark);
        } catch (IOException e) {
            guardian.send("bye");
            throw e;
        }
    }

    List<String> words(Command command, Tools tools, String mark) {
        var words = new ArrayList<>(session(tools));
        tools.find("setpriv").ifPresent(setpriv -> words.addAll(List.of(setpriv, "--pdeathsig", "KILL")));
        tools.find("prlimit").ifPresent(prlimit -> words.addAll(List.of(prlimit, "--locks=" + mark + ":" + mark)));
        words.addAll(command.words());
        return words;
    }

    /// Without `prlimit` the mark is a variable.
    private static Command environment(Command command, Tools tools, String mark) {
        if (tools.find("prlimit").isPresent()) return command;
        var marked = new LinkedHashMap<>(command.environment());
        marked.put("PAVISE_TREE", mark);
        return new Command(command.name(), command.words(), marked, command.directory());
    }

    /// A limit can only be lowered, and below another guardian this process has one already.
    static long below(long limit, long mark) {
        return mark < limit ? mark : limit / 4 + mark % (limit / 4);
    }

    private static long limit() {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (!line.startsWith("Max file locks")) continue;
                var hard = line.split(" +", -1)[4];
                return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
            }
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE; // no /proc on this system, and no limit either
        }
        return Long.MAX_VALUE;
    }

    private static List<String> session(Tools tools) {
        return tools.find("setsid").map(List::of).orElseGet(() -> List.of(tools.get("perl"), "-e", SESSION));
    }

    /// Read when it is needed: most systems never do.
    private static String script() {
        try (var source = Guarded.class.getResourceAsStream("guardian.sh")) {
            if (source == null) throw new IllegalStateException("guardian.sh is missing from the jar");
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The guardian process. It ignores what a terminal or a careless `kill` may send.
    private static final class Guardian {
        private final Process process;
        private final OutputStream requests;
        private final BufferedReader answers;

        Guardian(Tools tools, String mark) throws IOException {
            var words = new ArrayList<>(session(tools));
            words.addAll(List.of(tools.get("sh"), "-c", "eval \"$GUARDIAN\"", "pavise-guardian", mark));
            var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(Map.of("LC_ALL", "C", "PATH", tools.path(), "GUARDIAN", script()));
            process = builder.start();
            requests = process.getOutputStream();
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        }

        boolean send(String request) {
            try {
                requests.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
                requests.flush();
                return true;
            } catch (IOException e) {
                return false; // it was killed
            }
        }

        boolean isWorking() {
            if (!process.isAlive()) return false;
            try {
                var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
                return !stat.substring(stat.lastIndexOf(')')).startsWith(") T");
            } catch (IOException e) {
                return true; // no /proc on this system
            }
        }

        /// Whether nothing is left after the request to kill with this number.
        CompletableFuture<Boolean> killed(int number) {
            var answer = new CompletableFuture<Boolean>();
            Thread.ofVirtual().start(() -> {
                try {
                    var wanted = "killed " + number + " ";
                    var line = answers.readLine();
                    while (line != null && !line.startsWith(wanted)) line = answers.readLine();
                    answer.complete(line != null && line.equals(wanted + "0"));
                } catch (IOException e) {
                    answer.complete(false);
                }
            });
            return answer;
        }
    }

    private static final class Watched implements Tree {
        private final Process process;
        private final Tools tools;
        private final String mark;
        private final Guardian first;
        private Guardian guardian;
        private int requests;

        Watched(Process process, Guardian guardian, Tools tools, String mark) {
            this.process = process;
            this.first = guardian;
            this.guardian = guardian;
            this.tools = tools;
            this.mark = mark;
        }

        @Override
        public Process process() {
            return process;
        }

        @Override
        public synchronized void terminate() {
            request("term");
        }

        @Override
        public synchronized boolean kill(Duration bound) {
            process.toHandle().destroyForcibly();
            var number = ++requests;
            request("kill " + number);
            try {
                return guardian.killed(number).get(bound.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public CompletableFuture<?> unguarded() {
            return first.process.onExit();
        }

        @Override
        public synchronized void release() {
            guardian.send("bye");
        }

        /// A hostile server may have killed or stopped its guardian: then a new one does the work.
        private void request(String word) {
            if (guardian.isWorking() && guardian.send(word)) return;
            guardian.process.destroyForcibly();
            try {
                guardian = new Guardian(tools, mark);
                guardian.send("root " + process.pid());
                guardian.send(word);
            } catch (IOException e) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
            }
        }
    }
}
