package dev.pavise.app.peers;

import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What the scripted client must know of a line: the id as it is written, the method, and whether it is a failure.
record Envelope(Optional<String> id, Optional<String> method, boolean failed) {
    private static final JsonFactory JSON = new JsonFactory();

    static Envelope of(String line) {
        Optional<String> id = Optional.empty();
        Optional<String> method = Optional.empty();
        boolean failed = false;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "id" -> id = Optional.of(written(parser, line));
                    case "method" -> method = Optional.of(parser.getString());
                    case "error" -> failed = true;
                    default -> failed |= name.equals("result") && line.contains("\"isError\":true");
                }
                parser.skipChildren();
            }
        }
        return new Envelope(id, method, failed);
    }

    boolean request() {
        return id.isPresent() && method.isPresent();
    }

    boolean answers(String wanted) {
        return method.isEmpty() && id.filter(wanted::equals).isPresent();
    }

    /// The value at hand with the very characters of the line.
    private static String written(JsonParser parser, String line) {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.finishToken();
        return line.substring(from, (int) parser.currentLocation().getCharOffset())
                .strip();
    }
}
