package dev.pavise.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.json.Bounds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTest {
    @ParameterizedTest
    @CsvSource({
        "tools/call, name, search", "prompts/get, name, review", "resources/read, uri, file:///a",
        "resources/subscribe, uri, file:///a", "tasks/get, taskId, t-1", "notifications/resources/updated, uri, a:b"
    })
    void a_request_names_what_it_is_about(String method, String member, String subject) {
        assertThat(asking(method, "{\"" + member + "\":\"" + subject + "\",\"other\":\"x\"}")
                        .subject())
                .isEqualTo(subject);
        assertThat(asking(method, "{\"other\":\"x\"}").subject()).isEmpty();
        assertThat(asking(method, "{\"" + member + "\":7}").subject()).isEmpty();
        assertThat(asking(method, "null").subject()).isEmpty();
    }

    @Test
    void a_method_that_nobody_knows_is_about_nothing() {
        assertThat(asking("x/y", "{\"name\":\"n\",\"uri\":\"u\"}").subject()).isEmpty();
        assertThat(asking("ping", "{\"name\":\"n\"}").subject()).isEmpty();
    }

    @Test
    void a_failure_tells_its_code_as_written() {
        assertThat(failure("{\"code\":-32601,\"message\":\"\"}").code()).isEqualTo("-32601");
        assertThat(failure("{\"code\":\"x\"}").code()).isEqualTo("\"x\"");
        assertThat(failure("{}").code()).isEmpty();
    }

    @Test
    void a_message_is_its_bytes() {
        byte[] bytes = bytes("  {\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}\r\n");
        assertThat(((Reading.Read) Reading.of(bytes, Bounds.DEFAULT)).message().bytes())
                .isSameAs(bytes);
    }

    @Test
    void each_message_of_a_batch_has_bytes_of_its_own() {
        String one = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";
        String other = "{\"jsonrpc\" : \"2.0\",\"method\":\"x\"}";
        var batch = (Reading.Batch) Reading.of(bytes("[ " + one + " , " + other + " ]"), Bounds.DEFAULT);
        assertThat(batch.each())
                .extracting(each -> new String(((Reading.Read) each).message().bytes(), StandardCharsets.UTF_8))
                .containsExactly(one, other);
    }

    @Test
    void a_batch_is_read_by_the_bounds_of_its_caller() {
        String deep = "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":" + "[".repeat(1200) + "]".repeat(1200) + "}";
        var wide = new Bounds(100_000, 2000, 100_000, 128);
        var batch = (Reading.Batch) Reading.of(bytes("[" + deep + "]"), wide);
        assertThat(batch.each().getFirst()).isInstanceOf(Reading.Read.class);
    }

    @Test
    void a_fault_names_the_place_of_what_is_wrong() {
        String text = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"m\",\"params\":[1]}";
        var unreadable = (Reading.Unreadable) Reading.of(bytes(text), Bounds.DEFAULT);
        assertThat(unreadable.at()).isEqualTo(text.indexOf("[1]"));
    }

    @Test
    void a_bad_id_is_where_the_fault_is_and_a_missing_one_is_everywhere() {
        String bad = "{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":null}";
        assertThat(Reading.of(bytes(bad), Bounds.DEFAULT))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.at()).isEqualTo(bad.indexOf("null")));
        assertThat(Reading.of(bytes("{\"jsonrpc\":\"2.0\",\"result\":{}}"), Bounds.DEFAULT))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.at()).isZero());
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void every_method_is_known_by_its_wire_name_alone(Method method) {
        assertThat(Method.of(method.wire())).contains(method);
        assertThat(method.is(method.wire())).isTrue();
        assertThat(method.is(method.wire() + "x")).isFalse();
        assertThat(Method.of(method.name())).isEmpty();
        assertThat(method.isNotification()).isEqualTo(method.wire().startsWith("notifications/"));
    }

    /// From the schemas: who sends it, and the revisions that have it, oldest first, `1` where it is.
    @ParameterizedTest
    @CsvSource({
        "initialize, client, 11110",
        "ping, both, 11110",
        "server/discover, client, 00001",
        "tools/list, client, 11111",
        "tools/call, client, 11111",
        "prompts/list, client, 11111",
        "prompts/get, client, 11111",
        "resources/list, client, 11111",
        "resources/templates/list, client, 11111",
        "resources/read, client, 11111",
        "resources/subscribe, client, 11110",
        "resources/unsubscribe, client, 11110",
        "subscriptions/listen, client, 00001",
        "completion/complete, client, 11111",
        "logging/setLevel, client, 11110",
        "sampling/createMessage, server, 11110",
        "elicitation/create, server, 00110",
        "roots/list, server, 11110",
        "tasks/list, both, 00010",
        "tasks/get, both, 00011",
        "tasks/update, client, 00001",
        "notifications/initialized, client, 11110",
        "notifications/cancelled, both, 11111",
        "notifications/progress, both, 11111",
        "notifications/message, server, 11111",
        "notifications/roots/list_changed, client, 11110",
        "notifications/tools/list_changed, server, 11111",
        "notifications/elicitation/complete, server, 00010"
    })
    void a_method_is_its_senders_in_its_revisions(String wire, String sender, String revisions) {
        Method method = Method.of(wire).orElseThrow();
        assertThat(method.mayGo(Direction.TO_SERVER)).isEqualTo(!sender.equals("server"));
        assertThat(method.mayGo(Direction.TO_CLIENT)).isEqualTo(!sender.equals("client"));
        var found = new StringBuilder();
        for (Revision revision : Revision.values()) found.append(method.isIn(revision) ? '1' : '0');
        assertThat(found).hasToString(revisions);
    }

    @Test
    void a_revision_is_known_by_its_date() {
        assertThat(Arrays.stream(Revision.values()).map(Revision::toString))
                .containsExactly("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28");
        assertThat(Revision.of("2025-06-18")).contains(Revision.V2025_06_18);
        for (String none : List.of("", "2025-06-19", "V2025_06_18", "2025-06-18 ")) {
            assertThat(Revision.of(none)).isEmpty();
        }
        assertThat(Arrays.stream(Revision.values()).filter(Revision::isModern)).containsExactly(Revision.V2026_07_28);
        assertThat(Arrays.stream(Revision.values()).filter(Revision::hasBatches))
                .containsExactly(Revision.V2025_03_26);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void a_direction_reversed_twice_is_itself(Direction direction) {
        assertThat(direction.reversed()).isNotEqualTo(direction);
        assertThat(direction.reversed().reversed()).isEqualTo(direction);
    }

    private static Message.Request asking(String method, String params) {
        String text = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}";
        return (Message.Request) ((Reading.Read) Reading.of(bytes(text), Bounds.DEFAULT)).message();
    }

    private static Message.Failure failure(String error) {
        String text = "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":" + error + "}";
        return (Message.Failure) ((Reading.Read) Reading.of(bytes(text), Bounds.DEFAULT)).message();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
