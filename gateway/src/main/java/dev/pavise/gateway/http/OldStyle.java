package dev.pavise.gateway.http;

import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// HTTP+SSE, as the oldest revision has it: one stream for all that the server says, and a place to post to that its
/// first event names (2024-11-05, transports).
final class OldStyle {
    private static final String SESSION = "sessionId=";

    private final Dialogues dialogues;
    private final Doors doors;
    private final HttpLimits limits;

    OldStyle(Dialogues dialogues, Doors doors, HttpLimits limits) {
        this.dialogues = dialogues;
        this.doors = doors;
        this.limits = limits;
    }

    void serve(Guest guest, String door) {
        boolean isStream = door.equals("sse");
        String wanted = isStream ? "GET" : "POST";
        if (!guest.incoming().method().equals(wanted)) {
            guest.reply().header("Allow", wanted).words(405, "use " + wanted);
        } else if (isStream) {
            listen(guest);
        } else {
            post(guest);
        }
    }

    private void listen(Guest guest) {
        if (doors.isClosing()) {
            guest.sendAway();
            return;
        }
        Optional<Dialogue> opened = dialogues.open(guest.principal(), guest.destination(), Dialogue.Door.OLD_STYLE);
        if (opened.isEmpty()) {
            guest.reply().header("Retry-After", "60").words(429, "too many sessions are open");
            return;
        }
        Dialogue dialogue = opened.get();
        Reply reply = guest.reply(dialogue.streams());
        String endpoint = guest.destination().path() + "/messages?" + SESSION + dialogue.id();
        reply.event("event: endpoint\n", endpoint.getBytes(StandardCharsets.US_ASCII));
        dialogue.streams().openGeneral(false, reply);
        guest.visit().onLeft(() -> {
            reply.lost();
            dialogues.close(dialogue);
        });
    }

    private void post(Guest guest) {
        Incoming incoming = guest.incoming();
        if (!incoming.isJson() || incoming.header("content-encoding") != null) {
            guest.reply().words(415, "a message is application/json in UTF-8, not compressed");
            return;
        }
        String id = incoming.query().startsWith(SESSION) ? incoming.query().substring(SESSION.length()) : "";
        Optional<Dialogue> found = dialogues.find(id, guest, Dialogue.Door.OLD_STYLE);
        if (found.isEmpty()) {
            guest.refuse(new Refused(404, "no such session\nhint: open /sse first"));
            return;
        }
        Reading reading = found.get().partner().read(incoming.body());
        boolean isRequest = reading instanceof Reading.Read(Message message) && message instanceof Message.Request;
        if (isRequest && doors.isClosing()) {
            guest.sendAway();
            return;
        }
        if (isRequest && found.get().turnsAway(limits.drainTime())) {
            guest.reply().words(404, Streamable.LEAVING);
            return;
        }
        if (!found.get().partner().hasRoom()) {
            guest.reply().header("Retry-After", "1").words(503, Streamable.FULL);
            return;
        }
        guest.reply().empty(202);
        found.get().partner().asks(reading, Asker.ONLY, Optional.empty());
    }
}
