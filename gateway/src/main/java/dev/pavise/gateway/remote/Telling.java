package dev.pavise.gateway.remote;

import dev.pavise.gateway.Upstream;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hears the reply to what is no request: usually an empty one.
final class Telling implements Intake.Hearer {
    private final Upstream.Listener listener;
    private final Consumer<Intake.End> then;
    private @Nullable Future<?> bound;

    Telling(Upstream.Listener listener, Consumer<Intake.End> then) {
        this.listener = listener;
        this.then = then;
    }

    /// What ends it when it takes too long.
    void bound(Future<?> timer) {
        bound = timer;
    }

    @Override
    public void message(byte[] bytes) {
        if (Answers.failure(bytes).isPresent()) listener.tells(bytes, Optional.empty());
    }

    @Override
    public void overlong(long bytes) {
        over(new Intake.End(0, Intake.Type.OTHER, Request.NO_BODY, "", -1, "its reply is too long"));
    }

    @Override
    public void over(Intake.End end) {
        if (bound != null) bound.cancel(false);
        if (end.type() == Intake.Type.JSON && end.body().length > 0) message(end.body());
        then.accept(end);
    }
}
