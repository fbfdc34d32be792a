package dev.pavise.gateway.http;

import dev.pavise.core.exchange.Effect;
import dev.pavise.gateway.Outlet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The client side of a session over HTTP: each message goes to the stream that it is about. What is about none goes
/// to the stream that the client keeps open for that, or is kept until it does, if the session can have one.
final class Streams implements Outlet, Reply.Pending {
    /// How much may wait for clients that do not read before the server is not read either.
    private static final long WAITING_BYTES_MAX = 16 << 20;
    private static final long GENERAL = 0;
    private static final Optional<Refused> NO_EVENT = Optional.of(new Refused(400, "no such event in this session"));
    private static final Optional<Refused> FORGOTTEN = Optional.of(new Refused(
            410, "what followed that event is not kept any more\nhint: send again what you still want an answer to"));

    private final Map<Long, Stream> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final @Nullable EventLog log;
    private final Object room = new Object();
    private long waiting;
    private long unheard;
    private volatile boolean isClosed;

    /// @param log for sessions whose clients come back; null for the others
    Streams(@Nullable EventLog log) {
        this.log = log;
    }

    /// A stream for what waits for so many answers, 0 for a notification; empty where the session is over.
    Optional<Stream> open(int answers, boolean isPrimed, Reply reply) {
        var stream = new Stream(numbers.incrementAndGet(), answers, log, isPrimed, reply);
        open.put(stream.number(), stream);
        if (!isClosed) return Optional.of(stream);
        open.remove(stream.number());
        return Optional.empty();
    }

    /// How many requests wait for answers, whether their clients are there or not.
    int size() {
        return open.size();
    }

    /// The stream for what is about no request; false where there is one already.
    synchronized boolean openGeneral(boolean isPrimed, Reply reply) {
        Stream before = open.get(GENERAL);
        if (before != null) return before.listen(reply);
        var general = new Stream(GENERAL, -1, log, isPrimed, reply);
        open.put(GENERAL, general);
        general.beginBehind(unheard);
        if (isClosed) general.breakOff();
        return true;
    }

    boolean isIdle() {
        return open.values().stream().noneMatch(Stream::isHeard);
    }

    @Override
    public void send(Effect.Send send) {
        Stream stream = open.get(send.stream());
        boolean isHomeless = stream == null || (send.stream() == GENERAL && !stream.isHeard());
        if (isHomeless && !send.ends() && isSentElsewhere(send)) return;
        if (stream == null && !send.ends()) stream = general(send.bytes());
        if (stream != null && stream.send(send)) end(stream.number());
    }

    /// The stream for what is about no request; the message is kept for it where there is none yet.
    private synchronized @Nullable Stream general(byte[] message) {
        Stream general = open.get(GENERAL);
        if (general == null && log != null) log.add(new EventLog.Event(GENERAL, ++unheard, message));
        return general;
    }

    /// Tells a client what has no stream of its own, or none any more, on one that it listens to; whether it could. An
    /// answer goes nowhere else: there it would be taken for the answer to another request.
    private boolean isSentElsewhere(Effect.Send send) {
        if (log == null) return false;
        Stream general = open.get(GENERAL);
        if (general != null && general.isHeard() && general.sendAside(send.bytes())) return true;
        for (Stream each : open.values()) {
            if (each.number() != GENERAL && each.isHeard() && each.sendAside(send.bytes())) return true;
        }
        return false;
    }

    void finish(long number) {
        Stream stream = open.get(number);
        if (stream != null && number != GENERAL && stream.finish()) end(number);
    }

    private void end(long number) {
        open.remove(number);
        if (log != null) log.end(number);
    }

    /// Goes on where a client's connection broke, behind the event that it saw last (2025-03-26, resumability); or why
    /// not, where that is no event of this session's, or nothing of its stream is kept any more.
    Optional<Refused> resume(String lastEvent, Reply reply) {
        int dash = lastEvent.indexOf('-');
        if (log == null || !lastEvent.matches("[0-9]{1,18}-[0-9]{1,18}")) return NO_EVENT;
        long number = Long.parseLong(lastEvent.substring(0, dash));
        long seen = Long.parseLong(lastEvent.substring(dash + 1));
        Stream stream = open.get(number);
        if (stream != null) return stream.resume(seen, reply) ? Optional.empty() : NO_EVENT;
        if (log.hasForgotten(number)) return FORGOTTEN;
        long last = log.last(number);
        if (seen > last) return NO_EVENT;
        reply.begin();
        Stream.replay(log.after(number, seen), seen, last, reply);
        reply.end();
        return Optional.empty();
    }

    /// Forgets a stream whose client is gone and cannot come back.
    void drop(long number) {
        open.remove(number);
    }

    /// Ends all streams, and lets none begin.
    void close() {
        isClosed = true;
        for (Stream each : open.values()) each.breakOff();
        open.clear();
        if (log != null) log.close();
        synchronized (room) {
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
