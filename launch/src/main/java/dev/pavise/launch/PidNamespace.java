package dev.pavise.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Linux: the server lives in a PID namespace of its own, whose first process is a shell that waits for it. When that
/// first process ends, the kernel ends all others, however they detached themselves. It ends with the server, and
/// with Pavise: parent-death signals go from Pavise to `unshare` and from there to it.
///
/// If Pavise dies before those signals are armed, the first process notices because its greeting has no reader left.
record PidNamespace(boolean user) implements Sandbox {
    /// Waits in the foreground, so that it reaps orphans and gives the server's exit status on. Its own complaints
    /// ("Terminated") are not the server's.
    static final String INIT = "exec 3>&2 2>/dev/null; echo \"$0\" >&3 || exit 125; unset PWD OLDPWD SHLVL;"
            + " (exec \"$@\" 2>&3 3>&-); exit $?";

    /// Variables that a shell sets for itself, whatever it is given.
    private static final Set<String> OF_THE_SHELL = Set.of("PWD", "OLDPWD", "SHLVL", "PPID", "OPTIND", "IFS", "_");

    @Override
    public String id() {
        return user ? "user-namespace" : "pid-namespace";
    }

    @Override
    public String describe() {
        return user
                ? "PID and user namespace: the kernel ends the whole tree; set-user-ID programs (sudo) do not work in it"
                : "PID namespace: the kernel ends the whole tree";
    }

    @Override
    public Optional<String> missing(Tools tools, Command command) {
        if (!user && !isRoot()) return Optional.of("needs root");
        var odd = oddNames(command);
        if (!odd.isEmpty() && tools.find("bash").isEmpty())
            return Optional.of("only bash hands on variables like \"" + odd.getFirst() + "\", and it is not installed");
        if (command.words().getFirst().contains("=")
                && !restored(command, tools).isEmpty())
            return Optional.of("env(1) cannot start a program with = in its path");
        return tools.firstMissing("setsid", "setpriv", "unshare", "sh", "env").map(name -> name + " is not installed");
    }

    @Override
    public Optional<String> greeting(String mark) {
        return Optional.of("pavise:" + mark);
    }

    @Override
    public Tree start(Command command, Tools tools, String mark) throws IOException {
        return new Namespace(Spawn.start(words(command, tools, mark), command));
    }

    List<String> words(Command command, Tools tools, String mark) {
        var words = new ArrayList<String>();
        words.add(tools.get("setsid")); // out of the terminal's reach: no Ctrl-C, no hang-up
        words.addAll(List.of(tools.get("setpriv"), "--pdeathsig", "KILL"));
        words.add(tools.get("unshare"));
        if (user) words.addAll(List.of("--user", "--map-current-user"));
        words.addAll(List.of("--pid", "--fork", "--kill-child", "--mount-proc", "--propagation", "slave", "--"));
        words.addAll(List.of(tools.get(oddNames(command).isEmpty() ? "sh" : "bash"), "-c", INIT, "pavise:" + mark));
        words.add(tools.get("setsid")); // a process group that exists inside, and a foreground child of its own
        words.addAll(restored(command, tools));
        words.addAll(command.words());
        return words;
    }

    private static List<String> oddNames(Command command) {
        var odd = new ArrayList<String>();
        for (var name : command.environment().keySet()) if (!isIdentifier(name)) odd.add(name);
        return odd;
    }

    private static boolean isIdentifier(String name) {
        for (var at = 0; at < name.length(); at++) {
            var letter = name.charAt(at);
            var alphabetic = letter == '_' || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
            if (!alphabetic && (at == 0 || letter < '0' || letter > '9')) return false;
        }
        return true;
    }

    /// What the shell has changed of what the entry names; none of it is ever a secret.
    private static List<String> restored(Command command, Tools tools) {
        var named = command.environment();
        var words = new ArrayList<String>();
        if (!oddNames(command).isEmpty() && !named.containsKey("_")) words.addAll(List.of("-u", "_"));
        named.forEach((name, value) -> {
            if (OF_THE_SHELL.contains(name)) words.add(name + "=" + value);
        });
        if (!words.isEmpty()) words.addFirst(tools.get("env"));
        return words;
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /// `process` is unshare. Its only child is the first process of the namespace; orphans become that one's.
    private record Namespace(Process process) implements Tree {
        @Override
        public void terminate() {
            process.children().flatMap(ProcessHandle::descendants).forEach(ProcessHandle::destroy);
        }

        /// Ends the server, which makes the first process end with its status, and with that one the kernel ends all
        /// others; unshare returns only after them. If that takes too long, the first process is killed.
        @Override
        public boolean kill(Duration bound) {
            if (!process.isAlive()) return true;
            var first = process.children().toList();
            var servers = first.stream().flatMap(ProcessHandle::children).toList();
            servers.forEach(ProcessHandle::destroyForcibly);
            if (!servers.isEmpty() && isOverWithin(bound.dividedBy(2))) return true;
            first.forEach(ProcessHandle::destroyForcibly);
            if (!first.isEmpty() && isOverWithin(bound.dividedBy(2))) return true;
            process.toHandle().destroyForcibly(); // Process.destroyForcibly would close the streams
            return first.isEmpty() && isOverWithin(bound);
        }

        private boolean isOverWithin(Duration bound) {
            try {
                process.onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public CompletableFuture<?> unguarded() {
            return new CompletableFuture<>(); // the kernel does not die before us
        }

        @Override
        public void release() {}
    }
}
