package dev.pavise.gateway.http;

import dev.pavise.core.exchange.Effect;
import dev.pavise.gateway.Outlet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The client side of a session over HTTP: each message goes to the stream that it is about. What is about none goes
/// to the stream that the client keeps open for that, if the session can have one.
final class Streams implements Outlet, Reply.Pending {
    /// How much may wait for clients that do not read before the server is not read either.
    private static final long WAITING_BYTES_MAX = 16 << 20;
    private static final long GENERAL = 0;

    private final Map<Long, Stream> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final @Nullable EventLog log;
    private final Object room = new Object();
    private long waiting;
    private boolean isClosed;

    /// @param log for sessions whose clients come back; null for the others
    Streams(@Nullable EventLog log) {
        this.log = log;
    }

    /// A stream for a request that waits for so many answers.
    Stream open(int answers, boolean isPrimed, Reply reply) {
        var stream = new Stream(numbers.incrementAndGet(), answers, log, isPrimed, reply);
        open.put(stream.number(), stream);
        return stream;
    }

    /// The stream for what is about no request; false where there is one already.
    synchronized boolean openGeneral(boolean isPrimed, Reply reply) {
        Stream before = open.get(GENERAL);
        if (before != null && before.isHeard()) return false;
        if (before == null) open.put(GENERAL, new Stream(GENERAL, -1, log, isPrimed, reply));
        else before.resume(-1, reply);
        Stream general = open.get(GENERAL);
        if (general != null) general.begin();
        return true;
    }

    /// The stream by its number; null where there is none, or nothing more comes on it and it is forgotten.
    @Nullable
    Stream find(long number) {
        return open.get(number);
    }

    boolean isIdle() {
        return open.values().stream().noneMatch(Stream::isHeard);
    }

    @Override
    public void send(Effect.Send send) {
        Stream stream = open.get(send.stream());
        if (stream == null || (send.stream() == GENERAL && !stream.isHeard())) stream = elsewhere(stream);
        if (stream != null && stream.send(send)) open.remove(stream.number());
    }

    /// Where the client hears of what is about no request and has no stream for it: on one that it waits on.
    private @Nullable Stream elsewhere(@Nullable Stream general) {
        if (log == null) return null;
        for (Stream each : open.values()) if (each.number() != GENERAL && !each.isOver() && each.isHeard()) return each;
        return general;
    }

    void finish(long number) {
        Stream stream = open.get(number);
        if (stream == null || number == GENERAL) return;
        stream.finish();
        open.remove(number);
    }

    /// Goes on where a client's connection broke, behind the event that it saw last (2025-03-26, resumability). False
    /// where that is no event of this session's.
    boolean resume(String lastEvent, Reply reply) {
        int dash = lastEvent.indexOf('-');
        if (log == null || !lastEvent.matches("[0-9]{1,18}-[0-9]{1,18}")) return false;
        long number = Long.parseLong(lastEvent.substring(0, dash));
        long seen = Long.parseLong(lastEvent.substring(dash + 1));
        if (number > numbers.get()) return false;
        Stream stream = open.get(number);
        if (stream != null) {
            stream.resume(seen, reply);
            return true;
        }
        reply.begin();
        for (EventLog.Event event : log.after(number, seen)) reply.event("id: " + event.id() + "\n", event.data());
        reply.end();
        return true;
    }

    /// Forgets a stream whose client is gone and cannot come back.
    void drop(long number) {
        open.remove(number);
    }

    /// Ends all streams.
    void close() {
        for (Stream each : open.values()) each.finish();
        open.clear();
        synchronized (room) {
            isClosed = true;
            room.notifyAll();
        }
    }

    @Override
    public void add(int bytes) {
        synchronized (room) {
            waiting += bytes;
            if (waiting <= WAITING_BYTES_MAX) room.notifyAll();
        }
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        synchronized (room) {
            while (waiting > WAITING_BYTES_MAX && !isClosed) room.wait();
        }
    }
}
