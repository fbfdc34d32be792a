package dev.pavise.launch;

import dev.pavise.core.evidence.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Starts servers. Takes the strongest sandbox that works here, and remembers which do not.
///
/// There is no probe: a start in a sandbox that this system refuses fails within milliseconds, before the server has
/// begun, and the next sandbox is tried.
public final class Launcher {
    /// How much of a server's stderr is kept.
    public static final int STDERR_BYTES_KEPT = 64 << 10;

    private static final long GREETING_SECONDS_MAX = 10;

    private final Tools tools;
    private final List<Sandbox> sandboxes;
    /// By id: a record's own hash code costs a cold JVM tens of milliseconds.
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    public Launcher() {
        this(Tools.here(), Sandboxes.ALL);
    }

    Launcher(Tools tools, List<Sandbox> sandboxes) {
        this.tools = tools;
        this.sandboxes = List.copyOf(sandboxes);
    }

    /// Starts a server and returns when it has begun.
    public Child start(Command command, Patience patience) throws LaunchException {
        return start(command, patience, StderrRelay.NONE);
    }

    /// The same, with a reader for what the server writes to stderr.
    public Child start(Command command, Patience patience, StderrRelay relay) throws LaunchException {
        var resolved = command.resolved(System.getenv().getOrDefault("PATH", Environment.PATH_DEFAULT));
        var reasons = new ArrayList<String>();
        for (var sandbox : sandboxes) {
            var known = refused.get(sandbox.id());
            var why = known != null ? known : sandbox.missing(tools, resolved).orElse(null);
            if (why == null) {
                var attempt = attempt(sandbox, resolved, patience, relay);
                if (attempt.child() != null) return attempt.child();
                why = attempt.refusal();
                refused.put(sandbox.id(), why);
            }
            reasons.add(sandbox.id() + ": " + why);
        }
        throw new LaunchException(
                "launch: server \"" + Visible.lines(command.name())
                        + "\": nothing here can end a server together with all that it starts ("
                        + String.join("; ", reasons) + ")",
                "install util-linux (setsid, setpriv, unshare)");
    }

    private record Attempt(@Nullable Child child, String refusal) {}

    /// Each child has a platform thread that starts it, waits for it, and lives as long: parent-death signals follow
    /// the thread, not the process.
    private Attempt attempt(Sandbox sandbox, Command command, Patience patience, StderrRelay relay)
            throws LaunchException {
        var mark = Long.toString(ThreadLocalRandom.current().nextLong(1L << 53, 1L << 62));
        var started = new CompletableFuture<Child>();
        Thread.ofPlatform().daemon().name("server " + command.name()).start(() -> {
            try {
                var greeting = sandbox.greeting(mark).orElse(null);
                var stderr = new Stderr(STDERR_BYTES_KEPT, command.environment(), greeting, relay);
                var child = new Child(command, sandbox, sandbox.start(command, tools, mark), stderr, patience);
                started.complete(child);
                child.accompany();
            } catch (IOException | RuntimeException | Error e) {
                started.completeExceptionally(e);
            }
        });
        try {
            var child = started.join();
            if (child.begun().get(GREETING_SECONDS_MAX, TimeUnit.SECONDS)) {
                child.running();
                return new Attempt(child, "");
            }
            return new Attempt(null, child.abandoned());
        } catch (CompletionException e) {
            throw cannot(
                    command,
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()),
                    e);
        } catch (TimeoutException | ExecutionException e) {
            started.join().kill(); // slow is not refused: a weaker sandbox would be no answer
            throw cannot(command, "it had not begun after " + GREETING_SECONDS_MAX + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            started.join().kill();
            throw cannot(command, "interrupted", e);
        }
    }

    private static LaunchException cannot(Command command, String why, Exception cause) {
        return new LaunchException(
                "launch: server \"" + Visible.lines(command.name()) + "\" cannot be started: " + Visible.lines(why),
                "try it by hand: " + Visible.lines(command.words().getFirst()),
                cause);
    }
}
