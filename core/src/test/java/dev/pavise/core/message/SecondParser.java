package dev.pavise.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.json.Edits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Jackson, as strict as it gets, as the peer that must never see another message than Pavise did.
final class SecondParser {
    private static final JsonMapper JACKSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(2000)
                            .maxNumberLength(2000)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SecondParser() {}

    /// The tree that Jackson makes of strict UTF-8, or nothing.
    static Optional<JsonNode> tree(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(JACKSON.readTree(text));
        } catch (CharacterCodingException | JacksonException e) {
            return Optional.empty();
        }
    }

    /// Fails where Pavise read a message and Jackson reads another one, or where passing it would change a byte.
    static void agreesWith(Reading reading, byte[] bytes) {
        switch (reading) {
            case Reading.Unreadable unreadable -> assertThat(unreadable.why()).isNotEmpty();
            case Reading.Batch batch -> {
                JsonNode array = tree(bytes).orElseThrow(() -> new AssertionError("only Pavise reads this batch"));
                assertThat(array.size()).isEqualTo(batch.each().size());
                for (int i = 0; i < array.size(); i++) {
                    if (batch.each().get(i) instanceof Reading.Read(Message message)) same(message, array.get(i));
                }
            }
            case Reading.Read(Message message) -> {
                assertThat(message.bytes()).isSameAs(bytes);
                assertThat(Edits.NONE.applyTo(bytes, labels -> new byte[0])).isSameAs(bytes);
                same(message, tree(bytes).orElseThrow(() -> new AssertionError("only Pavise reads this message")));
            }
        }
    }

    private static void same(Message message, JsonNode node) {
        assertThat(node.get("jsonrpc").stringValue()).isEqualTo("2.0");
        switch (message) {
            case Message.Request request -> {
                sameId(Optional.of(request.id()), node);
                sameAsking(request, node);
            }
            case Message.Notification notification -> {
                assertThat(node.has("id")).isFalse();
                sameAsking(notification, node);
            }
            case Message.Result result -> {
                sameId(Optional.of(result.id()), node);
                assertThat(node.has("result")).isTrue();
                assertThat(without(node, "method", "error")).isTrue();
            }
            case Message.Failure failure -> {
                sameId(failure.id(), node);
                assertThat(node.get("error").isObject()).isTrue();
                assertThat(without(node, "method", "result")).isTrue();
            }
        }
        onlyOneSpelling(node);
    }

    private static void sameAsking(Message.Asking asking, JsonNode node) {
        assertThat(node.get("method").stringValue()).isEqualTo(asking.method());
        assertThat(without(node, "result", "error")).isTrue();
        for (String name : List.of("name", "uri", "taskId")) {
            JsonNode said = node.path("params").path(name);
            assertThat(asking.param(name)).isEqualTo(said.isString() ? said.stringValue() : null);
        }
    }

    private static void sameId(Optional<Id> id, JsonNode node) {
        JsonNode said = node.path("id");
        if (id.isEmpty()) {
            assertThat(said.isNull() || said.isMissingNode()).isTrue();
        } else if (id.get().isText()) {
            assertThat(id.get()).isEqualTo(Id.of(said.stringValue()));
        } else {
            assertThat(said.isIntegralNumber()).isTrue();
            assertThat(id.get()).isEqualTo(Id.of(said.longValue()));
        }
    }

    private static boolean without(JsonNode node, String... names) {
        for (String name : names) {
            if (node.has(name)) return false;
        }
        return true;
    }

    /// What a parser that ignores case would see: one member for each name of the envelope, no more.
    private static void onlyOneSpelling(JsonNode node) {
        for (String reserved : List.of("jsonrpc", "id", "method", "params", "result", "error")) {
            var spelt = new ArrayList<String>();
            for (String name : node.propertyNames()) {
                if (name.equalsIgnoreCase(reserved)) spelt.add(name);
            }
            assertThat(spelt).isSubsetOf(List.of(reserved));
        }
        JsonNode params = node.path("params");
        for (String reserved : List.of("name", "uri", "arguments", "taskId")) {
            var spelt = new ArrayList<String>();
            if (params.isObject()) {
                for (String name : params.propertyNames()) {
                    if (name.equalsIgnoreCase(reserved)) spelt.add(name);
                }
            }
            assertThat(spelt).isSubsetOf(List.of(reserved));
        }
    }
}
