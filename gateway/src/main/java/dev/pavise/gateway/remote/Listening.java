package dev.pavise.gateway.remote;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The stream of a legacy session on which its server speaks by itself. It is opened anew when it ends, after the time
/// that the server wants, and less and less often where nothing comes of it.
final class Listening implements Intake.Hearer {
    private static final long DELAY_MILLIS_MAX = 60_000;

    private final LegacyTalk talk;
    private final Room.Told told;
    private @Nullable Call call;
    private @Nullable Future<?> timer;
    private String lastId = "";
    private long retryMillis = Question.RETRY_MILLIS;
    private int fruitless;
    private boolean isWanted;

    Listening(LegacyTalk talk) {
        this.talk = talk;
        told = talk.peer().told();
    }

    void open() {
        isWanted = true;
        wake();
    }

    /// Opens it, if it is wanted and nothing speaks against it.
    void wake() {
        if (!isWanted || call != null || timer != null || talk.isResuming() || talk.isOver()) return;
        Call opened = talk.peer().get(talk.loop(), talk.own(lastId), this);
        call = opened;
        opened.start();
    }

    void close() {
        isWanted = false;
        if (timer != null) timer.cancel(false);
        if (call != null) call.cancel();
    }

    @Override
    public void message(byte[] bytes) {
        fruitless = 0;
        talk.peer().listener().tells(bytes, Optional.empty());
        if (call != null) told.add(bytes.length, call);
    }

    @Override
    public void overlong(long bytes) {
        // To come back with the id of the last event would bring the same again.
        lastId = "";
        again();
        talk.peer().listener().overlong(bytes, Optional.empty());
    }

    @Override
    public void over(Intake.End end) {
        call = null;
        if (end.status() == 404 && talk.noSession()) return;
        boolean wasStream = end.status() == 200 && end.type() == Intake.Type.STREAM;
        boolean isOffered = wasStream || end.status() == 0 || end.status() >= 500;
        if (!isOffered) {
            isWanted = false;
            return;
        }
        if (wasStream) lastId = end.lastId();
        if (end.retryMillis() >= 0) retryMillis = end.retryMillis();
        again();
    }

    private void again() {
        call = null;
        if (!isWanted) return;
        long delay = Question.delay(retryMillis) << Math.min(fruitless, 10);
        fruitless++;
        timer = talk.loop()
                .schedule(
                        () -> {
                            timer = null;
                            wake();
                        },
                        Math.min(delay, DELAY_MILLIS_MAX),
                        TimeUnit.MILLISECONDS);
    }
}
