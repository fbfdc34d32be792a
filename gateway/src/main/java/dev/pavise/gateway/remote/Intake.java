package dev.pavise.gateway.remote;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Takes a reply apart: JSON whole, an event stream event by event. What comes with another status or type is kept as
/// it is until the end.
final class Intake implements Reply {
    /// What comes in a reply, in its order, and [#over] last.
    interface Hearer {
        /// The head of a reply.
        default void head(int status, HttpHeaders headers) {}

        /// A message: a body of JSON, or the data of an event.
        void message(byte[] bytes);

        /// An event of another name.
        default void named(String event, byte[] data) {}

        /// A message that is too long. The call is hung up, and nothing more is heard.
        void overlong(long bytes);

        void over(End end);
    }

    /// How a reply ended.
    ///
    /// @param status 0 where there was none
    /// @param type what the body is
    /// @param body the body, where it was neither a stream nor a message
    /// @param lastId the id of the last event that came, else empty
    /// @param retryMillis how long the server wants to be left alone, or negative
    /// @param why how it broke, in words; empty where it is whole
    record End(int status, Type type, byte[] body, String lastId, long retryMillis, String why) {
        boolean isAccepted() {
            return status >= 200 && status < 300;
        }

        /// In words, where the reply held no answer.
        String words() {
            if (!why.isEmpty()) return why;
            if (!isAccepted()) return "it answered with HTTP " + status;
            return switch (type) {
                case STREAM -> "its event stream ended without the answer";
                case JSON -> "its reply does not hold the answer";
                case OTHER -> "its reply is neither JSON nor an event stream (HTTP " + status + ")";
            };
        }
    }

    /// What a body says that it is.
    enum Type {
        JSON,
        STREAM,
        OTHER
    }

    private static final int FIRST_MAX = 64 << 10;
    /// What is kept of a body that is no message.
    private static final int OTHER_BYTES_MAX = 64 << 10;
    private static final byte[] NOTHING = new byte[0];

    private final int bytesMax;
    private final Hearer hearer;
    private @Nullable Call call;
    private @Nullable Events events;
    private Type type = Type.OTHER;
    private int status;
    private byte[] body = NOTHING;
    private int length;

    Intake(int bytesMax, Hearer hearer) {
        this.bytesMax = bytesMax;
        this.hearer = hearer;
    }

    /// The call whose reply it is; before it starts.
    void of(Call made) {
        call = made;
    }

    @Override
    public void head(int found, HttpHeaders headers) {
        status = found;
        type = type(headers);
        hearer.head(found, headers);
        if (type == Type.STREAM && found == 200) {
            events = new Events(bytesMax, new Events.Sink() {
                @Override
                public void event(String name, byte[] data) {
                    if (isOver()) return;
                    if (name.equals(Events.MESSAGE)) hearer.message(data);
                    else hearer.named(name, data);
                }

                @Override
                public void overlong(long bytes) {
                    tooLong(bytes);
                }
            });
            return;
        }
        long announced = announced(headers.get(HttpHeaderNames.CONTENT_LENGTH));
        if (type == Type.JSON && announced > bytesMax) tooLong(announced);
        else body = new byte[(int) Math.min(announced, FIRST_MAX)];
    }

    private static long announced(@Nullable String length) {
        try {
            return length == null ? 0 : Math.max(0, Long.parseLong(length));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static Type type(HttpHeaders headers) {
        String written = headers.get(HttpHeaderNames.CONTENT_TYPE);
        if (written == null) return Type.OTHER;
        int end = written.indexOf(';');
        String media = (end < 0 ? written : written.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return switch (media) {
            case "application/json" -> Type.JSON;
            case "text/event-stream" -> Type.STREAM;
            default -> Type.OTHER;
        };
    }

    private boolean isOver() {
        return call != null && call.isOver();
    }

    private void tooLong(long bytes) {
        if (call != null) call.cancel();
        hearer.overlong(bytes);
    }

    @Override
    public void bytes(ByteBuf part) {
        if (events != null) {
            events.feed(part);
            return;
        }
        int more = part.readableBytes();
        if (type != Type.JSON) more = Math.min(more, OTHER_BYTES_MAX - length);
        if ((long) length + more > bytesMax) {
            tooLong((long) length + more);
            return;
        }
        if (length + more > body.length) {
            body = Arrays.copyOf(body, (int) Math.max(length + more, Math.min(bytesMax, length * 2L)));
        }
        part.readBytes(body, length, more);
        length += more;
    }

    @Override
    public void end() {
        byte[] whole = length == body.length ? body : Arrays.copyOf(body, length);
        body = NOTHING;
        boolean isMessage = type == Type.JSON && status == 200 && whole.length > 0;
        if (isMessage) hearer.message(whole);
        hearer.over(ended(isMessage ? NOTHING : whole, ""));
    }

    @Override
    public void broken(String why) {
        hearer.over(ended(NOTHING, why));
    }

    private End ended(byte[] rest, String why) {
        String lastId = events == null ? "" : events.lastId();
        long retryMillis = events == null ? -1 : events.retryMillis();
        return new End(status, type, rest, lastId, retryMillis, why);
    }
}
