package dev.pavise.gateway.http;

import dev.pavise.core.exchange.Effect;
import org.jspecify.annotations.Nullable;

/// What one request of a client's is told: its answers, and what the server says meanwhile. It becomes a stream of
/// events as soon as there is more to say than the one answer.
final class Stream {
    private final long number;
    private final @Nullable EventLog log;
    private final boolean isPrimed;
    private int open;
    private final boolean isBatch;
    private long events;
    private Reply reply;

    /// @param answers how many are to come; below 0 for a stream that is not about requests
    /// @param log where events are kept for a client that comes back; null where none can
    /// @param isPrimed whether it begins with an event without data, so that it can be resumed from
    ///     the start (2025-11-25, SEP-1699)
    Stream(long number, int answers, @Nullable EventLog log, boolean isPrimed, Reply reply) {
        this.number = number;
        this.log = log;
        this.isPrimed = isPrimed;
        this.reply = reply;
        open = answers;
        isBatch = answers != 1;
    }

    long number() {
        return number;
    }

    synchronized boolean isOver() {
        return open == 0;
    }

    /// Whether a client is there to hear.
    synchronized boolean isHeard() {
        return !reply.isOver();
    }

    /// Says it; whether that was the last of it.
    synchronized boolean send(Effect.Send send) {
        if (send.ends() && open > 0) open--;
        if (open == 0 && !isBatch && !reply.isStream() && !reply.isOver()) {
            reply.json(Reply.status(send), send.bytes());
            return true;
        }
        begin();
        event(send.bytes());
        if (open == 0) reply.end();
        return open == 0;
    }

    /// Makes it a stream now, if it is not told yet.
    synchronized void begin() {
        if (open == 0 || reply.isOver() || reply.isStream()) return;
        reply.begin();
        if (isPrimed && log != null) reply.event("id: " + number + "-0\nretry: 1000\n", new byte[0]);
    }

    /// Nothing more comes.
    synchronized void finish() {
        open = 0;
        reply.end();
    }

    /// The client came back with another connection.
    synchronized void resume(long after, Reply again) {
        reply.lost();
        reply = again;
        reply.begin();
        if (log != null) {
            for (EventLog.Event event : log.after(number, after)) tell(event);
        }
        if (open == 0) reply.end();
    }

    synchronized void lost(Reply gone) {
        gone.lost();
    }

    private void event(byte[] data) {
        var event = new EventLog.Event(number, ++events, data);
        if (log != null) log.add(event);
        tell(event);
    }

    private void tell(EventLog.Event event) {
        reply.event(log == null ? "" : "id: " + event.id() + "\n", event.data());
    }
}
