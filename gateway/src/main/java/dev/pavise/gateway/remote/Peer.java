package dev.pavise.gateway.remote;

import dev.pavise.core.message.Id;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Upstream;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One server as one session has it: makes its calls, and tells its listener what came of them.
final class Peer {
    /// How much may wait to be written before those who make it wait.
    private static final long WAITING_BYTES_MAX = 32L << 20;
    /// How long the reply to what is no request may take.
    static final long TELLING_SECONDS = 60;
    /// How long a stream may stay open whose request is answered or given up.
    static final long GRACE_SECONDS = 5;

    private final Remotes remotes;
    private final Target target;
    private final byte[] common;
    private final int bytesMax;
    private final Room room;
    private final InOrder listener;
    private final Object written = new Object();
    private long waiting;
    private boolean isClosed;

    Peer(Remotes remotes, Remote remote, int bytesMax, Outlet toClient, Upstream.Listener listener) {
        this.remotes = remotes;
        target = remote.target();
        common = Heads.common(target, remote.headers());
        this.bytesMax = bytesMax;
        this.listener = new InOrder(listener);
        room = new Room(this.listener, toClient);
    }

    Remotes remotes() {
        return remotes;
    }

    Target target() {
        return target;
    }

    InOrder listener() {
        return listener;
    }

    Room.Told told() {
        return room.new Told();
    }

    /// A POST that has still to be started on its loop.
    Call post(EventLoop loop, Target at, String own, byte[] body, Intake.Hearer hearer) {
        waits(body.length);
        var request = new Request(Request.Method.POST, at, common, own, body);
        return call(loop, request, false, hearer, () -> waits(-body.length));
    }

    /// A stream that has still to be started on its loop.
    Call get(EventLoop loop, String own, Intake.Hearer hearer) {
        var request = new Request(Request.Method.GET, target, common, own, Request.NO_BODY);
        return call(loop, request, true, hearer, () -> {});
    }

    Call delete(EventLoop loop, String own, Intake.Hearer hearer) {
        var request = new Request(Request.Method.DELETE, target, common, own, Request.NO_BODY);
        return call(loop, request, false, hearer, () -> {});
    }

    private Call call(EventLoop loop, Request request, boolean isStream, Intake.Hearer hearer, Runnable onLeft) {
        var intake = new Intake(bytesMax, hearer);
        var call = new Call(remotes.pool(loop, target), request, isStream, intake, onLeft);
        intake.of(call);
        return call;
    }

    /// Sends what is no request. Its reply is heard of only where it is a JSON-RPC error.
    ///
    /// @param then hears whether it was accepted
    void tell(EventLoop loop, Target at, String own, byte[] body, java.util.function.Consumer<Intake.End> then) {
        var telling = new Telling(listener, then);
        Call call = post(loop, at, own, body, telling);
        telling.bound(loop.schedule(
                () -> call.abort("no reply within " + TELLING_SECONDS + " s"), TELLING_SECONDS, TimeUnit.SECONDS));
        call.start();
    }

    /// Says that a reply is over in which no answer was; or passes the error on that it holds.
    void unanswered(Id sentAs, Intake.End end) {
        if (end.type() == Intake.Type.JSON && end.body().length > 0) {
            Optional<Answers.Failure> failure = Answers.failure(end.body());
            if (failure.isPresent() && failure.get().isTo(sentAs)) {
                listener.tells(end.body(), Optional.of(sentAs));
                return;
            }
            if (failure.isPresent()) {
                listener.unanswered(
                        sentAs, end.words() + ", error " + failure.get().code());
                return;
            }
        }
        listener.unanswered(sentAs, end.words());
    }

    boolean hasRoom() {
        synchronized (written) {
            return waiting <= WAITING_BYTES_MAX || isClosed;
        }
    }

    void awaitRoom() throws InterruptedException {
        synchronized (written) {
            while (waiting > WAITING_BYTES_MAX && !isClosed) written.wait();
        }
    }

    void close() {
        synchronized (written) {
            isClosed = true;
            written.notifyAll();
        }
    }

    private void waits(int bytes) {
        synchronized (written) {
            boolean wasFull = waiting > WAITING_BYTES_MAX;
            waiting += bytes;
            if (wasFull && waiting <= WAITING_BYTES_MAX) written.notifyAll();
        }
    }
}
