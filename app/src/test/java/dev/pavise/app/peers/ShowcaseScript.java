package dev.pavise.app.peers;

/// What is said to the showcase server: every feature of both eras once.
final class ShowcaseScript {
    private ShowcaseScript() {}

    static Script of(Script.Builder script, Revision revision) {
        script.ask("tools/list")
                .ask("tools/list", "{\"cursor\":\"5\"}")
                .ask("tools/list", "{\"cursor\":\"10\"}")
                .ask("tools/list", "{\"cursor\":\"none\"}")
                .call("kinds")
                .call("say")
                .call("say", "{}")
                .call(
                        "say",
                        "{\"a\":{\"n\":[1.10,9007199254740993,1e300,-0.0]},\"b\":null,\"\\u006f\":\"\\/ \\ud83d\\udc33\"}")
                .call("weather")
                .call("fails")
                .call("breaks")
                .call("Names.with_all-kinds.2", "{\"day\":\"2026-11-24\",\"node\":\"I1:2;3:4\",\"mail\":\"a.b@c.d\"}")
                .ask("prompts/list")
                .ask("prompts/list", "{\"cursor\":\"5\"}")
                .ask("prompts/get", "{\"name\":\"prompt-1\",\"arguments\":{\"colour\":\"blå\"}}")
                .ask("prompts/get", "{\"name\":\"prompt-2\"}")
                .askLoosely("prompts/get", "{\"name\":\"none\"}")
                .ask("resources/list")
                .ask("resources/list", "{\"cursor\":\"5\"}")
                .ask("resources/templates/list")
                .ask("resources/read", "{\"uri\":\"show://note\"}")
                .ask("resources/read", "{\"uri\":\"show://bytes\"}")
                .ask("resources/read", "{\"uri\":\"show://items/1?q=%20a&b=c\"}")
                .ask("resources/read", "{\"uri\":\"show://none\"}")
                .ask(
                        "completion/complete",
                        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"prompt-1\"},"
                                + "\"argument\":{\"name\":\"colour\",\"value\":\"a\"}}")
                .ask(
                        "completion/complete",
                        "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"show://items/{id}\"},"
                                + "\"argument\":{\"name\":\"id\",\"value\":\"\"},\"context\":{\"arguments\":{\"a\":\"b\"}}}")
                .ask(
                        "tools/call",
                        "{\"_meta\":{\"progressToken\":\"p-1\",\"traceparent\":\"00-0-0-01\"},\"name\":\"talk\"}")
                .ask("tools/call", "{\"_meta\":{\"progressToken\":0},\"name\":\"talk\"}")
                .askLoosely("tools/call", "{\"name\":\"no-such-tool\"}")
                .askLoosely("nobody/knows", "{}");
        if (revision.modern()) {
            modern(script);
        } else {
            legacy(script, revision);
        }
        return script.ask("\"last\"", "tools/list", "{\"cursor\":\"10\"}", Script.How.BYTES)
                .end();
    }

    private static void legacy(Script.Builder script, Revision revision) {
        if (revision.elicits()) {
            script.call("ask").call("rounds");
        }
        script.answer("roots/list", "{\"roots\":[{\"uri\":\"file:///r\",\"name\":\"r\",\"x-vendor\":true}]}")
                .answer(
                        "sampling/createMessage",
                        "{\"model\":\"m\",\"role\":\"assistant\",\"content\":{\"type\":\"text\",\"text\":\"roses\"}}")
                .answer(
                        "elicitation/create",
                        "{\"action\":\"accept\",\"content\":{\"name\":\"Zoë\",\"age\":7,\"ok\":true}}")
                .call("sample")
                .call("roots")
                .ask("resources/subscribe", "{\"uri\":\"show://note\"}")
                .call("touch")
                .call("grow")
                .ask("resources/unsubscribe", "{\"uri\":\"show://note\"}")
                .ask("logging/setLevel", "{\"level\":\"warning\"}")
                .call("talk")
                .ask("ping")
                .say(
                        "{\"jsonrpc\":\"2.0\",\"id\":\"to-cancel\",\"method\":\"tools/call\",\"params\":{\"name\":\"wait\"}}")
                .say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                        + "\"params\":{\"requestId\":\"to-cancel\",\"reason\":\"enough\"}}")
                .say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/roots/list_changed\"}");
    }

    /// Input that a server wants comes back in its answer, and goes with the request that repeats the first one.
    private static void modern(Script.Builder script) {
        String accept = "{\"action\":\"accept\",\"content\":{\"name\":\"Zoë\",\"ok\":true}}";
        script.call("ask")
                .ask("tools/call", "{\"name\":\"ask\",\"inputResponses\":{\"name\":%s}}".formatted(accept))
                .call("sample")
                .ask(
                        "tools/call",
                        "{\"name\":\"sample\",\"inputResponses\":{\"poem\":{\"model\":\"m\",\"role\":\"assistant\","
                                + "\"content\":{\"type\":\"text\",\"text\":\"roses\"}}}}")
                .call("roots")
                .ask(
                        "tools/call",
                        "{\"name\":\"roots\",\"inputResponses\":{\"roots\":{\"roots\":[{\"uri\":\"file:///r\"}]}}}")
                .call("rounds")
                .ask(
                        "tools/call",
                        "{\"name\":\"rounds\",\"inputResponses\":{\"first\":%s},\"requestState\":\"after \\\"first\\\" é/=+\"}"
                                .formatted(accept))
                .ask(
                        "tools/call",
                        "{\"name\":\"rounds\",\"inputResponses\":{\"second\":%s},\"requestState\":\"after second\"}"
                                .formatted(accept))
                .say("{\"jsonrpc\":\"2.0\",\"id\":\"listen/1\",\"method\":\"subscriptions/listen\",\"params\":%s}"
                        .formatted(script.stamped("{\"notifications\":{\"toolsListChanged\":true,"
                                + "\"promptsListChanged\":true,\"resourceSubscriptions\":[\"show://note\"]}}")))
                .hear("subscriptions/acknowledged", 1)
                .call("grow")
                .call("touch")
                .hear("notifications/resources/updated", 1)
                .hear("notifications/prompts/list_changed", 1)
                .say(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"listen/1\"}}")
                .say("{\"jsonrpc\":\"2.0\",\"id\":\"to-cancel\",\"method\":\"tools/call\",\"params\":%s}"
                        .formatted(script.stamped("{\"name\":\"wait\"}")))
                .say(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"to-cancel\"}}");
    }
}
