package dev.pavise.gateway.remote;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.guard.HeaderParameter;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Upstream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A server that is reached over HTTP, for one session.
///
/// Its listener is called on event loops, and of long messages on threads of their own. [#send] never calls it before
/// it returns. [#awaitRoom] waits and is not for
/// event loops; [#close] waits for at most a second and a half, and not at all on an event loop.
public final class RemoteUpstream implements Upstream {
    private static final long CLOSE_MILLIS = 1500;

    private final Remotes remotes;
    private final Remote remote;
    private final boolean isModern;
    private final int bytesMax;
    private final Outlet toClient;
    private final Function<String, List<HeaderParameter>> mirrored;
    private @Nullable Peer peer;
    private @Nullable Talk talk;

    /// @param isModern whether the session is stateless (2026-07-28), else it begins with `initialize`
    /// @param bytesMax the longest message of the server's that is kept
    /// @param toClient while too much waits there, streams of the server's are not read
    /// @param mirrored by a tool's name, which of its arguments are repeated in headers; asked for each call of a
    ///     modern session, by the thread that sends
    public RemoteUpstream(
            Remotes remotes,
            Remote remote,
            boolean isModern,
            int bytesMax,
            Outlet toClient,
            Function<String, List<HeaderParameter>> mirrored) {
        this.remotes = remotes;
        this.remote = remote;
        this.isModern = isModern;
        this.bytesMax = bytesMax;
        this.toClient = toClient;
        this.mirrored = mirrored;
    }

    @Override
    public void open(Listener listener) {
        peer = new Peer(remotes, remote, bytesMax, toClient, listener);
        talk = isModern ? new ModernTalk(peer, mirrored) : new LegacyTalk(peer);
    }

    @Override
    public void send(Effect.Send send) {
        if (talk == null) throw new IllegalStateException("not open");
        talk.send(send);
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        if (peer != null) peer.awaitRoom();
    }

    @Override
    public boolean hasRoom() {
        return peer == null || peer.hasRoom();
    }

    @Override
    public void close() {
        if (talk == null) return;
        var over = talk.close();
        if (remotes.isOnLoop()) return;
        try {
            over.get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The server took too long over its goodbye, and nobody waits for it.
            return;
        }
    }
}
