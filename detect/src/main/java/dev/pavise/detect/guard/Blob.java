package dev.pavise.detect.guard;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file in a message: bytes in base64, where MCP has them (content blocks, contents of resources) or where they stand
/// under the same names elsewhere.
///
/// @param string the string that holds them
/// @param mime what is said of their type
/// @param name their address or name
record Blob(Value string, @Nullable String mime, @Nullable String name) {
    private static final Set<String> DECLARED = Set.of("image", "audio");
    /// Below it, what stands in no block of MCP's is read as text.
    private static final int BYTES_MIN = 64;

    /// All in this value, in the order of the text.
    static List<Blob> in(Value below) {
        var blobs = new ArrayList<Blob>();
        Json json = below.json();
        for (int entry = below.entry(); entry < json.end(below.entry()); entry++) {
            if (json.kind(entry) == Json.Kind.OBJECT) add(new Value(json, entry), blobs);
        }
        return blobs;
    }

    private static void add(Value object, List<Blob> blobs) {
        Json json = object.json();
        for (int key = object.entry() + 1; key < json.end(object.entry()); key = json.end(key + 1)) {
            Value string = new Value(json, key + 1);
            if (string.isString() && (isDeclared(object, new Value(json, key)) || isBytes(json, key + 1))) {
                String name = object.string("uri");
                blobs.add(new Blob(string, object.string("mimeType"), name == null ? object.string("name") : name));
            }
        }
    }

    /// Whether a string of this name is a file by MCP, whatever stands in it.
    private static boolean isDeclared(Value object, Value name) {
        if (name.is("blob")) return true;
        if (!name.is("data")) return false;
        String type = object.string("type");
        return type != null && DECLARED.contains(type);
    }

    /// Whether a string looks like one: it is not read as text then.
    static boolean isBytes(Json json, int entry) {
        if (entry == 0 || !json.isName(entry - 1) || json.to(entry) - json.from(entry) < BYTES_MIN) return false;
        Value name = new Value(json, entry - 1);
        if (!name.is("data") && !name.is("blob")) return false;
        byte[] bytes = json.bytes();
        for (int i = json.from(entry) + 1; i < json.to(entry) - 1; i++) {
            byte b = bytes[i];
            boolean is =
                    b >= '0' && b <= '9' || (b | 0x20) >= 'a' && (b | 0x20) <= 'z' || b == '+' || b == '/' || b == '=';
            if (!is) return false;
        }
        return true;
    }

    /// The bytes, as the most lenient of readers decodes them (RFC 4648, section 3.3; so do Python and Node): both
    /// alphabets, past whatever is in neither, up to the padding, without the head of a `data:` address.
    byte[] bytes() {
        String text = string.text();
        int start = text.startsWith("data:") ? text.indexOf(',') + 1 : 0;
        byte[] letters = new byte[text.length() - start];
        int count = 0;
        for (int i = start; i < text.length() && text.charAt(i) != '='; i++) {
            char c = text.charAt(i);
            boolean is = c >= '0' && c <= '9' || c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (is || c == '+' || c == '/') letters[count++] = (byte) c;
            else if (c == '-' || c == '_') letters[count++] = (byte) (c == '-' ? '+' : '/');
        }
        int whole = count % 4 == 1 ? count - 1 : count;
        return Base64.getDecoder().decode(java.util.Arrays.copyOf(letters, whole));
    }
}
