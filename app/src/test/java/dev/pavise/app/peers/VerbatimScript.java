package dev.pavise.app.peers;

import dev.pavise.app.peers.Script.How;
import java.util.List;

/// What is said to the server that answers with the bytes it is told: writings that a parser and writer would change.
final class VerbatimScript {
    /// Answers, each with `@id@` where the request's id stands as it was written.
    private static final List<String> ANSWERS = List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":@id@,\"result\":{\"content\":[]}}",
            "{ \"id\" : @id@ ,\t\"result\" : { \"content\" : [ ] } , \"jsonrpc\" : \"2.0\" }",
            "{\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"\\u0041\\/\\u00e9é\\ud83d\\udc33\"}]},\"jsonrpc\":\"2.0\",\"id\":@id@}",
            "{\"jsonrpc\":\"2.0\",\"id\":@id@,\"result\":{\"content\":[],\"structuredContent\":{\"n\":1.10,\"m\":9007199254740993,"
                    + "\"e\":1E+2,\"z\":-0,\"f\":0.1000000000000000055511151231257827}}}",
            "{\"jsonrpc\":\"2.0\",\"id\":@id@,\"x-top\":[null],\"result\":{\"x-a\":{\"ID\":1,\"Method\":\"m\"},\"content\":"
                    + "[{\"x-first\":1,\"type\":\"text\",\"x-mid\":{},\"text\":\"t\"},{\"type\":\"x-unknown\",\"data\":[]}],\"_meta\":{}}}",
            "{\"jsonrpc\":\"2.0\",\"id\":@id@,\"error\":{\"code\":-31999,\"message\":\"no\",\"data\":{\"n\":1.10},\"x\":null}}",
            "{\"jsonrpc\":\"2.0\",\"id\":@id@,\"error\":{\"code\":7,\"message\":\"\"}}");

    private VerbatimScript() {}

    static Script of(Script.Builder script) {
        script.ask("tools/list");
        for (String answer : ANSWERS) {
            script.call("reply", lines(answer));
        }
        for (String id :
                List.of("9007199254740993", "-1", "0", "\"\"", "\"9007199254740993\"", "\"a b/\\\"é\"", "4294967296")) {
            script.ask(
                    id,
                    "tools/call",
                    "{\"name\":\"reply\",\"arguments\":%s}".formatted(lines(ANSWERS.getFirst())),
                    How.BYTES);
        }
        return script.askLine(
                        "77",
                        " {\"params\" : {\"arguments\":%s,\t\"x-vendor\":1.10, \"name\":\"\\u0072eply\"}, \"method\":\"tools/call\", \"jsonrpc\":\"2.0\",\"id\": 77} "
                                .formatted(lines(ANSWERS.getFirst())),
                        How.BYTES)
                .askLine("78", "{\"jsonrpc\":\"2.0\",\"id\":78,\"method\":\"ping\"}\r", How.BYTES)
                .call(
                        "reply",
                        lines(
                                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":1.10}}",
                                "{\"method\":\"notifications/x-vendor\",\"params\":{\"a\":[1e1]},\"jsonrpc\":\"2.0\"}",
                                ANSWERS.get(1)))
                .call(
                        "reply",
                        lines("{\"jsonrpc\":\"2.0\",\"id\":@id@,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\""
                                + "0123456789abcdef".repeat(20_000) + "\"}]}}"))
                .end();
    }

    private static String lines(String... lines) {
        var all = new StringBuilder("{\"lines\":[");
        for (String line : lines) {
            all.append(all.charAt(all.length() - 1) == '[' ? "" : ",")
                    .append('"')
                    .append(line.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t"))
                    .append('"');
        }
        return all.append("]}").toString();
    }
}
