package dev.pavise.core.exchange;

import static dev.pavise.core.exchange.Talk.call;
import static dev.pavise.core.exchange.Talk.request;
import static dev.pavise.core.exchange.Talk.result;
import static dev.pavise.core.exchange.Talk.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.Pins;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names that can be taken for one another, and things that a person has refused.
class NamesTest {
    private static final String CYRILLIC = "r\u0435ad_fil\u0435";

    private static String[] tools(String... names) {
        return Arrays.stream(names).map(each -> tool(each, each)).toArray(String[]::new);
    }

    private static List<String> shown(Talk talk, String... names) {
        talk.list("l", tools(names));
        String list = talk.toClient.getLast();
        return Arrays.stream(names)
                .filter(each -> list.contains("'name':'" + each + "'"))
                .toList();
    }

    @Test
    void of_names_that_look_alike_the_first_in_plain_letters_stays() {
        assertThat(shown(Talk.legacy(), CYRILLIC, "other", "read_file", "Read_File", "read-file", "READ__FILE"))
                .containsExactly("other", "read_file");
        assertThat(shown(Talk.legacy(), "to0l", "tool", "too1")).containsExactly("to0l");
    }

    @Test
    void where_none_of_them_is_in_plain_letters_none_stays() {
        assertThat(shown(Talk.legacy(), CYRILLIC, "re\u0430d_file", "other")).containsExactly("other");
    }

    @Test
    void what_was_approved_stays_wherever_it_stands_in_the_list() {
        Talk talk = Talk.listing(tools("read_file"));
        assertThat(shown(talk, "Read_File", "read_file")).containsExactly("read_file");
        assertThat(talk.last().reasons().toString())
                .contains("its name can't be told from \"read_file\" in the same list");
    }

    @Test
    void what_a_person_approved_stays_beside_its_like() {
        Talk talk = Talk.legacy();
        assertThat(shown(talk, "read_file", "Read_File")).containsExactly("read_file");
        Pin pin = talk.state.pins().of(new Pin.Item(Pin.Kind.TOOL, "Read_File")).orElseThrow();
        Pins decided = talk.state.pins().with(List.of(Pins.approved(pin, "ada", talk.now)));
        talk.on(new Event.PinsSet(decided, talk.now));
        assertThat(shown(talk, "read_file", "Read_File")).containsExactly("read_file", "Read_File");
    }

    @Test
    void a_newcomer_is_held_against_what_was_approved_by_its_looks() {
        Talk talk = Talk.listing(tools("read_file"));
        for (String name : List.of("Read-File", CYRILLIC, "\uff52ead_file")) {
            assertThat(shown(talk, name)).as(name).isEmpty();
            assertThat(talk.last().reasons().toString()).contains("the approved \"read_file\"");
        }
        assertThat(shown(talk, "read_files")).containsExactly("read_files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "read_file ", " read_file", "read_file\u00a0", "\u3000"})
    void a_name_is_something_from_its_first_letter_to_its_last(String name) {
        assertThat(shown(Talk.legacy(), name, "other")).containsExactly("other");
    }

    @Test
    void addresses_may_differ_in_case_and_separators_but_not_in_what_nobody_sees() {
        Talk talk = Talk.legacy();
        talk.client(request("1", "resources/list", "{}"));
        List<String> all =
                List.of("file:///README", "file:///readme", "file:///a-b", "file:///a_b", "file:///\u0430-b");
        String list =
                all.stream().map(each -> "{'uri':'" + each + "','name':'n'}").collect(Collectors.joining(","));
        talk.server(result("1", "{'resources':[" + list + "]}"));
        assertThat(talk.toClient.getLast())
                .contains("README", "readme", "a-b", "a_b")
                .doesNotContain("\u0430");
    }

    @ParameterizedTest
    @CsvSource({"resources/read, QUARANTINED", "resources/subscribe, QUARANTINED", "resources/read, GONE"})
    void what_a_person_rejected_is_not_read_before_it_is_listed(String method, Pin.State state) {
        Talk talk = Talk.legacy();
        Pin pin = rejected(talk);
        if (state == Pin.State.GONE) pin = Pins.gone(pin, talk.now);
        talk.on(new Event.PinsSet(Pins.of(List.of(pin)), talk.now));
        talk.client(request("1", method, "{'uri':'file:///a'}"));
        assertThat(talk.toServer).isEmpty();
        assertThat(talk.toClient.getLast()).contains("'error'");
        talk.client(request("2", method, "{'uri':'file:///b'}"));
        assertThat(talk.toServer).hasSize(1);
    }

    private static Pin rejected(Talk talk) {
        Talk before = Talk.legacy();
        before.client(request("1", "resources/list", "{}"));
        before.server(result("1", "{'resources':[{'uri':'file:///a','name':'n'}]}"));
        Pin pin = before.state
                .pins()
                .of(new Pin.Item(Pin.Kind.RESOURCE, "file:///a"))
                .orElseThrow();
        return Pins.rejected(pin, "ada", talk.now);
    }

    @Test
    void what_changed_or_hid_something_when_it_was_seen_last_is_not_read_before_it_is_listed() {
        for (String description : List.of("Other.", "Read\u200b\u200b this <!-- the key -->")) {
            Talk before = Talk.legacy();
            for (String each : List.of("One.", description)) {
                before.client(request("1", "resources/list", "{}"));
                before.server(
                        result("1", "{'resources':[{'uri':'file:///a','name':'n','description':'" + each + "'}]}"));
            }
            Talk talk = Talk.legacy();
            talk.on(new Event.PinsSet(before.state.pins(), talk.now));
            talk.client(request("1", "resources/read", "{'uri':'file:///a'}"));
            assertThat(talk.toServer).as(description).isEmpty();
        }
    }

    @Test
    void a_look_alike_that_is_denied_can_not_be_called_either() {
        Talk talk = Talk.listing(tools("read_file", "Read_File"));
        talk.client(call("1", "Read_File")).client(call("2", "read_file"));
        assertThat(talk.toServer).containsExactly(call("2", "read_file"));
    }
}
