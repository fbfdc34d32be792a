package dev.pavise.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.message.Id;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AnswersLaws {
    private static boolean isTo(Id id, String json) {
        return Answers.isTo(id, json.getBytes(StandardCharsets.UTF_8));
    }

    @Example
    void an_answer_has_the_id_and_a_result_or_an_error() {
        assertThat(isTo(Id.of(1), "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"))
                .isTrue();
        assertThat(isTo(Id.of(1), " { \"result\" : {\"id\":2,\"a\":[{}]} , \"id\" : 1 }"))
                .isTrue();
        assertThat(isTo(Id.of(1), "{\"error\":{\"code\":1,\"message\":\"x\"},\"id\":1}"))
                .isTrue();
        assertThat(isTo(Id.of("a"), "{\"id\":\"a\",\"result\":1}")).isTrue();
        assertThat(isTo(Id.of("a"), "{\"id\":\"\\u0061\",\"result\":1}")).isTrue();
        assertThat(isTo(Id.of(1), "[{\"id\":2,\"result\":1},{\"id\":1,\"result\":1}]"))
                .isTrue();
    }

    @Example
    void anything_else_is_none() {
        assertThat(isTo(Id.of(1), "{\"id\":1,\"method\":\"ping\"}")).isFalse();
        assertThat(isTo(Id.of(1), "{\"id\":\"1\",\"result\":1}")).isFalse();
        assertThat(isTo(Id.of(1), "{\"id\":12,\"result\":1}")).isFalse();
        assertThat(isTo(Id.of(1), "{\"result\":{\"id\":1}}")).isFalse();
        assertThat(isTo(Id.of(1), "{\"result\":\"\\\",\\\"id\\\":1\"}")).isFalse();
        assertThat(isTo(Id.of(1), "{\"id\":1}")).isFalse();
        assertThat(isTo(Id.of(1), "[{\"id\":1,\"method\":\"x\"}]")).isFalse();
        assertThat(isTo(Id.of(1), "")).isFalse();
    }

    @Property(tries = 300)
    void no_text_hides_the_id_or_feigns_it(@ForAll String text, @ForAll @IntRange(max = 99) int id) {
        String quoted = Id.of(text).json();
        assertThat(isTo(Id.of(id), "{\"result\":{\"t\":" + quoted + "},\"id\":" + id + "}"))
                .isTrue();
        assertThat(isTo(Id.of(id), "{\"result\":{\"t\":" + quoted + "},\"id\":" + (id + 1) + "}"))
                .isFalse();
    }

    /// Half a message ends nothing and breaks nothing.
    @Property(tries = 200)
    void half_a_message_is_read_to_its_end(@ForAll @IntRange(max = 60) int length) {
        String whole = "{\"jsonrpc\":\"2.0\",\"result\":{\"a\":[1,\"\\\"\"]},\"id\":1}";
        String half = whole.substring(0, Math.min(length, whole.length() - 2));
        assertThat(isTo(Id.of(1), half)).isFalse();
    }
}
