package dev.pavise.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.json.Bounds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileInputsTest {
    static List<HostileInput> all() {
        return HostileInput.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void every_input_gets_its_verdict(HostileInput input) {
        assertThat(verdict(Reading.of(input.bytes(), Bounds.DEFAULT))).isEqualTo(input.verdict());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void every_input_keeps_its_id_or_has_none(HostileInput input) {
        assertThat(id(Reading.of(input.bytes(), Bounds.DEFAULT))).isEqualTo(input.id());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void a_second_parser_reads_the_same_or_the_input_is_refused(HostileInput input) {
        SecondParser.agreesWith(Reading.of(input.bytes(), Bounds.DEFAULT), input.bytes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void the_place_of_a_fault_is_inside_the_bytes(HostileInput input) {
        if (Reading.of(input.bytes(), Bounds.DEFAULT) instanceof Reading.Unreadable unreadable) {
            assertThat(unreadable.at()).isBetween(0, input.bytes().length);
            assertThat(unreadable.raw()).isSameAs(input.bytes());
        }
    }

    @Test
    void the_table_is_large_and_names_each_input_once() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(220);
        assertThat(all()).extracting(HostileInput::name).doesNotHaveDuplicates();
        assertThat(all().stream().filter(HostileInput::isRead).count()).isBetween(80L, all().size() / 2L);
    }

    private static String verdict(Reading reading) {
        return switch (reading) {
            case Reading.Read(Message.Request ignored) -> "read request";
            case Reading.Read(Message.Notification ignored) -> "read notification";
            case Reading.Read(Message.Result ignored) -> "read result";
            case Reading.Read(Message.Failure ignored) -> "read failure";
            case Reading.Batch batch ->
                batch.each().getFirst() instanceof Reading.Unreadable first
                        ? "read batch of " + first.why()
                        : "read batch";
            case Reading.Unreadable unreadable -> unreadable.why();
        };
    }

    private static String id(Reading reading) {
        Optional<Id> id = switch (reading) {
            case Reading.Read(Message.Request request) -> Optional.of(request.id());
            case Reading.Read(Message.Notification ignored) -> Optional.empty();
            case Reading.Read(Message.Result result) -> Optional.of(result.id());
            case Reading.Read(Message.Failure failure) -> failure.id();
            case Reading.Batch batch -> Optional.empty();
            case Reading.Unreadable unreadable -> unreadable.id();
        };
        if (reading instanceof Reading.Batch batch) return id(batch.each().getFirst());
        return id.map(Id::json).orElse("-");
    }
}
