package dev.pavise.gateway;

import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.exchange.Event;
import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.exchange.State;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Direction;
import dev.pavise.core.pin.PinStore;
import dev.pavise.launch.Child;
import dev.pavise.launch.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One host and one server over their standard streams, with the judge between them.
public final class StdioGateway {
    /// How long the last answers may take to leave once the session is over.
    private static final long LAST_WORDS_MILLIS = 1000;
    /// How long a server that closed its output may take to be over, before it is ended.
    private static final long EXIT_MILLIS = 200;

    private final Exchange exchange;
    private final Ledger ledger;
    private final PinStore pins;
    private final Settings settings;
    private final InstantSource clock;

    public StdioGateway(Exchange exchange, Ledger ledger, PinStore pins, Settings settings, InstantSource clock) {
        this.exchange = exchange;
        this.ledger = ledger;
        this.pins = pins;
        this.settings = settings;
        this.clock = clock;
    }

    /// Carries messages until one side is gone and the server's tree with it, and tells how the server ended.
    public Exit carry(Child server, State opened, InputStream fromClient, OutputStream toClient)
            throws InterruptedException {
        var clientGone = new CompletableFuture<Boolean>();
        var toServerOutlet = new Outlet("to server", server.toServer(), () -> {});
        var toClientOutlet = new Outlet("to client", toClient, () -> clientGone.complete(true));
        var session = new Session(exchange, opened, ledger, pins, settings, clock, toServerOutlet, toClientOutlet);
        int bytesMax = opened.policy().limits().messageBytesMax();

        var serverGone = new CompletableFuture<Boolean>();
        read("from server", server.fromServer(), Direction.TO_CLIENT, session, bytesMax, serverGone, toClientOutlet);
        read(
                "from client",
                fromClient,
                Direction.TO_SERVER,
                session,
                bytesMax,
                clientGone,
                toServerOutlet,
                toClientOutlet);

        var closing = Thread.ofPlatform().daemon().name("closing").unstarted(() -> {
            clientGone.join();
            try {
                session.awaitUnparked(LAST_WORDS_MILLIS);
                toServerOutlet.finish(LAST_WORDS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            server.close();
        });
        closing.start();

        serverGone.join();
        session.on(new Event.ServerEnded(why(server), session.now()));
        toClientOutlet.finish(LAST_WORDS_MILLIS);
        session.release();
        return server.end();
    }

    private static void read(
            String name,
            InputStream in,
            Direction way,
            Session session,
            int bytesMax,
            CompletableFuture<Boolean> gone,
            Outlet... outlets) {
        Thread.ofPlatform().daemon().name(name).start(() -> {
            var lines = new Lines(in, bytesMax);
            try {
                Lines.Line line;
                while ((line = lines.next()) != null) {
                    switch (line) {
                        case Lines.Line.Whole(byte[] bytes) -> session.arrive(way, bytes);
                        case Lines.Line.Overlong(long bytes, var id) ->
                            session.on(new Event.Overlong(way, Asker.ONLY, bytes, id, session.now()));
                    }
                    for (Outlet outlet : outlets) outlet.awaitRoom();
                }
            } catch (IOException e) {
                // A stream that breaks has ended.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                gone.complete(true);
            }
        });
    }

    /// How a server ended, in words; one that only closed its output gets a moment to be over by itself.
    private static String why(Child server) throws InterruptedException {
        String how;
        try {
            Exit exit = server.onExit().get(EXIT_MILLIS, TimeUnit.MILLISECONDS);
            how = "exit code " + exit.code();
        } catch (TimeoutException e) {
            how = "it closed its output";
        } catch (java.util.concurrent.ExecutionException e) {
            how = "unknown";
        }
        String said = server.stderr().text().strip();
        int line = said.lastIndexOf('\n');
        String last = said.substring(line + 1);
        return last.isEmpty()
                ? how
                : how + "; its last words on stderr: " + last.substring(0, Math.min(200, last.length()));
    }
}
