package dev.pavise.gateway.remote;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Method;
import dev.pavise.gateway.Upstream;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The era of sessions (2024-11-05 to 2025-11-25): `initialize` opens one, the server may give it an id, and what the
/// server says by itself comes on a stream of its own. Falls back to the two endpoints of 2024-11-05 where a server
/// knows nothing else.
///
/// Everything happens on one event loop.
final class LegacyTalk implements Talk {
    private static final long GOODBYE_MILLIS = 1000;
    private static final int SESSION_ID_LENGTH_MAX = 1024;
    private static final int VERSION_BYTES_MAX = 64;

    /// How far the handshake has come.
    private enum Phase {
        NEW,
        OPENED,
        /// `notifications/initialized` is on its way: what follows must not overtake it.
        INITIALIZING,
        READY,
        OVER
    }

    private final Peer peer;
    private final EventLoop loop;
    private final Map<Id, Question> questions = new HashMap<>();
    private final ArrayDeque<Effect.Send> held = new ArrayDeque<>();
    private final Listening listening;
    private Phase phase = Phase.NEW;
    private String sessionId = "";
    private String version = "";
    private int resuming;
    private @Nullable OldStream old;

    LegacyTalk(Peer peer) {
        this.peer = peer;
        loop = peer.remotes().anyLoop();
        listening = new Listening(this);
    }

    @Override
    public void send(Effect.Send send) {
        loop.execute(() -> take(send));
    }

    private void take(Effect.Send send) {
        if (phase == Phase.OVER) return;
        Optional<Asked> about = send.about();
        if (about.isPresent() && about.get().cancelled()) {
            giveUp(send, about.get().sentAs());
        } else if (about.isPresent()
                && Method.INITIALIZE.is(about.get().request().method())) {
            ask(send.bytes(), about.get(), true);
        } else if (phase == Phase.INITIALIZING) {
            held.add(send);
        } else if (about.isPresent()) {
            ask(send.bytes(), about.get(), false);
        } else if (phase == Phase.OPENED && isInitialized(send.bytes())) {
            initialized(send.bytes());
        } else {
            peer.tell(loop, target(), own(), send.bytes(), this::told);
        }
    }

    private static boolean isInitialized(byte[] message) {
        return Json.read(message) instanceof Json json
                && Method.INITIALIZED.wire().equals(json.root().string("method"));
    }

    private void ask(byte[] message, Asked asked, boolean opens) {
        var question = new Question(this, message, asked.sentAs(), opens);
        questions.put(asked.sentAs(), question);
        question.ask();
        // Nobody gives these up.
        if (!asked.own() && !opens) return;
        long millis = Duration.between(asked.since(), asked.until()).toMillis();
        question.until(loop.schedule(() -> hangUp(question), millis, TimeUnit.MILLISECONDS));
    }

    private void hangUp(Question question) {
        if (questions.get(question.sentAs()) != question) return;
        question.hangUp();
        peer.listener().unanswered(question.sentAs(), Upstream.Listener.GIVEN_UP);
    }

    private void initialized(byte[] message) {
        phase = Phase.INITIALIZING;
        peer.tell(loop, target(), own(), message, end -> {
            told(end);
            if (phase != Phase.INITIALIZING) return;
            phase = Phase.READY;
            if (end.isAccepted() && old == null) listening.open();
            for (Effect.Send next = held.poll(); next != null; next = held.poll()) take(next);
        });
    }

    private void told(Intake.End end) {
        if (end.status() == 404) noSession();
    }

    /// Nobody waits for the answer any more. To hang up would not say so in this era.
    private void giveUp(Effect.Send send, Id sentAs) {
        boolean wasHeld = held.removeIf(each ->
                each.about().filter(asked -> asked.sentAs().equals(sentAs)).isPresent());
        Question question = questions.get(sentAs);
        if (wasHeld || (question != null && question.withdraw())) {
            peer.listener().unanswered(sentAs, Upstream.Listener.GIVEN_UP);
            return;
        }
        peer.tell(loop, target(), own(), send.bytes(), this::told);
        if (question == null) return;
        var _ = loop.schedule(() -> hangUp(question), Peer.GRACE_SECONDS, TimeUnit.SECONDS);
    }

    /// Looks for the two endpoints of 2024-11-05, for a server that did not take the question.
    void tryOld(Question question, Intake.End refused) {
        var stream = new OldStream(this, question, refused);
        old = stream;
        stream.open();
    }

    /// The server has only Streamable HTTP after all, or nothing.
    void notOld() {
        old = null;
    }

    boolean isOld() {
        return old != null;
    }

    /// The answer to `initialize` is here.
    void opened(byte[] answer, String givenId) {
        if (phase != Phase.NEW) return;
        Value agreed = Json.read(answer) instanceof Json json ? json.root().at("result", "protocolVersion") : null;
        if (agreed == null || !agreed.isString()) return;
        phase = Phase.OPENED;
        sessionId = givenId;
        if (agreed.bytes() <= VERSION_BYTES_MAX && Heads.isValue(agreed.text())) version = agreed.text();
    }

    /// Whether a session id is one. Visible ASCII, says the specification.
    static boolean isSessionId(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) <= ' ' || id.charAt(i) > '~') return false;
        }
        return id.length() <= SESSION_ID_LENGTH_MAX;
    }

    /// HTTP 404 under a session id: the server has forgotten the session.
    boolean noSession() {
        if (sessionId.isEmpty() || phase == Phase.OVER) return false;
        sessionId = "";
        gone("the server no longer knows the session");
        return true;
    }

    /// The session is over, and the server did it.
    void gone(String why) {
        if (phase == Phase.OVER) return;
        hangUp();
        peer.listener().ended(why);
    }

    private void hangUp() {
        phase = Phase.OVER;
        peer.close();
        for (Question each : List.copyOf(questions.values())) each.hangUp();
        listening.close();
        if (old != null) old.close();
        held.clear();
    }

    @Override
    public CompletableFuture<?> close() {
        var over = new CompletableFuture<Void>();
        loop.execute(() -> {
            if (phase == Phase.OVER) {
                over.complete(null);
                return;
            }
            String own = own();
            boolean hasSession = !sessionId.isEmpty() && old == null;
            hangUp();
            if (hasSession) sayGoodbye(own, () -> closed(over));
            else closed(over);
        });
        return over;
    }

    private void closed(CompletableFuture<Void> over) {
        peer.listener().ended("closed");
        peer.listener().then(() -> over.complete(null));
    }

    private void sayGoodbye(String own, Runnable then) {
        var telling = new Telling(peer.listener(), _ -> then.run());
        Call call = peer.delete(loop, own, telling);
        telling.bound(loop.schedule(() -> call.abort("no reply to DELETE"), GOODBYE_MILLIS, TimeUnit.MILLISECONDS));
        call.start();
    }

    Peer peer() {
        return peer;
    }

    EventLoop loop() {
        return loop;
    }

    boolean isOver() {
        return phase == Phase.OVER;
    }

    boolean isNew() {
        return phase == Phase.NEW;
    }

    /// Where messages are posted to.
    Target target() {
        return old == null ? peer.target() : old.endpoint();
    }

    /// The lines that every request of the session has.
    String own() {
        if (sessionId.isEmpty() && version.isEmpty()) return "";
        var head = new StringBuilder(96);
        if (!sessionId.isEmpty()) Heads.add(head, "Mcp-Session-Id", sessionId);
        if (!version.isEmpty() && old == null) Heads.add(head, "MCP-Protocol-Version", version);
        return head.toString();
    }

    String own(String lastId) {
        if (lastId.isEmpty()) return own();
        var head = new StringBuilder(own());
        Heads.add(head, "Last-Event-ID", lastId);
        return head.toString();
    }

    void finished(Question question) {
        questions.remove(question.sentAs(), question);
    }

    /// A server may send the answer to whichever GET comes next: while a request is resumed, no other is made.
    void resumes(int more) {
        resuming += more;
        if (resuming == 0 && phase != Phase.OVER) listening.wake();
    }

    boolean isResuming() {
        return resuming > 0;
    }
}
