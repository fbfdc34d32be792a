package dev.pavise.app.peers;

import dev.pavise.app.peers.Script.Ask;
import dev.pavise.app.peers.Script.Hear;
import dev.pavise.app.peers.Script.How;
import dev.pavise.app.peers.Script.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One conversation as the client sees it: what it said, and every line that it heard.
record Talk(List<Said> said, List<String> heard) {
    private static final Pattern TASK = Pattern.compile("\"taskId\":\"([^\"]+)\"");

    /// A line that the client wrote, and whether the server must have received it.
    record Said(String line, boolean owed) {}

    static Talk hold(Script script, Wire wire) {
        var client = new Client(script, wire);
        for (Script.Step step : script.steps()) {
            switch (step) {
                case Say(String line) -> client.say(line, true);
                case Ask ask -> client.ask(ask);
                case Hear(String text, int times) -> client.hear(text, times);
            }
        }
        wire.end().forEach(client::keep);
        return new Talk(List.copyOf(client.said), List.copyOf(client.heard));
    }

    private static final class Client {
        private final Script script;
        private final Wire wire;
        private final List<Said> said = new ArrayList<>();
        private final List<String> heard = new ArrayList<>();
        private String task = "";

        Client(Script script, Wire wire) {
            this.script = script;
            this.wire = wire;
        }

        void say(String line, boolean owed) {
            String written = line.replace("@task@", task);
            said.add(new Said(written, owed));
            wire.send(written);
        }

        void ask(Ask ask) {
            say(ask.line(), ask.how() == How.BYTES);
            while (true) {
                String line = wire.next("the answer to " + ask.line());
                Envelope envelope = Envelope.of(line);
                boolean answered = envelope.answers(ask.id());
                if (answered && ask.how() == How.FAILED_OR_NOT) {
                    heard.add("answer to " + ask.id() + ", failed: " + envelope.failed());
                } else {
                    keep(line);
                    reply(envelope);
                }
                if (answered) {
                    return;
                }
            }
        }

        void hear(String text, int times) {
            while (heard.stream().filter(line -> line.contains(text)).count() < times) {
                String line = wire.next(times + " times " + text);
                keep(line);
                reply(Envelope.of(line));
            }
        }

        void keep(String line) {
            Matcher started = TASK.matcher(line);
            if (started.find()) {
                task = started.group(1);
            }
            String kept = line;
            for (Pattern pattern : script.varying()) {
                kept = pattern.matcher(kept).replaceAll("<varies>");
            }
            heard.add(kept);
        }

        private void reply(Envelope envelope) {
            if (envelope.request()) {
                String method = envelope.method().orElseThrow();
                String result = script.answers().get(method);
                if (result == null) {
                    throw new AssertionError("the script has no answer to " + method);
                }
                say(
                        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                                .formatted(envelope.id().orElseThrow(), result),
                        true);
            }
        }
    }
}
