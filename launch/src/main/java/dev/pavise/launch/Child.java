package dev.pavise.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// A running server. It is over when the process that was started is over; what that one leaves behind is ended.
public final class Child implements AutoCloseable {
    /// Where a child is in its life; see the package's documentation.
    public enum State {
        STARTING,
        RUNNING,
        CLOSING,
        TERMINATING,
        KILLING,
        GONE
    }

    private final String name;
    private final Sandbox sandbox;
    private final Tree tree;
    private final Stderr stderr;
    private final Patience patience;
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private final CompletableFuture<Exit> gone = new CompletableFuture<>();
    private final CompletableFuture<Void> unguarded;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

    Child(Command command, Sandbox sandbox, Tree tree, Stderr stderr, Patience patience) {
        this.name = command.name();
        this.sandbox = sandbox;
        this.tree = tree;
        this.stderr = stderr;
        this.patience = patience;
        stderr.read(name, tree.process().getErrorStream());
        unguarded = tree.unguarded()
                .thenRunAsync(this::kill, task -> Thread.ofVirtual().start(task));
    }

    public String name() {
        return name;
    }

    /// The process that Pavise started, for status lines; the server itself may have another number.
    public long pid() {
        return tree.process().pid();
    }

    /// What keeps the server's tree together, in a line.
    public String sandbox() {
        return sandbox.id() + ": " + sandbox.describe();
    }

    public State state() {
        return state.get();
    }

    /// What is written here, and flushed, the server reads from stdin.
    public OutputStream toServer() {
        return tree.process().getOutputStream();
    }

    /// What the server writes to stdout.
    public InputStream fromServer() {
        return tree.process().getInputStream();
    }

    /// The end of what the server has written to stderr so far.
    public StderrTail stderr() {
        return stderr.tail();
    }

    /// Done as soon as the server's process is over. What that one left behind may still be ending; [#close] waits for
    /// it.
    public CompletableFuture<Exit> onExit() {
        return exit.copy();
    }

    /// Ends the server with all that it started, step by step, and returns when it is gone; at once if it was gone
    /// before.
    @Override
    public void close() {
        end();
    }

    /// [#close], and how it ended.
    public Exit end() {
        if (ending.compareAndSet(false, true)) {
            if (!closed() && !terminated()) killed();
        }
        return gone.join();
    }

    /// Ends the server with all that it started at once.
    public Exit kill() {
        ending.set(true);
        if (!gone.isDone()) killed();
        return gone.join();
    }

    /// Waits for the process and ends what it left behind. Called on the thread that started it.
    void accompany() {
        var code = exitCode();
        var how = switch (state.get()) {
            case STARTING, RUNNING, GONE -> Exit.How.BY_ITSELF;
            case CLOSING -> Exit.How.CLOSED;
            case TERMINATING -> Exit.How.TERMINATED;
            case KILLING -> Exit.How.KILLED;
        };
        exit.completeAsync(() -> new Exit(code, how), task -> Thread.ofVirtual().start(task));
        var clean = tree.kill(patience.killing());
        unguarded.cancel(false);
        tree.release();
        finish(new Exit(code, clean ? how : Exit.How.LEFT));
    }

    /// Whether the server begins; false when what starts it ended before.
    CompletableFuture<Boolean> begun() {
        return stderr.greeted();
    }

    void running() {
        move(State.STARTING, State.RUNNING);
    }

    /// Ends a start that did not get to its server, and returns why.
    String abandoned() {
        kill();
        stderr.ended().completeOnTimeout(0L, 1, TimeUnit.SECONDS).join();
        var said = stderr.tail().text().strip();
        return said.isEmpty()
                ? "did not begin"
                : said.lines().findFirst().orElse("").strip();
    }

    private boolean closed() {
        move(State.RUNNING, State.CLOSING);
        // a writer may hang in this stream because the server does not read: it must not hold up the end
        Thread.ofVirtual().start(() -> {
            try (var stream = tree.process().getOutputStream()) {
                stream.flush();
            } catch (IOException e) {
                // the server has closed its side
            }
        });
        return isGoneWithin(patience.closing());
    }

    private boolean terminated() {
        move(State.CLOSING, State.TERMINATING);
        tree.terminate();
        return isGoneWithin(patience.terminating());
    }

    private void killed() {
        state.updateAndGet(now -> now == State.GONE ? now : State.KILLING);
        if (!tree.kill(patience.killing())) finish(new Exit(128 + 9, Exit.How.LEFT));
        else isGoneWithin(patience.killing());
    }

    private void finish(Exit how) {
        state.set(State.GONE);
        exit.complete(how);
        gone.complete(how);
    }

    private void move(State from, State to) {
        state.compareAndSet(from, to);
    }

    private boolean isGoneWithin(Duration bound) {
        try {
            gone.get(bound.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts wants it over: go on with the next step
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private int exitCode() {
        try {
            return tree.process().waitFor();
        } catch (InterruptedException e) {
            return exitCode(); // this thread's life is the child's
        }
    }
}
