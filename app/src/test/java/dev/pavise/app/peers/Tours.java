package dev.pavise.app.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a client of an SDK asks each server for: every list, then calls, prompts and resources that answer alike every
/// time. A step is an object of JSON: its kind, and the parameters of the request.
final class Tours {
    private static final List<String> LISTS = List.of(
            "{\"kind\":\"tools\"}", "{\"kind\":\"prompts\"}", "{\"kind\":\"resources\"}", "{\"kind\":\"templates\"}");

    private static final Pattern ASKS_A_USER = Pattern.compile("\"(ask|rounds|trigger-elicitation-request)\"");

    private Tours() {}

    /// Steps that a revision allows: no server asks a user before 2025-06-18.
    static List<String> of(Peer peer, boolean elicits, Path folder) {
        return of(peer, folder).stream()
                .filter(step -> elicits || !ASKS_A_USER.matcher(step).find())
                .toList();
    }

    private static List<String> of(Peer peer, Path folder) {
        return switch (peer) {
            case EVERYTHING ->
                with(
                        LISTS,
                        call("echo", "{\"message\":\"ü 漢字 ⚠\uFE0F\"}"),
                        call("get-tiny-image"),
                        call("get-annotated-message", "{\"messageType\":\"success\",\"includeImage\":true}"),
                        call("get-structured-content", "{\"location\":\"New York\"}"),
                        call("get-resource-links", "{\"count\":2}"),
                        call("trigger-sampling-request", "{\"prompt\":\"p\"}"),
                        call("trigger-elicitation-request", "{}"),
                        // Longer than the pause after which this server asks for the client's roots.
                        call("trigger-long-running-operation", "{\"duration\":1,\"steps\":2}"),
                        "{\"kind\":\"prompt\",\"name\":\"args-prompt\",\"arguments\":{\"city\":\"Århus\"}}",
                        "{\"kind\":\"read\",\"uri\":\"demo://resource/static/document/features.md\"}",
                        "{\"kind\":\"complete\",\"ref\":{\"type\":\"ref/prompt\",\"name\":\"completable-prompt\"},"
                                + "\"argument\":{\"name\":\"department\",\"value\":\"S\"}}");
            case FILESYSTEM ->
                with(
                        LISTS.subList(0, 1),
                        call("list_directory", "{\"path\":\"%s\"}".formatted(Peer.files(folder))),
                        call("read_text_file", "{\"path\":\"%s/note.txt\"}".formatted(Peer.files(folder))),
                        call("read_media_file", "{\"path\":\"%s/dot.png\"}".formatted(Peer.files(folder))));
            case MEMORY ->
                with(
                        LISTS.subList(0, 1),
                        call(
                                "create_entities",
                                "{\"entities\":[{\"name\":\"Zoë\",\"entityType\":\"person\",\"observations\":[\"a\"]}]}"),
                        call("read_graph", "{}"),
                        "{\"kind\":\"read\",\"uri\":\"memory://knowledge-graph\"}");
            case THINKING ->
                with(
                        LISTS.subList(0, 1),
                        call(
                                "sequentialthinking",
                                "{\"thought\":\"t\",\"nextThoughtNeeded\":false,\"thoughtNumber\":1,\"totalThoughts\":1}"));
            case CONTEXT7 -> LISTS;
            case SHOWCASE ->
                with(
                        LISTS,
                        Stream.of(
                                        "kinds", "say", "weather", "fails", "breaks", "talk", "ask", "sample", "roots",
                                        "rounds")
                                .map(Tours::call)
                                .toArray(String[]::new),
                        call("touch"),
                        call("grow"),
                        "{\"kind\":\"prompt\",\"name\":\"prompt-1\",\"arguments\":{\"colour\":\"blå\"}}",
                        "{\"kind\":\"read\",\"uri\":\"show://note\"}",
                        "{\"kind\":\"read\",\"uri\":\"show://bytes\"}",
                        "{\"kind\":\"read\",\"uri\":\"show://none\"}",
                        "{\"kind\":\"complete\",\"ref\":{\"type\":\"ref/prompt\",\"name\":\"prompt-1\"},"
                                + "\"argument\":{\"name\":\"colour\",\"value\":\"a\"}}");
            case VERBATIM -> with(LISTS.subList(0, 1));
        };
    }

    private static String call(String tool) {
        return "{\"kind\":\"call\",\"name\":\"%s\"}".formatted(tool);
    }

    private static String call(String tool, String arguments) {
        return "{\"kind\":\"call\",\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments);
    }

    private static List<String> with(List<String> lists, String... steps) {
        return Stream.concat(lists.stream(), Stream.of(steps)).toList();
    }

    private static List<String> with(List<String> lists, String[] first, String... then) {
        return Stream.of(lists.stream(), Stream.of(first), Stream.of(then))
                .flatMap(steps -> steps)
                .toList();
    }

    static String array(List<String> items, Function<String, String> writing) {
        return items.stream().map(writing).collect(Collectors.joining(",", "[", "]"));
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
