package dev.pavise.gateway.remote;

import dev.pavise.core.message.Id;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request of a legacy session, until its reply is over: the POST, and the streams on which its reply is resumed.
final class Question implements Intake.Hearer {
    /// How often in a row a reply is resumed without anything coming of it.
    private static final int ATTEMPTS_MAX = 5;

    static final long RETRY_MILLIS = 1000;
    private static final long RETRY_MILLIS_MIN = 100;
    private static final long RETRY_MILLIS_MAX = 60_000;

    private final LegacyTalk talk;
    private final byte[] message;
    private final Id sentAs;
    private final boolean opens;
    private final Room.Told told;
    private @Nullable Call call;
    private @Nullable Future<?> timer;
    private @Nullable Future<?> until;
    private String givenId = "";
    private String lastId = "";
    private long retryMillis = RETRY_MILLIS;
    private int attempts;
    private boolean isStream;
    private boolean isResuming;
    private boolean isAnswered;
    private boolean isOver;

    Question(LegacyTalk talk, byte[] message, Id sentAs, boolean opens) {
        this.talk = talk;
        this.message = message;
        this.sentAs = sentAs;
        this.opens = opens;
        told = talk.peer().told();
    }

    Id sentAs() {
        return sentAs;
    }

    /// What hangs up when its time is over.
    void until(Future<?> bound) {
        if (isOver) bound.cancel(false);
        else until = bound;
    }

    void ask() {
        Call asked = talk.peer().post(talk.loop(), talk.target(), talk.own(), message, this);
        call = asked;
        asked.start();
    }

    /// How long a server wants to be left alone, within reason.
    static long delay(long retryMillis) {
        return Math.clamp(retryMillis < 0 ? RETRY_MILLIS : retryMillis, RETRY_MILLIS_MIN, RETRY_MILLIS_MAX);
    }

    /// Takes it back, if nothing of it has reached the server; whether it was so.
    boolean withdraw() {
        if (call == null || call.isWritten() || isResuming) return false;
        hangUp();
        return true;
    }

    void hangUp() {
        if (call != null) call.cancel();
        finish();
    }

    private void finish() {
        if (isOver) return;
        isOver = true;
        if (timer != null) timer.cancel(false);
        if (until != null) until.cancel(false);
        talk.finished(this);
        if (isResuming) talk.resumes(-1);
    }

    @Override
    public void head(int status, HttpHeaders headers) {
        isStream = status == 200 && Intake.type(headers) == Intake.Type.STREAM;
        if (!opens || status != 200 || isResuming) return;
        String given = headers.get("mcp-session-id");
        if (given == null) return;
        if (LegacyTalk.isSessionId(given)) givenId = given;
        else if (call != null) call.abort("its session id has characters that no session id has");
    }

    @Override
    public void message(byte[] bytes) {
        boolean answers = !isAnswered && Answers.isTo(sentAs, bytes);
        isAnswered |= answers;
        attempts = 0;
        if (answers && opens) talk.opened(bytes, givenId);
        Call used = call;
        if (answers && isStream && used != null) {
            // A server may leave the stream open, and then it would hold its connection for ever.
            timer = talk.loop().schedule(this::hangUp, Peer.GRACE_SECONDS, TimeUnit.SECONDS);
            if (isResuming) hangUp();
        }
        talk.peer().listener().tells(bytes, Optional.of(sentAs));
        if (isStream && used != null) told.add(bytes.length, used);
    }

    @Override
    public void overlong(long bytes) {
        finish();
        if (!isAnswered) talk.peer().listener().overlong(bytes, Optional.of(sentAs));
    }

    @Override
    public void over(Intake.End end) {
        if (isOver) return;
        if (!end.lastId().isEmpty()) {
            if (!end.lastId().equals(lastId)) attempts = 0;
            lastId = end.lastId();
        }
        if (end.retryMillis() >= 0) retryMillis = end.retryMillis();
        if (isAnswered) {
            finish();
        } else if (end.status() == 404 && talk.noSession()) {
            finish();
        } else if (talk.isOld() && end.isAccepted()) {
            // The answer comes on the other stream.
            finish();
        } else if (opens && talk.isNew() && !talk.isOld() && isUnknown(end)) {
            talk.tryOld(this, end);
        } else if (!lastId.isEmpty() && attempts < ATTEMPTS_MAX && mayResume(end)) {
            resumeLater();
        } else {
            unanswered(end);
        }
    }

    private boolean mayResume(Intake.End end) {
        return !talk.isOld()
                && (end.status() == 0 ? isResuming : end.type() == Intake.Type.STREAM && end.status() == 200);
    }

    /// What servers of 2024-11-05 say to a POST at the address of their stream.
    private static boolean isUnknown(Intake.End end) {
        boolean refused = end.status() == 400 || end.status() == 404 || end.status() == 405;
        return refused && Answers.failure(end.body()).isEmpty();
    }

    private void resumeLater() {
        attempts++;
        if (!isResuming) {
            isResuming = true;
            talk.resumes(1);
        }
        timer = talk.loop().schedule(this::resume, delay(retryMillis), TimeUnit.MILLISECONDS);
    }

    private void resume() {
        if (isOver || talk.isOver()) return;
        Call resumed = talk.peer().get(talk.loop(), talk.own(lastId), this);
        call = resumed;
        resumed.start();
    }

    /// It is over without an answer.
    void unanswered(Intake.End end) {
        finish();
        talk.peer().unanswered(sentAs, end);
    }
}
