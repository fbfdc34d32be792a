package dev.pavise.gateway.remote;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// One HTTP request on its way, and its reply. Follows redirects of 307 and 308 that stay at the origin; all others
/// end it, because they would carry what is meant for one server to another.
///
/// Everything happens on the event loop of its pool, except where a method says otherwise.
final class Call {
    private static final int REDIRECTS_MAX = 3;
    private static final int CONTINUES_MAX = 8;

    private final Pool pool;
    private final boolean isStream;
    private final Reply reply;
    private Request request;
    private @Nullable Runnable onLeft;
    private @Nullable Wire wire;
    private int redirects;
    private boolean isWritten;
    private boolean isOver;

    /// @param isStream whether it stays open for as long as both want, and does not count as a call
    /// @param onLeft called once: when the request was written, or will not be
    Call(Pool pool, Request request, boolean isStream, Reply reply, Runnable onLeft) {
        this.pool = pool;
        this.request = request;
        this.isStream = isStream;
        this.reply = reply;
        this.onLeft = onLeft;
    }

    EventLoop loop() {
        return pool.loop();
    }

    Request request() {
        return request;
    }

    boolean isStream() {
        return isStream;
    }

    /// Whether anything of it may have reached the server.
    boolean isWritten() {
        return isWritten;
    }

    boolean isOver() {
        return isOver;
    }

    void start() {
        if (!isOver) pool.run(this);
    }

    /// Hangs up. Nothing more is heard.
    void cancel() {
        if (isOver) return;
        isOver = true;
        left();
        Wire used = wire;
        wire = null;
        if (used == null) pool.forget(this);
        else used.close();
    }

    /// Stops reading until [#resume].
    void pause() {
        if (wire != null) wire.reads(false);
    }

    void resume() {
        if (wire != null) wire.reads(true);
    }

    /// Does not count as a call any more: its reply is a stream that stays open.
    void becomesStream() {
        if (wire != null) wire.becomesStream();
    }

    /// From now on it is on this connection.
    void on(Wire taken) {
        wire = taken;
        isWritten = true;
    }

    void left() {
        Runnable told = onLeft;
        onLeft = null;
        if (told != null) told.run();
    }

    void head(int status, HttpHeaders headers) {
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            abort("its reply is compressed, which was not asked for");
        } else if (status >= 300 && status < 400 && status != 304) {
            redirected(status, headers);
        } else {
            reply.head(status, headers);
        }
    }

    private void redirected(int status, HttpHeaders headers) {
        String location = headers.get(HttpHeaderNames.LOCATION);
        boolean mayFollow = (status == 307 || status == 308) && location != null;
        if (!mayFollow) {
            abort("it answered with a redirect that is not followed: HTTP " + status);
            return;
        }
        try {
            Target next = request.target().resolve(location);
            if (!next.isSameOrigin(request.target())) {
                abort("it redirects to another origin, " + next + ", which is never followed");
            } else if (++redirects > REDIRECTS_MAX) {
                abort("it redirects more than " + REDIRECTS_MAX + " times");
            } else {
                Wire used = wire;
                wire = null;
                request = request.at(next);
                if (used != null) used.drop();
                pool.run(this);
            }
        } catch (IllegalArgumentException e) {
            abort("it redirects to what is no URL to follow");
        }
    }

    /// Hangs up and says why.
    void abort(String why) {
        if (isOver) return;
        Wire used = wire;
        broken(why);
        if (used != null) used.close();
    }

    void bytes(ByteBuf part) {
        if (!isOver) reply.bytes(part);
    }

    void end() {
        if (isOver) return;
        isOver = true;
        wire = null;
        left();
        reply.end();
    }

    void broken(String why) {
        if (isOver) return;
        isOver = true;
        wire = null;
        left();
        reply.broken(why);
    }

    /// How many informational replies a server may send before its reply.
    static int continuesMax() {
        return CONTINUES_MAX;
    }
}
