package dev.pavise.gateway.remote;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes an event stream apart (WHATWG HTML, section 9.2.6), however its bytes are cut into pieces. Holds at most one
/// event, and of that no more than is allowed.
final class Events {
    /// Hears the events.
    interface Sink {
        /// An event that has data.
        ///
        /// @param name `message` where the stream gives none
        /// @param data its lines, with line feeds between them
        void event(String name, byte[] data);

        /// An event that is too long. Nothing more is heard of the stream.
        ///
        /// @param bytes how much of it came until now
        void overlong(long bytes);
    }

    static final String MESSAGE = "message";
    private static final int NAME_BYTES_MAX = 64;
    private static final int ID_BYTES_MAX = 1024;
    /// What stands in a line beside data.
    private static final int FIELD_BYTES_MAX = 2048;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NOTHING = new byte[0];

    private final int bytesMax;
    private final Sink sink;
    private byte[] line = NOTHING;
    private int lineLength;
    private byte[] data = NOTHING;
    private int dataLength;
    private boolean hasData;
    private boolean isFirstLine = true;
    private boolean isAfterReturn;
    private boolean isOver;
    private String name = MESSAGE;
    private String newId = "";
    private String lastId = "";
    private long retryMillis = -1;

    Events(int bytesMax, Sink sink) {
        this.bytesMax = bytesMax;
        this.sink = sink;
    }

    /// The id of the last event that was whole, each byte as one character; else empty.
    String lastId() {
        return lastId;
    }

    /// How long the server wants a client to wait before it comes back; negative where it does not say.
    long retryMillis() {
        return retryMillis;
    }

    /// The next bytes. All of them are read.
    void feed(ByteBuf in) {
        while (in.isReadable() && !isOver) {
            int from = in.readerIndex();
            if (isAfterReturn) {
                isAfterReturn = false;
                if (in.getByte(from) == '\n') {
                    in.skipBytes(1);
                    continue;
                }
            }
            int end = endOfLine(in, from);
            if (end < 0) {
                keep(in, from, in.writerIndex());
                break;
            }
            isAfterReturn = in.getByte(end) == '\r';
            in.readerIndex(end + 1);
            if (lineLength == 0) line(in, from, end);
            else pieces(in, from, end);
        }
        in.readerIndex(in.writerIndex());
    }

    private static int endOfLine(ByteBuf in, int from) {
        int feed = in.indexOf(from, in.writerIndex(), (byte) '\n');
        int end = feed < 0 ? in.writerIndex() : feed;
        int carriage = in.indexOf(from, end, (byte) '\r');
        return carriage < 0 ? feed : carriage;
    }

    private void pieces(ByteBuf in, int from, int end) {
        keep(in, from, end);
        if (isOver) return;
        int length = lineLength;
        lineLength = 0;
        line(Unpooled.wrappedBuffer(line, 0, length), 0, length);
        if (line.length > FIELD_BYTES_MAX) line = NOTHING;
    }

    private void keep(ByteBuf in, int from, int to) {
        int more = to - from;
        if ((long) lineLength + more + dataLength > (long) bytesMax + FIELD_BYTES_MAX) {
            refuse((long) lineLength + more + dataLength);
            return;
        }
        line = room(line, lineLength, more);
        in.getBytes(from, line, lineLength, more);
        lineLength += more;
    }

    private void refuse(long bytes) {
        isOver = true;
        line = NOTHING;
        data = NOTHING;
        sink.overlong(bytes);
    }

    private static byte[] room(byte[] array, int length, int more) {
        if (length + more <= array.length) return array;
        return Arrays.copyOf(array, Math.max(length + more, (int) Math.min(length * 2L, Integer.MAX_VALUE - 8)));
    }

    private void line(ByteBuf in, int start, int to) {
        int from = start;
        if (isFirstLine) {
            isFirstLine = false;
            if (starts(in, from, to, BYTE_ORDER_MARK)) from += BYTE_ORDER_MARK.length;
        }
        if (from == to) {
            dispatch();
            return;
        }
        int colon = in.indexOf(from, Math.min(to, from + 6), (byte) ':');
        if (colon == from) return;
        int nameEnd = colon < 0 ? to : colon;
        int value = colon < 0 ? to : colon + 1;
        if (value < to && in.getByte(value) == ' ') value++;
        if (is(in, from, nameEnd, "data")) data(in, value, to);
        else if (is(in, from, nameEnd, "event")) name = name(in, value, to);
        else if (is(in, from, nameEnd, "id")) id(in, value, to);
        else if (is(in, from, nameEnd, "retry")) retry(in, value, to);
    }

    private void data(ByteBuf in, int from, int to) {
        int more = to - from + (hasData ? 1 : 0);
        if ((long) dataLength + more > bytesMax) {
            refuse((long) dataLength + more);
            return;
        }
        data = room(data, dataLength, more);
        if (hasData) data[dataLength++] = '\n';
        in.getBytes(from, data, dataLength, to - from);
        dataLength += to - from;
        hasData = true;
    }

    private static String name(ByteBuf in, int from, int to) {
        if (from == to) return MESSAGE;
        if (is(in, from, to, MESSAGE)) return MESSAGE;
        return in.toString(from, Math.min(to - from, NAME_BYTES_MAX), StandardCharsets.ISO_8859_1);
    }

    /// An id comes back in a header: what has no place there is no id. The specification leaves out NUL only.
    private void id(ByteBuf in, int from, int to) {
        byte[] bytes = new byte[Math.min(to - from, ID_BYTES_MAX + 1)];
        in.getBytes(from, bytes);
        boolean bad = bytes.length > ID_BYTES_MAX;
        for (byte each : bytes) bad |= (each >= 0 && each < ' ') || each == 0x7F;
        if (bad) return;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            newId = new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (CharacterCodingException e) {
            // Not UTF-8, so no id.
            return;
        }
    }

    private void retry(ByteBuf in, int from, int to) {
        if (from == to) return;
        long millis = 0;
        for (int i = from; i < to; i++) {
            int digit = in.getByte(i) - '0';
            if (digit < 0 || digit > 9) return;
            millis = Math.min(millis * 10 + digit, Integer.MAX_VALUE);
        }
        retryMillis = millis;
    }

    private void dispatch() {
        lastId = newId;
        byte[] whole = dataLength == data.length ? data : Arrays.copyOf(data, dataLength);
        String named = name;
        name = MESSAGE;
        data = NOTHING;
        dataLength = 0;
        hasData = false;
        if (whole.length > 0) sink.event(named, whole);
    }

    private static boolean is(ByteBuf in, int from, int to, String text) {
        if (to - from != text.length()) return false;
        for (int i = 0; i < text.length(); i++) {
            if (in.getByte(from + i) != text.charAt(i)) return false;
        }
        return true;
    }

    private static boolean starts(ByteBuf in, int from, int to, byte[] prefix) {
        if (to - from < prefix.length) return false;
        for (int i = 0; i < prefix.length; i++) {
            if (in.getByte(from + i) != prefix[i]) return false;
        }
        return true;
    }
}
