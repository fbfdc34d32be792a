package dev.pavise.core.guard;

import dev.pavise.core.json.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What an answer carries: blocks that say what they are and hold what that needs, and contents of the resource that
/// was asked for. A kind of block that no revision knows is the peers' own affair.
///
/// Sources: MCP, tools, prompts and resources, `ContentBlock` and `ResourceContents`.
final class ContentBlocks {
    private static final Set<String> KNOWN = Set.of("text", "image", "audio", "resource", "resource_link");

    private final BiFunction<String, String, Verdict> deny;

    /// @param deny makes a denial of a place and a reason
    ContentBlocks(BiFunction<String, String, Verdict> deny) {
        this.deny = deny;
    }

    /// The blocks of a tool's result.
    Verdict content(Value result) {
        Value content = result.member("content");
        if (content == null) return Verdict.PASS;
        if (!content.isArray()) return deny.apply("/result/content", "content is no array");
        return blocks(content.elements());
    }

    /// The blocks of a prompt's messages.
    Verdict messages(Value result) {
        Value messages = result.member("messages");
        if (messages == null) return Verdict.PASS;
        for (Value message : messages.elements()) {
            Value content = message.member("content");
            if (content == null) continue;
            Verdict verdict = blocks(content.isArray() ? content.elements() : List.of(content));
            if (!verdict.isClean()) return verdict;
        }
        return Verdict.PASS;
    }

    private Verdict blocks(List<Value> blocks) {
        for (Value block : blocks) {
            String type = block.string("type");
            if (type == null) return deny.apply(block.place(), "a content block does not say its type");
            if (KNOWN.contains(type) && !isWhole(type, block)) {
                return deny.apply(block.place(), "a content block of the type " + type + " lacks what it is made of");
            }
        }
        return Verdict.PASS;
    }

    private static boolean isWhole(String type, Value block) {
        return switch (type) {
            case "text" -> isString(block.member("text"));
            case "image", "audio" -> isString(block.member("data")) && isString(block.member("mimeType"));
            case "resource_link" -> isString(block.member("uri"));
            case "resource" -> isContents(block.member("resource"));
            default -> true;
        };
    }

    private static boolean isContents(@Nullable Value contents) {
        if (contents == null || !isString(contents.member("uri"))) return false;
        Value text = contents.member("text");
        Value blob = contents.member("blob");
        return (text == null) != (blob == null) && isString(text == null ? blob : text);
    }

    /// Asked without a look at what it says, which may be long.
    private static boolean isString(@Nullable Value value) {
        return value != null && value.isString();
    }

    /// A reading may answer with several contents, such as the files of a folder, at several addresses. All are of the
    /// scheme that was asked for; a page of MCP Apps is the very one that was asked for.
    Verdict contents(Value result, Context context) {
        Value contents = result.member("contents");
        if (contents == null) return Verdict.PASS;
        if (!contents.isArray()) return deny.apply("/result/contents", "contents is no array");
        String asked = context.askedUri();
        for (Value each : contents.elements()) {
            if (!isContents(each)) {
                return deny.apply(each.place(), "contents of a resource lack their uri, or are not text or blob");
            }
            String uri = String.valueOf(each.string("uri"));
            boolean same =
                    scheme(uri).equals("ui") ? uri.equals(asked) : scheme(uri).equals(scheme(asked));
            if (!same) return deny.apply(each.place() + "/uri", "these contents are not of what was asked for");
        }
        return Verdict.PASS;
    }

    private static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    }
}
