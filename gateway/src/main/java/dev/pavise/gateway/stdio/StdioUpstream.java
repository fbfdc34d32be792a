package dev.pavise.gateway.stdio;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.message.Id;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Upstream;
import dev.pavise.launch.Child;
import dev.pavise.launch.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server that runs as a child process and speaks over its standard streams.
public final class StdioUpstream implements Upstream {
    /// How long the last messages may take to leave before the server's input is closed.
    private static final long LAST_WORDS_MILLIS = 1000;
    /// How long a server that closed its output may take to be over, before it is ended.
    private static final long EXIT_MILLIS = 200;

    private final Child server;
    private final int bytesMax;
    private final Outlet toClient;
    private final Pipe pipe;
    private final CompletableFuture<Exit> over = new CompletableFuture<>();

    /// @param bytesMax the longest message of the server's that is kept
    /// @param toClient while too much waits there, the server is not read
    public StdioUpstream(Child server, int bytesMax, Outlet toClient) {
        this.server = server;
        this.bytesMax = bytesMax;
        this.toClient = toClient;
        pipe = new Pipe("to server", server.toServer(), () -> {});
    }

    @Override
    public void open(Listener listener) {
        Thread.ofPlatform().daemon().name("from server").start(() -> {
            read(
                    server.fromServer(),
                    bytesMax,
                    new Reader() {
                        @Override
                        public void line(byte[] bytes) {
                            listener.tells(bytes, Optional.empty());
                        }

                        @Override
                        public void overlong(long bytes, Optional<Id> id) {
                            listener.overlong(bytes, id);
                        }
                    },
                    toClient);
            listener.awaitLooked();
            listener.ended(why());
            over.complete(server.end());
        });
    }

    @Override
    public void send(Effect.Send send) {
        pipe.send(send);
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        pipe.awaitRoom();
    }

    @Override
    public boolean hasRoom() {
        return pipe.hasRoom();
    }

    @Override
    public void close() {
        try {
            pipe.finish(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }

    /// Done when the server and all that it started are gone, and its listener has heard of it.
    CompletableFuture<Exit> over() {
        return over;
    }

    /// What is done with lines.
    interface Reader {
        void line(byte[] bytes);

        void overlong(long bytes, Optional<Id> id);
    }

    /// Reads lines until there are no more; waits between them while an outlet has no room.
    static void read(InputStream in, int bytesMax, Reader reader, Outlet... outlets) {
        var lines = new Lines(in, bytesMax);
        try {
            Lines.Line line;
            while ((line = lines.next()) != null) {
                switch (line) {
                    case Lines.Line.Whole(byte[] bytes) -> reader.line(bytes);
                    case Lines.Line.Overlong(long bytes, Optional<Id> id) -> reader.overlong(bytes, id);
                }
                for (Outlet outlet : outlets) outlet.awaitRoom();
            }
        } catch (IOException e) {
            // A stream that breaks has ended.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// How a server ended, in words; one that only closed its output gets a moment to be over by itself.
    private String why() {
        String how;
        try {
            Exit exit = server.onExit().get(EXIT_MILLIS, TimeUnit.MILLISECONDS);
            how = "exit code " + exit.code();
        } catch (TimeoutException e) {
            how = "it closed its output";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            how = "unknown";
        } catch (ExecutionException e) {
            how = "unknown";
        }
        String said = server.stderr().text().strip();
        String last = said.substring(said.lastIndexOf('\n') + 1);
        return last.isEmpty()
                ? how
                : how + "; its last words on stderr: " + last.substring(0, Math.min(200, last.length()));
    }
}
