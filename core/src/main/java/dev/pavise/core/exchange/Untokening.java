package dev.pavise.core.exchange;

import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Splicer;
import dev.pavise.core.json.Value;
import dev.pavise.core.seal.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Puts what tokens stand for back into the arguments of a call, for the server that it came from.
final class Untokening {
    private final Turn turn;

    Untokening(Turn turn) {
        this.turn = turn;
    }

    /// The same array where there is no token in it.
    byte[] opened(byte[] message) {
        if (turn.tokens.isEmpty() || !Tokens.mayBeIn(message)) return message;
        if (!(Json.read(message) instanceof Json json)) throw new IllegalStateException("an edit broke the message");
        Value arguments = json.root().at("params", "arguments");
        if (arguments == null) return message;
        Splicer out = null;
        for (int entry = arguments.entry(); entry < json.end(arguments.entry()); entry++) {
            if (json.kind(entry) != Json.Kind.STRING || json.isName(entry)) continue;
            Value string = new Value(json, entry);
            String text = string.text();
            List<Tokens.Opened> tokens = turn.tokens.get().in(text, turn.who.principal(), turn.who.server(), turn.at);
            if (tokens.isEmpty()) continue;
            if (out == null) out = new Splicer(message);
            out.replace(string.span(), Escapes.quote(opened(text, tokens)).getBytes(StandardCharsets.UTF_8));
        }
        return out == null ? message : out.finish();
    }

    private static String opened(String text, List<Tokens.Opened> tokens) {
        var opened = new StringBuilder(text);
        for (Tokens.Opened each : tokens.reversed()) opened.replace(each.from(), each.to(), each.text());
        return opened.toString();
    }
}
