package dev.pavise.gateway.http;

import dev.pavise.core.exchange.Effect;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one request of a client's is told: its answers, and what the server says meanwhile. It becomes a stream of
/// events as soon as there is more to say than the one answer.
final class Stream {
    private final long number;
    private final @Nullable EventLog log;
    private final boolean isPrimed;
    private final boolean isBatch;
    private final boolean isOfNotification;
    private int open;
    private long events;
    private long told;
    private Reply reply;
    private @Nullable Consumer<Effect.Send> whenAnswered;

    /// @param answers how many are to come; 0 for a notification or an answer of the client's, which is taken without a
    ///     word, or refused; below 0 for a stream that is not about what a client sent
    /// @param log where events are kept for a client that comes back; null where none can
    /// @param isPrimed whether it begins with an event without data, so that it can be resumed from
    ///     the start (2025-11-25, SEP-1699)
    Stream(long number, int answers, @Nullable EventLog log, boolean isPrimed, Reply reply) {
        this.number = number;
        this.log = log;
        this.isPrimed = isPrimed;
        this.reply = reply;
        isOfNotification = answers == 0;
        open = isOfNotification ? 1 : answers;
        isBatch = answers != 1;
    }

    long number() {
        return number;
    }

    /// Looks at an answer just before it leaves.
    synchronized void whenAnswered(Consumer<Effect.Send> look) {
        whenAnswered = look;
    }

    /// Whether a client is there to hear.
    synchronized boolean isHeard() {
        return !reply.isOver();
    }

    /// Says it; whether that was the last of it.
    synchronized boolean send(Effect.Send send) {
        if (open == 0) return true;
        if (isOfNotification) {
            open = 0;
            reply.json(400, send.bytes());
            return true;
        }
        if (send.ends() && whenAnswered != null) whenAnswered.accept(send);
        if (send.ends() && open == 1 && !isBatch && !reply.isStream() && !reply.isOver()) {
            open = 0;
            reply.json(status(send), send.bytes());
            return true;
        }
        begin();
        event(send.bytes());
        if (send.ends() && open > 0) open--;
        if (open == 0) reply.end();
        return open == 0;
    }

    /// In a session, 404 is the session's end and 400 that of a request that has no id: other errors are answers.
    private int status(Effect.Send send) {
        if (log == null) return Reply.status(send);
        boolean isUnreadable = send.refused() && send.error() == -32700;
        return isUnreadable ? 400 : 200;
    }

    /// Says what is about no request of this stream's, if it can; whether it could. The reply to a notification has no
    /// place for it.
    synchronized boolean sendAside(byte[] message) {
        if (open == 0 || isOfNotification || reply.isOver()) return false;
        begin();
        event(message);
        return true;
    }

    /// Begins with so many events that were kept for it before there was anybody to tell.
    synchronized void beginBehind(long kept) {
        events = kept;
        begin();
        take(0, reply);
    }

    /// Makes it a stream now, if it is not told yet.
    synchronized void begin() {
        if (open == 0 || reply.isOver() || reply.isStream()) return;
        reply.begin();
        if (isPrimed && log != null) reply.event("id: " + number + "-" + told + "\nretry: 1000\n", new byte[0]);
    }

    /// One of its requests gets no answer; whether nothing more comes.
    synchronized boolean finish() {
        if (open > 0) open--;
        if (open == 0 && isOfNotification) reply.empty(202);
        else if (open == 0) reply.end();
        return open == 0;
    }

    /// Nothing more comes, because the session is over.
    synchronized void breakOff() {
        open = 0;
        if (log == null) reply.breakOff(503, "the server's side has just ended\nhint: send it again");
        else reply.breakOff(404, "the session is over\nhint: initialize again");
    }

    /// The client came back behind this event; false where that is none of this stream's.
    synchronized boolean resume(long after, Reply again) {
        if (after > events) return false;
        take(after, again);
        return true;
    }

    /// A client listens again, and hears what nobody heard; false where somebody listens already.
    synchronized boolean listen(Reply again) {
        if (isHeard()) return false;
        reply = again;
        begin();
        take(told, again);
        return true;
    }

    private void take(long after, Reply again) {
        if (again != reply) reply.end();
        reply = again;
        reply.begin();
        List<EventLog.Event> missed = log == null ? List.of() : log.after(number, after);
        replay(missed, after, events, reply);
        told = events;
        if (open == 0) reply.end();
    }

    /// Tells events again, and says so where some are not kept any more.
    static void replay(List<EventLog.Event> missed, long after, long last, Reply reply) {
        long first = missed.isEmpty() ? last + 1 : missed.getFirst().number();
        if (first > after + 1) reply.comment((first - after - 1) + " events before the next are not kept any more");
        for (EventLog.Event event : missed) reply.event("id: " + event.id() + "\n", event.data());
    }

    synchronized void lost(Reply gone) {
        gone.lost();
    }

    private void event(byte[] data) {
        var event = new EventLog.Event(number, ++events, data);
        if (log != null) log.add(event);
        if (reply.event(log == null ? "" : "id: " + event.id() + "\n", data)) told = events;
    }
}
