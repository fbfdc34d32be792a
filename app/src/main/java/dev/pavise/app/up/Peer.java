package dev.pavise.app.up;

import dev.pavise.app.cli.Fault;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.json.Escapes;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A client of MCP at the other end of a child process, as a host is one.
final class Peer implements AutoCloseable {
    private static final int MESSAGES_MAX = 1000;
    private static final int CHARS_MAX = 64 << 20;
    private static final long PROGRESS_SECONDS = 3;
    private static final long PROGRESS_EVERY = 15;
    private static final long END_SECONDS = 5;

    /// What the tour can't go on from.
    sealed interface Silence {
        /// The process has ended.
        record Ended(int code) implements Silence {}

        /// It runs, and says nothing for so long.
        record TooLong(long seconds) implements Silence {}
    }

    /// Thrown where an answer was needed.
    static final class Silent extends Exception {
        private final transient Silence silence;

        Silent(String method, Silence silence) {
            super(method);
            this.silence = silence;
        }

        Silence silence() {
            return silence;
        }
    }

    /// How the exchange says that the server is gone.
    private static final String SERVER_GONE = "502";

    private final Process process;
    private final String prefix;
    private final Consumer<String> say;
    private final LinkedBlockingQueue<Optional<Message>> messages = new LinkedBlockingQueue<>(MESSAGES_MAX);
    private final Thread hook;
    private final Thread talk;
    private int asked;

    private Peer(Process process, String prefix, Consumer<String> say) {
        this.process = process;
        this.prefix = prefix;
        this.say = say;
        hook = Thread.ofPlatform().name("end").unstarted(process::destroy);
        talk = Thread.ofPlatform().daemon().name("talk").start(this::relay);
        Thread.ofPlatform().daemon().name("messages").start(this::read);
    }

    /// @param prefix begins the ids of its requests, so that they can be told from those of others
    /// @param say gets the lines that the child writes to stderr, and what is being waited for
    static Peer start(List<String> command, String prefix, Consumer<String> say) throws Fault {
        try {
            var peer = new Peer(new ProcessBuilder(command).start(), prefix, say);
            Runtime.getRuntime().addShutdownHook(peer.hook);
            return peer;
        } catch (IOException e) {
            throw Fault.lacking(command.getFirst(), "cannot be started (" + e.getMessage() + ")", "pavise doctor");
        }
    }

    /// The id of the next request, as JSON.
    String nextId() {
        return Escapes.quote(prefix + (asked + 1));
    }

    /// The answer: a result or a failure.
    ///
    /// @param params JSON
    Message ask(String method, String params, long secondsMax) throws Silent, InterruptedException {
        String id = nextId();
        asked++;
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":" + Escapes.quote(method) + ",\"params\":" + params
                + "}");
        Message answer = await(method, secondsMax, message -> switch (message) {
            case Message.Result result -> result.id().json().equals(id);
            case Message.Failure failure ->
                failure.id().filter(each -> each.json().equals(id)).isPresent();
            case Message.Request _, Message.Notification _ -> false;
        });
        if (answer instanceof Message.Failure failure && failure.code().equals(SERVER_GONE)) throw ended(method);
        return answer;
    }

    void tell(String method) {
        send("{\"jsonrpc\":\"2.0\",\"method\":" + Escapes.quote(method) + "}");
    }

    /// Waits for a notification of the server.
    void awaitNotice(String method, long secondsMax) throws Silent, InterruptedException {
        await(
                method,
                secondsMax,
                message -> message instanceof Message.Notification notice
                        && notice.method().equals(method));
    }

    private interface Wanted {
        boolean is(Message message);
    }

    private Message await(String method, long secondsMax, Wanted wanted) throws Silent, InterruptedException {
        for (long waited = 0; waited < secondsMax; ) {
            Optional<Message> next = messages.poll(PROGRESS_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                waited += PROGRESS_SECONDS;
                if (waited == PROGRESS_SECONDS || waited % PROGRESS_EVERY == 0)
                    say.accept("waiting for the answer to " + method + ", " + waited + " s");
            } else if (next.isEmpty()) {
                throw ended(method);
            } else if (wanted.is(next.get())) {
                return next.get();
            } else if (next.get() instanceof Message.Request request) {
                answer(request);
            }
        }
        throw new Silent(method, new Silence.TooLong(secondsMax));
    }

    private Silent ended(String method) throws InterruptedException {
        process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        talk.join(TimeUnit.SECONDS.toMillis(1));
        return new Silent(method, new Silence.Ended(process.isAlive() ? -1 : process.exitValue()));
    }

    /// A server may ask whether its client lives; everything else was not offered to it.
    private void answer(Message.Request request) {
        String head = "{\"jsonrpc\":\"2.0\",\"id\":" + request.id().json();
        send(
                request.method().equals("ping")
                        ? head + ",\"result\":{}}"
                        : head + ",\"error\":{\"code\":-32601,\"message\":\"not offered\"}}");
    }

    private void send(String message) {
        try {
            OutputStream to = process.getOutputStream();
            to.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            to.flush();
        } catch (IOException e) {
            // It has ended, and whoever waits for its answer learns so.
            return;
        }
    }

    private void read() {
        try (InputStream from = process.getInputStream();
                var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() <= CHARS_MAX
                        && Reading.of(line.getBytes(StandardCharsets.UTF_8), Bounds.DEFAULT)
                                instanceof Reading.Read(Message message)) messages.put(Optional.of(message));
            }
            messages.put(Optional.empty());
        } catch (IOException e) {
            messages.offer(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relay() {
        try (var lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) say.accept(line);
        } catch (IOException e) {
            // The process is gone.
            return;
        }
    }

    /// As hosts end a server: its input ends, and if that is not enough, it is told to.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // What it did not read any more it does not need.
            process.destroy();
        }
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) process.destroy();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
            talk.join(TimeUnit.SECONDS.toMillis(1));
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook runs.
            return;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
