package dev.pavise.gateway.stdio;

import dev.pavise.core.exchange.State;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Id;
import dev.pavise.gateway.Gate;
import dev.pavise.gateway.Session;
import dev.pavise.launch.Child;
import dev.pavise.launch.Exit;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One host and one server over their standard streams, with the judge between them.
public final class StdioGateway {
    /// How long calls that wait for a list, and the last answers, may take once one side is gone.
    private static final long LAST_WORDS_MILLIS = 1000;

    private final Gate gate;

    public StdioGateway(Gate gate) {
        this.gate = gate;
    }

    /// Carries messages until one side is gone and the server's tree with it, and tells how the server ended.
    public Exit carry(Child server, State opened, InputStream fromClient, OutputStream toClient)
            throws InterruptedException {
        var clientGone = new CompletableFuture<Boolean>();
        var client = new Pipe("to client", toClient, () -> clientGone.complete(true));
        int bytesMax = opened.policy().limits().messageBytesMax();
        var upstream = new StdioUpstream(server, bytesMax, client);
        var session = new Session(gate, opened, upstream, client, stream -> {});
        session.open();
        Thread.ofPlatform().daemon().name("from client").start(() -> {
            StdioUpstream.read(fromClient, bytesMax, asks(session), upstream, client);
            clientGone.complete(true);
        });
        Thread.ofPlatform().daemon().name("closing").start(() -> {
            clientGone.join();
            try {
                session.awaitUnparked(LAST_WORDS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            upstream.close();
        });
        Exit exit = upstream.over().join();
        session.awaitLeft(LAST_WORDS_MILLIS);
        client.finish(LAST_WORDS_MILLIS);
        session.release();
        return exit;
    }

    private static StdioUpstream.Reader asks(Session session) {
        return new StdioUpstream.Reader() {
            @Override
            public void line(byte[] bytes) {
                session.asks(session.read(bytes), Asker.ONLY, Optional.empty());
            }

            @Override
            public void overlong(long bytes, Optional<Id> id) {
                session.asksTooMuch(bytes, id, Asker.ONLY);
            }
        };
    }
}
