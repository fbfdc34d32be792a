package dev.pavise.gateway.remote;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Id;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells the answer to a request from whatever else comes in its reply, so that a reply is known to be complete. It
/// decides nothing else: the session reads every message by itself, strictly.
final class Answers {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private final byte[] in;
    private int i;

    private Answers(byte[] in) {
        this.in = in;
    }

    /// Whether the bytes are an answer under this id, or a batch that holds one.
    static boolean isTo(Id sentAs, byte[] message) {
        var answers = new Answers(message);
        answers.skipSpace();
        if (answers.peek() == '[') return batchHolds(sentAs, message);
        return answers.peek() == '{' && answers.object(sentAs.bytes());
    }

    /// The code of a JSON-RPC error, and the id that it is about; empty where the bytes are no JSON-RPC error.
    static Optional<Failure> failure(byte[] message) {
        if (!(Json.read(message) instanceof Json json)) return Optional.empty();
        Value root = json.root();
        Value code = root.at("error", "code");
        if (code == null || code.kind() != Json.Kind.NUMBER) return Optional.empty();
        if (!"2.0".equals(root.string("jsonrpc")) || root.member("result") != null) return Optional.empty();
        Value id = root.member("id");
        return Optional.of(new Failure(code.raw(), id));
    }

    /// A JSON-RPC error as far as a reply's end is concerned.
    record Failure(String code, @Nullable Value id) {
        boolean isTo(Id sentAs) {
            return id != null
                    && (id.isString()
                            ? Id.of(id.text()).equals(sentAs)
                            : id.raw().equals(sentAs.json()));
        }
    }

    private static boolean batchHolds(Id sentAs, byte[] message) {
        if (!(Json.read(message) instanceof Json json)) return false;
        for (Value each : json.root().elements()) {
            Value id = each.member("id");
            if (id != null && each.member("method") == null && new Failure("", id).isTo(sentAs)) return true;
        }
        return false;
    }

    private boolean object(byte[] wanted) {
        boolean sameId = false;
        boolean answers = false;
        i++;
        while (i < in.length && !(sameId && answers)) {
            skipSpace();
            int name = i;
            if (peek() != '"') return false;
            string();
            int nameEnd = i;
            skipSpace();
            if (peek() != ':') return false;
            i++;
            skipSpace();
            int value = i;
            value();
            if (is(name, nameEnd, "\"method\"")) return false;
            if (is(name, nameEnd, "\"id\"")) sameId = isSame(value, i, wanted);
            if (is(name, nameEnd, "\"result\"") || is(name, nameEnd, "\"error\"")) answers = true;
            skipSpace();
            if (peek() != ',') break;
            i++;
        }
        return sameId && answers;
    }

    private void value() {
        int depth = 0;
        while (i < in.length) {
            switch (in[i]) {
                case '"' -> string();
                case '{', '[' -> {
                    depth++;
                    i++;
                }
                case '}', ']' -> {
                    if (depth == 0) return;
                    depth--;
                    i++;
                }
                case ',', ' ', '\t', '\r', '\n' -> {
                    if (depth == 0) return;
                    i++;
                }
                default -> i++;
            }
        }
    }

    /// From one quote to behind the next that ends the string.
    private void string() {
        i++;
        while (true) {
            while (i <= in.length - Long.BYTES) {
                long eight = (long) EIGHT.get(in, i);
                long quote = eight ^ ONES * '"';
                long escape = eight ^ ONES * '\\';
                // The lowest byte that is marked is a quote or a backslash; borrows only reach higher ones.
                long found = (((quote - ONES) & ~quote) | ((escape - ONES) & ~escape)) & TOPS;
                if (found != 0) {
                    i += Long.numberOfTrailingZeros(found) >>> 3;
                    break;
                }
                i += Long.BYTES;
            }
            while (i < in.length && in[i] != '"' && in[i] != '\\') i++;
            if (i >= in.length) return;
            if (in[i] == '"') {
                i++;
                return;
            }
            i += 2;
        }
    }

    private boolean is(int from, int to, String text) {
        if (to - from != text.length()) return false;
        for (int k = 0; k < text.length(); k++) {
            if (in[from + k] != text.charAt(k)) return false;
        }
        return true;
    }

    private boolean isSame(int from, int to, byte[] wanted) {
        if (java.util.Arrays.equals(in, from, to, wanted, 0, wanted.length)) return true;
        boolean escaped = from < to
                && in[from] == '"'
                && new String(in, from, to - from, StandardCharsets.UTF_8).indexOf('\\') >= 0;
        return escaped
                && Json.read(java.util.Arrays.copyOfRange(in, from, to)) instanceof Json json
                && Id.of(json.root().text()).equals(new Id(new String(wanted, StandardCharsets.UTF_8)));
    }

    private int peek() {
        return i < in.length ? in[i] : -1;
    }

    private void skipSpace() {
        while (i < in.length && (in[i] == ' ' || in[i] == '\n' || in[i] == '\r' || in[i] == '\t')) i++;
    }
}
