package dev.pavise.gateway.remote;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.HeaderParameter;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Reading;
import dev.pavise.gateway.Upstream;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The stateless era (2026-07-28): each request has its own stream, and closing it gives the request up.
final class ModernTalk implements Talk {
    private final Peer peer;
    private final Function<String, List<HeaderParameter>> mirrored;
    private final ConcurrentHashMap<Id, Call> calls = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    ModernTalk(Peer peer, Function<String, List<HeaderParameter>> mirrored) {
        this.peer = peer;
        this.mirrored = mirrored;
    }

    @Override
    public void send(Effect.Send send) {
        if (isClosed) return;
        Optional<Asked> about = send.about();
        if (about.isPresent() && about.get().cancelled()) {
            hangUp(about.get().sentAs());
            return;
        }
        EventLoop loop = peer.remotes().thisLoop();
        String own;
        try {
            own = ModernHead.of(asking(send), mirrored);
        } catch (IllegalArgumentException e) {
            String why = "it was not sent: " + e.getMessage();
            about.ifPresent(asked -> loop.execute(() -> peer.listener().unanswered(asked.sentAs(), why)));
            return;
        }
        if (about.isPresent()) request(loop, about.get(), own, send.bytes());
        else loop.execute(() -> peer.tell(loop, peer.target(), own, send.bytes(), _ -> {}));
    }

    /// What is sent may differ from what was asked, by its id or by an edit: then it is read again.
    private static Message.Asking asking(Effect.Send send) {
        if (send.about().isPresent() && send.about().get().request().bytes() == send.bytes()) {
            return send.about().get().request();
        }
        if (Reading.of(send.bytes(), Bounds.DEFAULT) instanceof Reading.Read read
                && read.message() instanceof Message.Asking asking) {
            return asking;
        }
        throw new IllegalArgumentException("servers of this revision take no answers");
    }

    private void request(EventLoop loop, Asked asked, String own, byte[] body) {
        var hearing = new Hearing(
                asked.sentAs(), Method.SUBSCRIPTIONS_LISTEN.is(asked.request().method()));
        Call call = peer.post(loop, peer.target(), own, body, hearing);
        hearing.call = call;
        calls.put(asked.sentAs(), call);
        loop.execute(call::start);
        if (isClosed) hangUp(asked.sentAs());
        if (asked.own()) {
            // Nobody gives up what Pavise itself asks.
            long millis = Duration.between(asked.since(), asked.until()).toMillis();
            var _ = loop.schedule(() -> hangUp(asked.sentAs()), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void hangUp(Id sentAs) {
        Call call = calls.remove(sentAs);
        if (call == null) return;
        call.loop().execute(() -> {
            if (call.isOver()) return;
            call.cancel();
            peer.listener().unanswered(sentAs, Upstream.Listener.GIVEN_UP);
        });
    }

    @Override
    public CompletableFuture<?> close() {
        if (isClosed) return CompletableFuture.completedFuture(null);
        isClosed = true;
        peer.close();
        for (Call each : List.copyOf(calls.values())) each.loop().execute(each::cancel);
        calls.clear();
        var over = new CompletableFuture<Void>();
        peer.remotes().anyLoop().execute(() -> {
            peer.listener().ended("closed");
            peer.listener().then(() -> over.complete(null));
        });
        return over;
    }

    /// Hears the reply to one request.
    private final class Hearing implements Intake.Hearer {
        private final Id sentAs;
        private final boolean listens;
        private final Room.Told told = peer.told();
        private @Nullable Call call;
        private boolean isStream;
        private boolean isAnswered;
        private @Nullable Future<?> grace;

        Hearing(Id sentAs, boolean listens) {
            this.sentAs = sentAs;
            this.listens = listens;
        }

        @Override
        public void head(int status, HttpHeaders headers) {
            isStream = status == 200 && Intake.type(headers) == Intake.Type.STREAM;
            if (isStream && listens && call != null) call.becomesStream();
        }

        @Override
        public void message(byte[] bytes) {
            boolean answers = !isAnswered && Answers.isTo(sentAs, bytes);
            peer.listener().tells(bytes, Optional.of(sentAs));
            Call used = call;
            if (used == null) return;
            if (isStream) told.add(bytes.length, used);
            if (!answers) return;
            isAnswered = true;
            calls.remove(sentAs, used);
            // A server may leave it open, and then it would hold its connection for ever.
            if (isStream) grace = used.loop().schedule(used::cancel, Peer.GRACE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void overlong(long bytes) {
            if (call != null) calls.remove(sentAs, call);
            if (!isAnswered) peer.listener().overlong(bytes, Optional.of(sentAs));
        }

        @Override
        public void over(Intake.End end) {
            if (call != null) calls.remove(sentAs, call);
            if (grace != null) grace.cancel(false);
            if (!isAnswered) peer.unanswered(sentAs, end);
        }
    }
}
