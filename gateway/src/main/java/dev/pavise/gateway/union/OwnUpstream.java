package dev.pavise.gateway.union;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.message.Message;
import dev.pavise.core.union.OwnAnswers;
import dev.pavise.gateway.Upstream;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Pavise as a server: it is there at once and never ends by itself.
public final class OwnUpstream implements Upstream {
    private final Executor elsewhere;
    private final String version;
    private volatile @Nullable Listener listener;

    /// @param elsewhere runs what must not run under a session's lock, in order
    /// @param version Pavise's own: `0.1.0`
    public OwnUpstream(Executor elsewhere, String version) {
        this.elsewhere = elsewhere;
        this.version = version;
    }

    @Override
    public void open(Listener hears) {
        listener = hears;
    }

    @Override
    public void send(Effect.Send send) {
        Optional<Asked> asked = send.about().filter(each -> !each.cancelled());
        Listener hears = listener;
        if (asked.isEmpty() || hears == null) return;
        Message.Request request = asked.get().request();
        var sent = new Message.Request(request.json(), asked.get().sentAs(), request.method(), request.params());
        elsewhere.execute(() -> hears.tells(OwnAnswers.to(sent, version), Optional.of(sent.id())));
    }

    @Override
    public void awaitRoom() {
        // Nothing waits for it.
    }

    @Override
    public void close() {
        Listener hears = listener;
        listener = null;
        if (hears != null) hears.ended("Pavise ends");
    }
}
