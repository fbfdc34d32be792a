package dev.pavise.gateway.http;

import dev.pavise.core.guard.Asker;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Reading;
import dev.pavise.core.message.Revision;
import dev.pavise.core.policy.Limits;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Streamable HTTP in both eras on one path (2025-03-26 to 2026-07-28, transports).
final class Streamable {
    /// Those that hold for all; a server's own bound on a message's bytes is a guard's.
    private static final Bounds BOUNDS = Limits.DEFAULT.bounds();
    private static final String SESSION = "mcp-session-id";
    private static final String SESSION_AS_WRITTEN = "Mcp-Session-Id";
    private static final String VERSION = "mcp-protocol-version";
    private static final String VERSION_IN_META = "io.modelcontextprotocol/protocolVersion";
    /// A call that takes longer is told as a stream, so that a client whose connection breaks can come back for it.
    private static final long SLOW_MILLIS = 50;

    /// Clients then begin a new session (2025-03-26, session management).
    static final String LEAVING =
            "the session ends: the server hangs, or its entry has changed\nhint: initialize again";

    static final String FULL = "the server does not read what it is sent\nhint: try again in a moment";

    private final Dialogues dialogues;
    private final Doors doors;
    private final HttpLimits limits;

    Streamable(Dialogues dialogues, Doors doors, HttpLimits limits) {
        this.dialogues = dialogues;
        this.doors = doors;
        this.limits = limits;
    }

    void serve(Guest guest) {
        switch (guest.incoming().method()) {
            case "POST" -> post(guest);
            case "GET" -> guest.elsewhere().execute(() -> listen(guest));
            case "DELETE" -> guest.elsewhere().execute(() -> delete(guest));
            default -> guest.reply().header("Allow", "POST, GET, DELETE").words(405, "use POST, GET or DELETE");
        }
    }

    private void post(Guest guest) {
        Incoming incoming = guest.incoming();
        if (!incoming.isJson() || incoming.header("content-encoding") != null) {
            guest.reply().words(415, "a message is application/json in UTF-8, not compressed");
            return;
        }
        if (!incoming.accepts("application/json") || !incoming.accepts("text/event-stream")) {
            guest.reply().words(406, "accept application/json and text/event-stream, since a reply may be either");
            return;
        }
        String id = incoming.header(SESSION);
        Reading first = Reading.of(incoming.body(), BOUNDS);
        boolean isModern = isModern(incoming, first);
        Optional<Dialogue> running = isModern
                ? dialogues.found(guest)
                : Optional.ofNullable(id).flatMap(each -> dialogues.find(each, guest, Dialogue.Door.STREAMABLE));
        if (running.filter(each -> each.partner().isReady()).isPresent()) take(guest, id, first, isModern);
        else guest.elsewhere().execute(() -> take(guest, id, first, isModern));
    }

    private void take(Guest guest, @Nullable String id, Reading first, boolean isModern) {
        if (doors.isClosing() && isAnswered(first)) guest.sendAway();
        else if (isModern) modern(guest, first);
        else if (id != null) inSession(guest, id, first);
        else if (opens(first)) open(guest, first);
        else if (first instanceof Reading.Unreadable) modern(guest, first);
        else guest.reply().words(400, "no Mcp-Session-Id\nhint: initialize first; its answer has one");
    }

    private static boolean opens(Reading reading) {
        return reading instanceof Reading.Read(Message.Request request) && Method.INITIALIZE.is(request.method());
    }

    /// Whether a message is of the era without sessions: its body says so, or, where the body says nothing, HTTP does.
    private static boolean isModern(Incoming incoming, Reading reading) {
        if (reading instanceof Reading.Read(Message message) && message instanceof Message.Asking asking) {
            Value params = asking.params();
            Value meta = params == null ? null : params.member("_meta");
            if (meta != null && meta.member(VERSION_IN_META) != null) return true;
        }
        String version = incoming.header(VERSION);
        if (version == null) return false;
        return Revision.of(version.strip()).map(Revision::isModern).orElse(incoming.header(SESSION) == null);
    }

    private void modern(Guest guest, Reading reading) {
        Dialogue dialogue = dialogues.shared(guest.principal(), guest.destination());
        Optional<Map<String, String>> headers = Optional.of(guest.incoming().mirrored());
        if (!isAnswered(reading) && !isAsking(reading)) {
            dialogue.partner().asks(reading, Asker.ONLY, headers);
            guest.reply().words(400, "nobody asked: in this revision a server sends no requests");
            return;
        }
        Reply reply = guest.reply(dialogue.streams());
        Optional<Stream> opened = opened(dialogue, isAnswered(reading) ? 1 : 0, false, reply);
        if (opened.isEmpty()) return;
        var asker = Asker.alone(opened.get().number());
        ask(dialogue, opened.get(), reading, asker, headers);
        // Only now: whoever left before the request was taken in has something to be cancelled, too.
        guest.visit().onLeft(() -> {
            reply.lost();
            dialogue.streams().drop(asker.stream());
            dialogue.partner().left(asker);
        });
    }

    /// A stream for a request, or for a notification; where there can be none, the guest has been told.
    private Optional<Stream> opened(Dialogue dialogue, int answers, boolean isPrimed, Reply reply) {
        if (answers != 0 && dialogue.streams().size() >= limits.streamsMax()) {
            reply.header("Retry-After", "1").words(429, "too many requests wait for their answers");
            return Optional.empty();
        }
        if (!dialogue.partner().hasRoom()) {
            reply.header("Retry-After", "1").words(503, FULL);
            return Optional.empty();
        }
        Optional<Stream> stream = dialogue.streams().open(answers, isPrimed, reply);
        if (stream.isEmpty()) {
            boolean isModern = dialogue.door() == Dialogue.Door.MODERN;
            reply.breakOff(isModern ? 503 : 404, "the session has just ended");
        }
        return stream;
    }

    private static void ask(
            Dialogue dialogue, Stream stream, Reading reading, Asker asker, Optional<Map<String, String>> headers) {
        try {
            dialogue.partner().asks(reading, asker, headers);
        } catch (RuntimeException e) {
            dialogue.streams().drop(stream.number());
            throw e;
        }
    }

    private static boolean isAsking(Reading reading) {
        return reading instanceof Reading.Read(Message message) && message instanceof Message.Asking;
    }

    /// Whether the sender waits for something: a request does, and so does whoever sent what cannot be read.
    private static boolean isAnswered(Reading reading) {
        return !(reading instanceof Reading.Read(Message message)) || message instanceof Message.Request;
    }

    private void open(Guest guest, Reading reading) {
        Optional<Dialogue> opened = dialogues.open(guest.principal(), guest.destination(), Dialogue.Door.STREAMABLE);
        if (opened.isEmpty()) {
            guest.reply()
                    .header("Retry-After", "60")
                    .words(429, "too many sessions are open\nhint: end some by DELETE");
            return;
        }
        Dialogue dialogue = opened.get();
        Reply reply = guest.reply(dialogue.streams()).header(SESSION_AS_WRITTEN, dialogue.id());
        Optional<Stream> stream = opened(dialogue, 1, false, reply);
        if (stream.isEmpty()) return;
        stream.get().whenAnswered(send -> {
            if (send.error() == 0) return;
            reply.without(SESSION_AS_WRITTEN);
            dialogues.closeLater(dialogue);
        });
        ask(dialogue, stream.get(), reading, Asker.on(stream.get().number()), Optional.empty());
        guest.visit().onLeft(() -> {
            boolean isKnown = reply.isStream();
            stream.get().lost(reply);
            if (!isKnown) dialogues.close(dialogue);
        });
    }

    private void inSession(Guest guest, String id, Reading reading) {
        Optional<Dialogue> found = session(guest, id);
        if (found.isEmpty()) return;
        Dialogue dialogue = found.get();
        int answers = answers(reading, dialogue);
        if (answers > 0 && dialogue.turnsAway(limits.drainTime())) {
            guest.reply().words(404, LEAVING);
            return;
        }
        if (answers == 0 && reading instanceof Reading.Batch) {
            dialogue.partner().asks(reading, Asker.ONLY, Optional.empty());
            guest.reply().empty(202);
            return;
        }
        boolean primed = resumes(dialogue);
        Reply reply = guest.reply(dialogue.streams());
        Optional<Stream> opened = opened(dialogue, answers, primed, reply);
        if (opened.isEmpty()) return;
        Stream stream = opened.get();
        guest.visit().onLeft(() -> stream.lost(reply));
        if (primed && isCall(reading)) {
            guest.context().executor().schedule(stream::begin, SLOW_MILLIS, TimeUnit.MILLISECONDS);
        }
        ask(dialogue, stream, reading, Asker.on(stream.number()), Optional.empty());
    }

    private static boolean isCall(Reading reading) {
        return reading instanceof Reading.Read(Message.Request request) && Method.TOOLS_CALL.is(request.method());
    }

    /// How many answers the sender waits for.
    private static int answers(Reading reading, Dialogue dialogue) {
        if (!(reading instanceof Reading.Batch batch)) return isAnswered(reading) ? 1 : 0;
        if (!dialogue.partner().hasBatches()) return 1;
        return (int) batch.each().stream().filter(Streamable::isAnswered).count();
    }

    private static boolean resumes(Dialogue dialogue) {
        return dialogue.partner().revision().compareTo(Revision.V2025_11_25) >= 0;
    }

    /// The guest's session; where there is none, or the version is none, the guest has been told.
    private Optional<Dialogue> session(Guest guest, String id) {
        Optional<Dialogue> found = dialogues.find(id, guest, Dialogue.Door.STREAMABLE);
        if (found.isEmpty()) {
            guest.refuse(new Refused(404, "no such session\nhint: initialize again"));
            return found;
        }
        String version = guest.incoming().header(VERSION);
        if (version != null && Revision.of(version.strip()).isEmpty()) {
            guest.reply().words(400, "MCP-Protocol-Version is none that Pavise speaks");
            return Optional.empty();
        }
        return found;
    }

    /// Whether a request without a body says that it is of the era that has no sessions.
    private static boolean isModern(Incoming incoming) {
        String version = incoming.header(VERSION);
        return version != null
                && Revision.of(version.strip()).map(Revision::isModern).orElse(false);
    }

    private void listen(Guest guest) {
        String id = guest.incoming().header(SESSION);
        if (id == null || isModern(guest.incoming())) {
            guest.reply().header("Allow", "POST").words(405, "there is no stream without a session");
            return;
        }
        if (!guest.incoming().accepts("text/event-stream")) {
            guest.reply().words(406, "accept text/event-stream");
            return;
        }
        if (doors.isClosing()) {
            guest.sendAway();
            return;
        }
        session(guest, id).ifPresent(dialogue -> {
            Streams streams = dialogue.streams();
            Reply reply = guest.reply(streams);
            guest.visit().onLeft(reply::lost);
            String last = guest.incoming().header("last-event-id");
            if (last != null) {
                streams.resume(last, reply).ifPresent(guest::refuse);
            } else if (!streams.openGeneral(resumes(dialogue), reply)) {
                guest.reply().words(409, "the session has such a stream already");
            }
        });
    }

    private void delete(Guest guest) {
        String id = guest.incoming().header(SESSION);
        if (id == null || isModern(guest.incoming())) {
            guest.reply().header("Allow", "POST").words(405, "there is nothing to end without a session");
            return;
        }
        session(guest, id).ifPresent(dialogue -> {
            dialogues.forget(dialogue);
            guest.reply().empty(204);
            dialogues.close(dialogue);
        });
    }
}
