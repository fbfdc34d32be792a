package dev.pavise.core.guard;

import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.pin.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a message shows definitions: the lists, the server's introduction, the pages of MCP Apps.
public final class Definitions {
    static final String IDENTITY = "identity";
    private static final Pattern HTML = Pattern.compile("text/html\\s*(;.*)?", Pattern.CASE_INSENSITIVE);
    static final String INSTRUCTIONS = "instructions";
    /// What a server says of itself to models.
    public static final Pin.Item INTRODUCTION = new Pin.Item(Pin.Kind.SERVER, INSTRUCTIONS);
    static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

    /// One kind of list: the member that holds it, and the member that names each of its elements.
    record Listing(Method method, String member, Pin.Kind kind, String name) {
        static final List<Listing> ALL = List.of(
                new Listing(Method.TOOLS_LIST, "tools", Pin.Kind.TOOL, "name"),
                new Listing(Method.PROMPTS_LIST, "prompts", Pin.Kind.PROMPT, "name"),
                new Listing(Method.RESOURCES_LIST, "resources", Pin.Kind.RESOURCE, "uri"),
                new Listing(Method.TEMPLATES_LIST, "resourceTemplates", Pin.Kind.TEMPLATE, "uriTemplate"));
    }

    private Definitions() {}

    /// What the answer to this method lists, if it is a list.
    public static Optional<Pin.Kind> listIn(String method) {
        return listing(method).map(Listing::kind);
    }

    /// Whether an answer to this method may show definitions.
    public static boolean areShownBy(String method) {
        return listIn(method).isPresent()
                || Method.INITIALIZE.is(method)
                || Method.DISCOVER.is(method)
                || Method.RESOURCES_READ.is(method);
    }

    static Optional<Listing> listing(String method) {
        return Listing.ALL.stream().filter(each -> each.method().is(method)).findFirst();
    }

    /// All definitions in an answer to this method, in their order. An element of a list that has no name is none.
    public static List<Definition> in(Message message, String method) {
        if (!(message instanceof Message.Result result)) return List.of();
        var found = new ArrayList<Definition>();
        Optional<Listing> list = listing(method);
        if (list.isPresent()) {
            Value elements = result.result().member(list.get().member());
            if (elements == null) return List.of();
            for (Value element : elements.elements()) {
                String name = element.string(list.get().name());
                if (name != null) found.add(Definition.of(list.get().kind(), name, element));
            }
        } else if (Method.INITIALIZE.is(method) || Method.DISCOVER.is(method)) {
            introduction(result.result(), found);
        } else if (Method.RESOURCES_READ.is(method)) {
            Value contents = result.result().member("contents");
            if (contents == null) return List.of();
            for (Value content : contents.elements()) {
                String uri = content.string("uri");
                if (uri != null && uri.startsWith("ui://")) found.add(Definition.of(Pin.Kind.UI, uri, content));
            }
        }
        return found;
    }

    /// Whether contents are a page of MCP Apps that was asked for: it runs in a frame, and no model reads it. What a
    /// server only calls so is text like any other.
    static boolean isPage(Value contents, Context context) {
        String uri = context.askedUri();
        String type = contents.string("mimeType");
        boolean asked = uri.startsWith("ui://") && uri.equals(contents.string("uri"));
        return asked && type != null && HTML.matcher(type).matches();
    }

    private static void introduction(Value result, List<Definition> found) {
        Value identity = result.member("serverInfo");
        if (identity == null) identity = result.at("_meta", SERVER_INFO);
        if (identity != null) found.add(Definition.of(Pin.Kind.SERVER, IDENTITY, identity));
        Value instructions = result.member(INSTRUCTIONS);
        if (instructions != null) found.add(Definition.of(Pin.Kind.SERVER, INSTRUCTIONS, instructions));
    }
}
