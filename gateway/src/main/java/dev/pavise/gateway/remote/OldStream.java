package dev.pavise.gateway.remote;

import dev.pavise.core.message.Id;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The stream of a server of 2024-11-05: its first event says where messages are posted to, and every answer comes
/// here.
final class OldStream implements Intake.Hearer {
    private static final String ENDPOINT = "endpoint";
    private static final long FIRST_EVENT_SECONDS = 10;

    private final LegacyTalk talk;
    private final Question first;
    private final Intake.End refused;
    private final Room.Told told;
    private @Nullable Call call;
    private @Nullable Target endpoint;
    private @Nullable Future<?> timer;
    private boolean isOpened;

    /// @param first the request that opens the session
    /// @param refused what the server said to it at the stream's own address
    OldStream(LegacyTalk talk, Question first, Intake.End refused) {
        this.talk = talk;
        this.first = first;
        this.refused = refused;
        told = talk.peer().told();
    }

    void open() {
        Call opened = talk.peer().get(talk.loop(), talk.own(), this);
        call = opened;
        timer = talk.loop()
                .schedule(
                        () -> opened.abort("its stream did not say where to post to"),
                        FIRST_EVENT_SECONDS,
                        TimeUnit.SECONDS);
        opened.start();
    }

    /// Where messages are posted to.
    Target endpoint() {
        return endpoint == null ? talk.peer().target() : endpoint;
    }

    void close() {
        if (timer != null) timer.cancel(false);
        if (call != null) call.cancel();
    }

    @Override
    public void named(String event, byte[] data) {
        if (endpoint != null || !event.equals(ENDPOINT)) return;
        Optional<Target> said = endpoint(talk.peer().target(), data);
        if (said.isEmpty()) {
            if (call != null) call.abort("it wants messages to be posted to another origin, or to no URL");
            return;
        }
        if (timer != null) timer.cancel(false);
        endpoint = said.get();
        first.ask();
    }

    /// Where an `endpoint` event leads; empty where that is another origin or nowhere.
    static Optional<Target> endpoint(Target stream, byte[] data) {
        try {
            Target said = stream.resolve(new String(data, StandardCharsets.UTF_8));
            return Optional.of(said).filter(stream::isSameOrigin);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void message(byte[] bytes) {
        if (endpoint == null) {
            if (call != null) call.abort("its stream did not say where to post to");
            return;
        }
        Id id = first.sentAs();
        if (!isOpened && Answers.isTo(id, bytes)) {
            isOpened = true;
            talk.opened(bytes, "");
        }
        talk.peer().listener().tells(bytes, Optional.empty());
        if (call != null) told.add(bytes.length, call);
    }

    @Override
    public void overlong(long bytes) {
        talk.peer().listener().overlong(bytes, Optional.empty());
        talk.gone("a message on its only stream was too long");
    }

    @Override
    public void over(Intake.End end) {
        if (timer != null) timer.cancel(false);
        if (endpoint != null) {
            talk.gone("its stream ended: " + end.words());
            return;
        }
        talk.notOld();
        first.unanswered(end.why().isEmpty() ? refused : end);
    }
}
