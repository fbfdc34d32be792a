package dev.pavise.core.union;

import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Span;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes one list of several servers' lists: their items, as their servers wrote them but for the names.
public final class Merging {
    /// One server's page of a list.
    ///
    /// @param isFirst whether its list begins there
    public record Page(String label, boolean isFirst, Message.Result answer) {}

    private Merging() {}

    /// Whether a server that declares this answers such a request; others need not be asked.
    public static boolean isDeclared(String method, @Nullable Value capabilities) {
        Optional<Listed> list = Listed.by(method);
        return list.isEmpty()
                || (capabilities != null && capabilities.member(list.get().capability()) != null);
    }

    /// Whether the answers to such a request are lists.
    public static boolean isList(String method) {
        return Listed.by(method).isPresent();
    }

    /// Learns what a page shows, without showing it.
    public static void learn(String method, Page page, Catalog catalog) {
        Listed.by(method).ifPresent(list -> shown(list, page, catalog));
    }

    /// One page of all lists.
    ///
    /// @param own the empty one that Pavise itself answers with
    /// @param pages in the servers' order
    /// @param areAll false where a server's is missing
    public static byte[] list(String method, Message.Result own, List<Page> pages, boolean areAll, Catalog catalog) {
        Listed list = Listed.by(method).orElseThrow();
        // All are learned before any is shown, because whose an address is depends on all.
        var shown = new ArrayList<List<Value>>();
        for (Page each : pages) shown.add(shown(list, each, catalog));
        var items = new StringBuilder("[");
        var cursors = new LinkedHashMap<String, String>();
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            for (Value item : shown.get(i)) {
                if (!isOwn(list, item, page.label(), catalog)) continue;
                if (items.length() > 1) items.append(',');
                items.append(written(list, item, page.label()));
            }
            String next = page.answer().result().string("nextCursor");
            if (next != null) cursors.put(page.label(), next);
        }
        return written(own, list, items.append(']').toString(), cursors, Keeping.of(answers(pages), areAll));
    }

    private static List<Message.Result> answers(List<Page> pages) {
        return pages.stream().map(Page::answer).toList();
    }

    /// The items that can be asked for once they are shown.
    private static List<Value> shown(Listed list, Page page, Catalog catalog) {
        if (page.isFirst()) catalog.begin(list, page.label());
        Value items = page.answer().result().member(list.member());
        if (items == null) return List.of();
        var shown = new ArrayList<Value>();
        for (Value item : items.elements()) {
            String name = item.string(list.named());
            if (name != null && catalog.learn(list, page.label(), name)) shown.add(item);
        }
        return shown;
    }

    /// Of several that have one address, the first server's is shown.
    private static boolean isOwn(Listed list, Value item, String label, Catalog catalog) {
        return switch (list) {
            case TOOLS, PROMPTS, TASKS -> true;
            case RESOURCES, TEMPLATES -> {
                String name = item.string(list.named());
                yield name != null
                        && catalog.lister(list, name).filter(label::equals).isPresent();
            }
        };
    }

    private static String written(Listed list, Value item, String label) {
        Value name = item.member(list.named());
        if (name == null) return item.raw();
        return switch (list) {
            case TOOLS, PROMPTS -> with(item, name, Escapes.quote(Names.of(label, name.text())));
            case TASKS -> with(item, name, Marks.marked(label, name));
            case RESOURCES, TEMPLATES -> item.raw();
        };
    }

    private static String with(Value item, Value member, String written) {
        return text(item, item.span().from(), member.span().from())
                + written
                + text(item, member.span().to(), item.span().to());
    }

    private static String text(Value in, int from, int to) {
        return new String(in.json().slice(new Span(from, to)), StandardCharsets.UTF_8);
    }

    private static byte[] written(
            Message.Result own, Listed list, String items, Map<String, String> cursors, String keeping) {
        var json = new StringBuilder("{");
        boolean isKept = false;
        for (Value.Member each : own.result().members()) {
            isKept |= each.name().is("ttlMs");
            if (each.name().is(list.member())
                    || each.name().is("ttlMs")
                    || each.name().is("cacheScope")) continue;
            json.append(each.name().raw())
                    .append(':')
                    .append(each.value().raw())
                    .append(',');
        }
        json.append('"').append(list.member()).append("\":").append(items);
        if (!cursors.isEmpty()) json.append(",\"nextCursor\":").append(Escapes.quote(Cursors.of(cursors)));
        if (isKept) json.append(',').append(keeping);
        return new Patch(own.json())
                .put(own.result(), json.append('}').toString())
                .bytes();
    }
}
