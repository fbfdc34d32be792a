package dev.pavise.gateway.http;

import dev.pavise.core.guard.Asker;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Reading;
import dev.pavise.core.message.Revision;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Streamable HTTP in both eras on one path (2025-03-26 to 2026-07-28, transports).
final class Streamable {
    private static final String SESSION = "mcp-session-id";
    private static final String VERSION = "mcp-protocol-version";
    private static final String VERSION_IN_META = "io.modelcontextprotocol/protocolVersion";
    /// A call that takes longer is told as a stream, so that a client whose connection breaks can come back for it.
    private static final long SLOW_MILLIS = 50;

    private final Dialogues dialogues;

    Streamable(Dialogues dialogues) {
        this.dialogues = dialogues;
    }

    void serve(Guest guest) {
        switch (guest.incoming().method()) {
            case "POST" -> post(guest);
            case "GET" -> listen(guest);
            case "DELETE" -> delete(guest);
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
        Reading first = Reading.of(incoming.body(), dev.pavise.core.policy.Limits.DEFAULT.bounds());
        if (isModern(incoming, first)) modern(guest, first);
        else if (id != null) inSession(guest, id);
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
        Dialogue dialogue = dialogues.shared(guest.principal(), guest.backend());
        Optional<Map<String, String>> headers = Optional.of(guest.incoming().mirrored());
        if (!isAnswered(reading)) {
            dialogue.session().asks(reading, Asker.ONLY, headers);
            guest.reply().empty(202);
            return;
        }
        Reply reply = guest.reply(dialogue.streams());
        Stream stream = dialogue.streams().open(1, false, reply);
        var asker = Asker.alone(stream.number());
        guest.visit().onLeft(() -> {
            reply.lost();
            dialogue.streams().drop(stream.number());
            dialogue.session().left(asker);
        });
        dialogue.session().asks(reading, asker, headers);
    }

    /// Whether the sender waits for something: a request does, and so does whoever sent what cannot be read.
    private static boolean isAnswered(Reading reading) {
        return !(reading instanceof Reading.Read(Message message)) || message instanceof Message.Request;
    }

    private void open(Guest guest, Reading reading) {
        Optional<Dialogue> opened = dialogues.open(guest.principal(), guest.backend());
        if (opened.isEmpty()) {
            guest.reply()
                    .header("Retry-After", "60")
                    .words(429, "too many sessions are open\nhint: end some by DELETE");
            return;
        }
        Dialogue dialogue = opened.get();
        Reply reply = guest.reply(dialogue.streams()).header("Mcp-Session-Id", dialogue.id());
        Stream stream = dialogue.streams().open(1, false, reply);
        dialogue.session().asks(reading, Asker.on(stream.number()), Optional.empty());
    }

    private void inSession(Guest guest, String id) {
        Optional<Dialogue> found = session(guest, id);
        if (found.isEmpty()) return;
        Dialogue dialogue = found.get();
        Reading reading = dialogue.session().read(guest.incoming().body());
        int answers = answers(reading, dialogue);
        if (answers == 0) {
            dialogue.session().asks(reading, Asker.ONLY, Optional.empty());
            guest.reply().empty(202);
            return;
        }
        boolean primed = resumes(dialogue);
        Reply reply = guest.reply(dialogue.streams());
        Stream stream = dialogue.streams().open(answers, primed, reply);
        guest.visit().onLeft(() -> stream.lost(reply));
        if (primed && isCall(reading)) {
            guest.context().executor().schedule(stream::begin, SLOW_MILLIS, TimeUnit.MILLISECONDS);
        }
        dialogue.session().asks(reading, Asker.on(stream.number()), Optional.empty());
    }

    private static boolean isCall(Reading reading) {
        return reading instanceof Reading.Read(Message.Request request) && Method.TOOLS_CALL.is(request.method());
    }

    /// How many answers the sender waits for.
    private static int answers(Reading reading, Dialogue dialogue) {
        if (!(reading instanceof Reading.Batch batch)) return isAnswered(reading) ? 1 : 0;
        if (!dialogue.state().hasBatches()) return 1;
        return (int) batch.each().stream().filter(Streamable::isAnswered).count();
    }

    private static boolean resumes(Dialogue dialogue) {
        return dialogue.state().revision().compareTo(Revision.V2025_11_25) >= 0;
    }

    /// The guest's session; where there is none, or the version is none, the guest has been told.
    private Optional<Dialogue> session(Guest guest, String id) {
        Optional<Dialogue> found =
                dialogues.find(id, guest.principal(), guest.backend().name());
        if (found.isEmpty()) {
            guest.reply().words(404, "no such session\nhint: initialize again");
            return found;
        }
        String version = guest.incoming().header(VERSION);
        if (version != null && Revision.of(version.strip()).isEmpty()) {
            guest.reply().words(400, "MCP-Protocol-Version is none that Pavise speaks");
            return Optional.empty();
        }
        return found;
    }

    private void listen(Guest guest) {
        String id = guest.incoming().header(SESSION);
        if (id == null) {
            guest.reply().header("Allow", "POST").words(405, "there is no stream without a session");
            return;
        }
        if (!guest.incoming().accepts("text/event-stream")) {
            guest.reply().words(406, "accept text/event-stream");
            return;
        }
        session(guest, id).ifPresent(dialogue -> {
            Streams streams = dialogue.streams();
            Reply reply = guest.reply(streams);
            guest.visit().onLeft(reply::lost);
            String last = guest.incoming().header("last-event-id");
            if (last != null) {
                if (!streams.resume(last, reply)) guest.reply().words(400, "no such event in this session");
            } else if (!streams.openGeneral(resumes(dialogue), reply)) {
                guest.reply().words(409, "the session has such a stream already");
            }
        });
    }

    private void delete(Guest guest) {
        String id = guest.incoming().header(SESSION);
        if (id == null) {
            guest.reply().header("Allow", "POST").words(405, "there is nothing to end without a session");
            return;
        }
        session(guest, id).ifPresent(dialogue -> {
            guest.reply().empty(204);
            dialogues.close(dialogue);
        });
    }
}
