package dev.pavise.app.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a scripted client says, what it waits for, how it answers a server's requests, and which parts of what it
/// hears change from run to run.
record Script(List<Step> steps, Map<String, String> answers, List<Pattern> varying) {
    /// One thing that the client does.
    sealed interface Step permits Say, Ask, Hear {}

    /// Sends a line that nobody answers.
    record Say(String line) implements Step {}

    /// Sends a request and waits for its answer. Where Pavise may answer in the server's stead, by its own words,
    /// only `how` it ended is compared.
    record Ask(String id, String line, How how) implements Step {}

    /// Waits until this many lines that contain the text have come since the start.
    record Hear(String text, int times) implements Step {}

    /// How much of an answer is compared.
    enum How {
        BYTES,
        FAILED_OR_NOT
    }

    Script {
        steps = List.copyOf(steps);
        answers = Map.copyOf(answers);
        varying = List.copyOf(varying);
    }

    static Builder in(Revision revision) {
        return new Builder(revision);
    }

    /// Puts a script together; ids count up from 1 unless a step names its own.
    static final class Builder {
        private static final String CAPABILITIES =
                "{\"roots\":{\"listChanged\":true},\"sampling\":{},\"elicitation\":{}}";
        private static final String CLIENT = "{\"name\":\"scripted\",\"version\":\"1.0\",\"x-vendor\":[1.10]}";

        private static final String STAMP = "\"io.modelcontextprotocol/protocolVersion\":\"%s\","
                + "\"io.modelcontextprotocol/clientInfo\":%s,"
                + "\"io.modelcontextprotocol/clientCapabilities\":%s,"
                + "\"io.modelcontextprotocol/logLevel\":\"info\"";

        private final Revision revision;
        private final List<Step> steps = new ArrayList<>();
        private final Map<String, String> answers = new LinkedHashMap<>();
        private final List<Pattern> varying = new ArrayList<>();
        private int id;

        private Builder(Revision revision) {
            this.revision = revision;
        }

        /// The opening of the revision: `initialize` and its notification, or `server/discover`.
        Builder open() {
            if (revision.modern()) {
                return ask("server/discover", "{}");
            }
            return ask(
                            "initialize",
                            "{\"protocolVersion\":\"%s\",\"capabilities\":%s,\"clientInfo\":%s}"
                                    .formatted(revision.date(), CAPABILITIES, CLIENT))
                    .say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        }

        Builder ask(String method) {
            return ask(method, "{}");
        }

        Builder ask(String method, String params) {
            return ask(Integer.toString(++id), method, params, How.BYTES);
        }

        /// A request whose answer may be Pavise's own.
        Builder askLoosely(String method, String params) {
            return ask(Integer.toString(++id), method, params, How.FAILED_OR_NOT);
        }

        Builder call(String tool) {
            return ask("tools/call", "{\"name\":\"%s\"}".formatted(tool));
        }

        Builder call(String tool, String arguments) {
            return ask("tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
        }

        Builder ask(String id, String method, String params, How how) {
            String line = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
                    .formatted(id, method, stamped(params));
            return askLine(id, line, how);
        }

        Builder askLine(String id, String line, How how) {
            steps.add(new Ask(id, line, how));
            return this;
        }

        Builder say(String line) {
            steps.add(new Say(line));
            return this;
        }

        Builder hear(String text, int times) {
            steps.add(new Hear(text, times));
            return this;
        }

        Builder answer(String method, String result) {
            answers.put(method, result);
            return this;
        }

        Builder varying(String regex) {
            varying.add(Pattern.compile(regex));
            return this;
        }

        Script end() {
            return new Script(steps, answers, varying);
        }

        /// Parameters as the revision wants them: a modern request says each time who asks and what it can do.
        String stamped(String params) {
            if (!revision.modern()) {
                return params;
            }
            String meta = "{\"_meta\":{" + STAMP.formatted(revision.date(), CLIENT, CAPABILITIES);
            if (params.startsWith("{\"_meta\":{")) {
                return meta + "," + params.substring("{\"_meta\":{".length());
            }
            String own = params.substring(1);
            return meta + "}" + (own.equals("}") ? own : "," + own);
        }
    }
}
