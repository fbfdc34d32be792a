package dev.pavise.core.message;

import dev.pavise.core.json.Json;
import java.util.Arrays;
import java.util.Optional;

/// Finds the id of a message that is too long to keep or that is no JSON, while its bytes go by. It believes nothing
/// else about them: they are never passed on, and the id only serves to tell its caller so.
public final class PassingId {
    private static final int BYTES_MAX = 1024;
    private static final String NAME = "\"id\"";

    private final byte[] token = new byte[BYTES_MAX];
    private int length;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean isValue;
    private boolean isId;
    private int found;
    private Optional<Id> id = Optional.empty();

    /// The next bytes.
    public void pass(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (inString) string(bytes[i]);
            else structure(bytes[i]);
        }
    }

    /// The id, if exactly one valid one stood at the top level so far.
    public Optional<Id> found() {
        return found == 1 ? id : Optional.empty();
    }

    private void string(byte b) {
        note(b);
        if (escaped) escaped = false;
        else if (b == '\\') escaped = true;
        else if (b == '"') inString = false;
    }

    private void structure(byte b) {
        switch (b) {
            case '"' -> {
                inString = true;
                if (!isValue) length = 0;
                note(b);
            }
            case '{', '[' -> {
                note(b);
                depth++;
            }
            case '}', ']' -> {
                if (depth == 1) endOfMember();
                depth--;
                note(b);
            }
            case ':' -> {
                if (depth == 1 && !isValue) startOfValue();
            }
            case ',' -> {
                if (depth == 1) endOfMember();
            }
            case ' ', '\t', '\r', '\n' -> {}
            default -> note(b);
        }
    }

    private void startOfValue() {
        isId = length == NAME.length() && text().equals(NAME);
        isValue = true;
        length = 0;
    }

    private void endOfMember() {
        if (isId) {
            found++;
            id = length < BYTES_MAX && Json.read(Arrays.copyOf(token, length)) instanceof Json json
                    ? Id.of(json.root())
                    : Optional.empty();
        }
        isId = false;
        isValue = false;
        length = 0;
    }

    /// Only names of the outermost object and the value of its id are looked at.
    private void note(byte b) {
        if ((depth == 1 || isId) && length < BYTES_MAX) token[length++] = b;
    }

    private String text() {
        return new String(token, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
