package dev.pavise.core.union;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How several servers introduce themselves as one, in place of what Pavise says of itself: what any of them declares,
/// and what each says of itself under its name.
public final class Introduction {
    private static final String OF = ": its tools begin with ";
    private static final String CHANGING = "{\"tools\":{\"listChanged\":true},\"prompts\":{\"listChanged\":true},"
            + "\"resources\":{\"listChanged\":true}}";

    /// How one server introduced itself.
    public record Part(String label, Message.Result answer) {}

    private Introduction() {}

    /// The answer to `initialize`.
    ///
    /// @param own Pavise's: its revision is the one that the session has
    /// @param areAll false where a server may still come: then everything that can be listed may be
    public static byte[] ofSession(Message.Result own, List<Part> parts, boolean areAll) {
        var declared = declared(parts);
        String union = Capability.union(declared);
        declared.add(areAll ? among(CHANGING, union) : root(CHANGING));
        return written(own, Capability.union(declared), parts, "");
    }

    /// The answer to `server/discover`. Nobody keeps it for longer than each server lets its own be kept, nor at all
    /// where one is missing.
    ///
    /// @param areAll false where a server may still come: then everything that can be listed may be
    public static byte[] ofDiscovery(Message.Result own, List<Part> parts, boolean areAll) {
        String keep = "," + Keeping.of(parts.stream().map(Part::answer).toList(), areAll);
        var declared = declared(parts);
        if (!areAll) declared.add(root(CHANGING));
        return written(own, Capability.union(declared), parts, keep);
    }

    /// What an introduction declares; null where it declares nothing.
    public static @Nullable Value capabilities(Message.Result answer) {
        Value found = answer.result().member("capabilities");
        return found != null && found.isObject() ? found : null;
    }

    private static List<Value> declared(List<Part> parts) {
        var declared = new ArrayList<Value>();
        for (Part each : parts) {
            Value found = capabilities(each.answer());
            if (found != null) declared.add(found);
        }
        return declared;
    }

    private static byte[] written(Message.Result own, String capabilities, List<Part> parts, String more) {
        String instructions = instructions(parts);
        var json = new StringBuilder("{");
        for (Value.Member each : own.result().members()) {
            if (each.name().is("capabilities")) continue;
            json.append(each.name().raw())
                    .append(':')
                    .append(each.value().raw())
                    .append(',');
        }
        json.append("\"capabilities\":").append(capabilities);
        if (!instructions.isEmpty())
            json.append(",\"instructions\":\"").append(instructions).append('"');
        json.append(more).append('}');
        return new Patch(own.json()).put(own.result(), json.toString()).bytes();
    }

    /// What the servers say of themselves, as the content of a JSON string: their own bytes, each under a heading. Who
    /// uses the words of our headings, as if another one spoke, says nothing.
    private static String instructions(List<Part> parts) {
        var all = new StringBuilder();
        for (Part each : parts) {
            Value said = each.answer().result().member("instructions");
            if (said == null
                    || !said.isString()
                    || said.text().toLowerCase(Locale.ROOT).contains(OF)) continue;
            String raw = said.raw();
            if (!all.isEmpty()) all.append("\\n\\n");
            all.append("# ")
                    .append(each.label())
                    .append(OF)
                    .append(each.label())
                    .append("__\\n");
            all.append(raw, 1, raw.length() - 1);
        }
        return all.toString();
    }

    /// Those members of the one that the other has, too.
    private static Value among(String json, String other) {
        Value has = root(other);
        var found = new StringBuilder("{");
        for (Value.Member each : root(json).members()) {
            if (has.member(each.name().text()) == null) continue;
            if (found.length() > 1) found.append(',');
            found.append(each.name().raw()).append(':').append(each.value().raw());
        }
        return root(found.append('}').toString());
    }

    private static Value root(String json) {
        if (Json.read(json.getBytes(StandardCharsets.UTF_8)) instanceof Json read) return read.root();
        throw new IllegalStateException("Pavise wrote what it can't read");
    }
}
