package dev.pavise.core.union;

import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What servers listed, as far as it tells where a request goes. Changes as lists come; for one thread at a time.
///
/// An address belongs to the first server, in their order, that lists it; else to the first with a template that it
/// fits, and whose scheme that writes; else to the first that linked to it in an answer. So no server takes one from a
/// server before it.
public final class Catalog {
    /// Of one server and one kind. What is more cannot be called, and is not listed.
    private static final int ENTRIES_MAX = 100_000;
    private static final int TEMPLATES_MAX = 200;
    private static final int TEMPLATE_CHARS_MAX = 256;
    private static final int URI_CHARS_MAX = 8_192;
    /// Of an address that is held against templates: all of them, at their longest, cost some milliseconds.
    private static final int MADE_CHARS_MAX = 1_024;
    /// Of all addresses of one server that are kept, by lists and by links.
    private static final int KEPT_CHARS_MAX = 4 << 20;

    /// What one server showed.
    private static final class Shelf {
        final Map<String, String> tools = new HashMap<>();
        final Map<String, String> prompts = new HashMap<>();
        final Set<String> uris = new HashSet<>();
        final Map<String, Template> templates = new LinkedHashMap<>();
        final Set<String> links = new HashSet<>();
        int listedChars;
        int linkedChars;

        boolean list(String uri) {
            if (uris.contains(uri)) return true;
            if (!fits(uris, listedChars, uri)) return false;
            listedChars += uri.length();
            return uris.add(uri);
        }

        void link(String uri) {
            if (fits(links, linkedChars, uri) && links.add(uri)) linkedChars += uri.length();
        }

        private static boolean fits(Set<String> kept, int chars, String uri) {
            return kept.size() < ENTRIES_MAX && uri.length() <= URI_CHARS_MAX && chars <= KEPT_CHARS_MAX - uri.length();
        }
    }

    private final Map<String, Shelf> shelves = new LinkedHashMap<>();

    /// @param labels of the servers, in their order
    public Catalog(List<String> labels) {
        for (String label : labels) shelves.put(label, new Shelf());
    }

    /// The same of these servers, in this order: without those that are gone, and with nothing yet of new ones.
    public Catalog among(List<String> labels) {
        var catalog = new Catalog(labels);
        catalog.shelves.replaceAll((label, none) -> shelves.getOrDefault(label, none));
        return catalog;
    }

    /// In their order.
    public List<String> labels() {
        return List.copyOf(shelves.keySet());
    }

    public boolean has(String label) {
        return shelves.containsKey(label);
    }

    /// Forgets a list whose first page comes.
    void begin(Listed list, String label) {
        Shelf shelf = shelf(label);
        switch (list) {
            case TOOLS -> shelf.tools.clear();
            case PROMPTS -> shelf.prompts.clear();
            case RESOURCES -> {
                shelf.uris.clear();
                shelf.listedChars = 0;
            }
            case TEMPLATES -> shelf.templates.clear();
            case TASKS -> {}
        }
    }

    /// Learns an item of a list; whether it can be shown, because it can be asked for.
    boolean learn(Listed list, String label, String name) {
        Shelf shelf = shelf(label);
        return switch (list) {
            case TOOLS -> learn(shelf.tools, label, name);
            case PROMPTS -> learn(shelf.prompts, label, name);
            case RESOURCES -> shelf.list(name);
            case TEMPLATES -> template(shelf, name);
            case TASKS -> true;
        };
    }

    /// Two names that are cut to one are told apart by nobody: the first stays.
    private static boolean learn(Map<String, String> cut, String label, String item) {
        String name = Names.of(label, item);
        if (!Names.isCut(name)) return true;
        if (cut.size() >= ENTRIES_MAX) return false;
        String before = cut.putIfAbsent(name, item);
        return before == null || before.equals(item);
    }

    private static boolean template(Shelf shelf, String template) {
        if (shelf.templates.containsKey(template)) return true;
        if (shelf.templates.size() >= TEMPLATES_MAX || template.length() > TEMPLATE_CHARS_MAX) return false;
        shelf.templates.put(template, Template.of(template));
        return true;
    }

    /// Learns the addresses that an answer links to.
    public void links(String label, Message.Result answer) {
        Value content = answer.result().member("content");
        if (content == null || !has(label)) return;
        Shelf shelf = shelf(label);
        for (Value block : content.elements()) {
            Value resource = block.member("resource");
            String uri = resource == null ? block.string("uri") : resource.string("uri");
            if (uri != null) shelf.link(uri);
        }
    }

    /// What a name of a client's stands for at the server under this label; empty where it is not known.
    Optional<String> item(Listed list, String label, String name) {
        if (!Names.isCut(name)) return Names.itemIn(name, label);
        Shelf shelf = shelf(label);
        return Optional.ofNullable((list == Listed.TOOLS ? shelf.tools : shelf.prompts).get(name));
    }

    /// Whose an address in a list is.
    Optional<String> lister(Listed list, String name) {
        for (var each : shelves.entrySet()) {
            Shelf shelf = each.getValue();
            boolean isThere = list == Listed.RESOURCES ? shelf.uris.contains(name) : shelf.templates.containsKey(name);
            if (isThere) return Optional.of(each.getKey());
        }
        return Optional.empty();
    }

    /// Whose an address is that a client asks for.
    Optional<String> owner(String uri) {
        Optional<String> lister = lister(Listed.RESOURCES, uri);
        if (lister.isPresent() || uri.length() > URI_CHARS_MAX) return lister;
        for (var each : shelves.entrySet()) {
            if (uri.length() > MADE_CHARS_MAX) break;
            for (Template template : each.getValue().templates.values()) {
                if (template.claims(uri)) return Optional.of(each.getKey());
            }
        }
        for (var each : shelves.entrySet()) {
            if (each.getValue().links.contains(uri)) return Optional.of(each.getKey());
        }
        return Optional.empty();
    }

    private Shelf shelf(String label) {
        Shelf shelf = shelves.get(label);
        if (shelf == null) throw new IllegalArgumentException("no server is called " + label);
        return shelf;
    }
}
