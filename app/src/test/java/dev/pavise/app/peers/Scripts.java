package dev.pavise.app.peers;

import java.nio.file.Path;

/// What is said to the servers that others publish. Calls are the ones that answer alike every time, and keep to the
/// servers' schemas: what Pavise rules upon is asked loosely.
final class Scripts {
    private Scripts() {}

    static Script of(Peer peer, Revision revision, Path folder) {
        Script.Builder script = Script.in(revision).open();
        return switch (peer) {
            case EVERYTHING -> everything(script, revision);
            case FILESYSTEM -> filesystem(script, folder.resolve("files"));
            case MEMORY -> memory(script);
            case THINKING -> thinking(script);
            case CONTEXT7 -> context7(script, revision);
            case SHOWCASE -> ShowcaseScript.of(script, revision);
            case VERBATIM -> VerbatimScript.of(script);
        };
    }

    private static Script everything(Script.Builder script, Revision revision) {
        script.answer("roots/list", "{\"roots\":[{\"uri\":\"file:///home/peer/%20a\",\"name\":\"r\"}]}")
                .answer(
                        "sampling/createMessage",
                        "{\"model\":\"m\",\"role\":\"assistant\",\"content\":{\"type\":\"text\",\"text\":\"so\"},"
                                + "\"x-vendor\":1.10}")
                .answer("elicitation/create", "{\"action\":\"accept\",\"content\":{\"name\":\"Zoë\",\"integer\":7}}")
                .hear("notifications/tools/list_changed", 4)
                .hear("Roots updated", 1)
                .ask("tools/list")
                .call("echo", "{\"message\":\"ü 漢字 \uD83D\uDC68\u200D\uD83D\uDC69 ⚠\uFE0F \\u0041\"}")
                .call("get-sum", "{\"a\":1.10,\"b\":12345678901234567}")
                .call("get-tiny-image")
                .call("get-annotated-message", "{\"messageType\":\"error\",\"includeImage\":true}")
                .call("get-resource-links", "{\"count\":3}")
                .call("get-structured-content", "{\"location\":\"Chicago\"}")
                .call("get-roots-list", "{}")
                .call("trigger-sampling-request", "{\"prompt\":\"p\"}")
                .call("gzip-file-as-resource", "{\"name\":\"x.gz\",\"data\":\"data:text/plain,hello\"}")
                .ask(
                        "tools/call",
                        "{\"_meta\":{\"progressToken\":\"tok/1\"},\"name\":\"trigger-long-running-operation\","
                                + "\"arguments\":{\"duration\":0.1,\"steps\":2}}")
                .ask(
                        "tools/call",
                        "{\"_meta\":{\"progressToken\":0},\"name\":\"trigger-long-running-operation\","
                                + "\"arguments\":{\"duration\":0.1,\"steps\":2}}")
                .ask("prompts/list")
                .ask("prompts/get", "{\"name\":\"args-prompt\",\"arguments\":{\"city\":\"Århus\"}}")
                .ask("resources/list")
                .ask("resources/templates/list")
                .ask("resources/read", "{\"uri\":\"demo://resource/static/document/architecture.md\"}")
                .ask("resources/subscribe", "{\"uri\":\"demo://resource/dynamic/text/1\"}")
                .ask(
                        "completion/complete",
                        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"completable-prompt\"},"
                                + "\"argument\":{\"name\":\"department\",\"value\":\"E\"}}")
                .ask("logging/setLevel", "{\"level\":\"error\"}")
                .askLoosely("tools/call", "{\"name\":\"echo\"}")
                .askLoosely("tools/call", "{\"name\":\"no-such-tool\",\"arguments\":{}}")
                .askLoosely("nobody/knows", "{}");
        if (revision.elicits()) {
            script.call("trigger-elicitation-request", "{}");
        }
        if (revision == Revision.NOV_2025) {
            tasks(script);
        }
        return script.ask("\"last\"", "ping", "{}", Script.How.BYTES).end();
    }

    private static void tasks(Script.Builder script) {
        script.varying("(?<=\"taskId\":\")[0-9a-f]{32}")
                .varying("(?<=\"(createdAt|lastUpdatedAt)\":\")[^\"]+")
                .ask(
                        "tools/call",
                        "{\"name\":\"simulate-research-query\",\"arguments\":{\"topic\":\"t\"},\"task\":{\"ttl\":60000}}")
                .ask("tasks/result", "{\"taskId\":\"@task@\"}")
                .ask("tasks/get", "{\"taskId\":\"@task@\"}")
                .ask("tasks/list")
                .ask("tools/call", "{\"name\":\"simulate-research-query\",\"arguments\":{\"topic\":\"u\"},\"task\":{}}")
                .ask("tasks/cancel", "{\"taskId\":\"@task@\"}");
    }

    private static Script filesystem(Script.Builder script, Path files) {
        String at = "{\"path\":\"" + files;
        return script.answer("roots/list", "{\"roots\":[{\"uri\":\"file://%s\",\"name\":\"files\"}]}".formatted(files))
                .hear("roots/list", 1)
                .ask("tools/list")
                .call("list_allowed_directories")
                .call("list_directory", at + "\"}")
                .call("directory_tree", at + "\"}")
                .call("read_text_file", at + "/note.txt\"}")
                .call("read_text_file", at + "/sub/crlf.txt\",\"head\":1}")
                .call("read_media_file", at + "/dot.png\"}")
                .call("write_file", at + "/new.txt\",\"content\":\"a\\tb\\u00fc\\n\"}")
                .call("edit_file", at + "/new.txt\",\"edits\":[{\"oldText\":\"a\",\"newText\":\"A\"}],\"dryRun\":true}")
                .call("read_multiple_files", "{\"paths\":[\"%1$s/new.txt\",\"%1$s/none.txt\"]}".formatted(files))
                .call("search_files", at + "\",\"pattern\":\"**/*.txt\"}")
                .call("read_text_file", "{\"path\":\"/etc/hostname\"}")
                .end();
    }

    private static Script memory(Script.Builder script) {
        return script.ask("tools/list")
                .call(
                        "create_entities",
                        "{\"entities\":[{\"name\":\"Zoë\",\"entityType\":\"person\",\"observations\":[\"a\",\"b\"]},"
                                + "{\"name\":\"漢\",\"entityType\":\"sign\",\"observations\":[]}]}")
                .hear("notifications/resources/", 0)
                .call(
                        "create_relations",
                        "{\"relations\":[{\"from\":\"Zoë\",\"to\":\"漢\",\"relationType\":\"reads\"}]}")
                .call("search_nodes", "{\"query\":\"zo\"}")
                .call("open_nodes", "{\"names\":[\"漢\"]}")
                .call("read_graph")
                .ask("resources/list")
                .ask("resources/templates/list")
                .ask("resources/read", "{\"uri\":\"memory://knowledge-graph\"}")
                .call("delete_entities", "{\"entityNames\":[\"Zoë\"]}")
                .call("read_graph", "{}")
                .askLoosely("prompts/list", "{}")
                .end();
    }

    private static Script thinking(Script.Builder script) {
        String thought = "{\"thought\":\"%s\",\"nextThoughtNeeded\":%s,\"thoughtNumber\":%d,\"totalThoughts\":2}";
        return script.ask("tools/list")
                .call("sequentialthinking", thought.formatted("first – ü", true, 1))
                .call("sequentialthinking", thought.formatted("last", false, 2))
                .askLoosely("tools/call", "{\"name\":\"sequentialthinking\",\"arguments\":{\"thought\":1}}")
                .end();
    }

    private static Script context7(Script.Builder script, Revision revision) {
        script.ask("tools/list")
                .ask("prompts/list")
                .ask("resources/list")
                .ask("resources/templates/list")
                .ask("resources/read", "{\"uri\":\"none://here\"}")
                .askLoosely("tools/call", "{\"name\":\"query-docs\",\"arguments\":{}}")
                .askLoosely("tools/call", "{\"name\":\"no-such-tool\",\"arguments\":{}}");
        if (!revision.modern()) {
            script.ask("ping");
        }
        return script.end();
    }
}
