package dev.pavise.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Definition;
import dev.pavise.core.json.Json;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Preset;
import dev.pavise.ledger.state.SqlitePins;
import dev.pavise.ledger.state.StateDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people decide by commands: pins and allowances, held to what they saw and recorded.
class DecidingTest {
    private static final Instant SEEN = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path home;

    private Pavise pavise;

    @BeforeEach
    void open() {
        pavise = new Pavise(home);
        var old = definition("{\"name\":\"quote\",\"description\":\"Quotes.\",\"inputSchema\":{\"type\":\"object\"}}");
        var now = definition("{\"name\":\"quote\",\"description\":\"Quotes\u202e.\",\"inputSchema\":{}}");
        save(
                new Pin(item("quote"), Pin.State.CHANGED, Optional.of(old), now, SEEN, "balanced", List.of()),
                new Pin(
                        item("rates"),
                        Pin.State.QUARANTINED,
                        Optional.empty(),
                        definition("{\"name\":\"rates\"}"),
                        SEEN,
                        "",
                        List.of(new Reason("hidden-text", "/description", "14 tag characters"))),
                new Pin(item("ok"), Pin.State.APPROVED, Optional.of(old), old, SEEN, "balanced", List.of()),
                new Pin(
                        new Pin.Item(Pin.Kind.PROMPT, "ok"),
                        Pin.State.APPROVED,
                        Optional.of(old),
                        old,
                        SEEN,
                        "me",
                        List.of()));
    }

    @Test
    void what_waits_is_listed_with_its_reason() {
        var all = pavise.does("pins list market");
        assertThat(all.out().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("tool/rates") && line.endsWith("14 tag characters"));
        assertThat(pavise.does("pins list --only changed").out().lines()).hasSize(1);
        assertThat(pavise.does("pins list --only gone").err()).isEqualTo("none\n");
        assertThat(pavise.does("pins list --json").out().lines())
                .hasSize(4)
                .anyMatch(line ->
                        line.startsWith("{\"server\":\"market\",\"item\":\"tool/quote\",\"state\":\"changed\""));
    }

    @Test
    void a_difference_is_shown_field_by_field_with_what_nobody_sees() {
        var diff = pavise.does("pins diff market quote");
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.out())
                .contains("/description changed")
                .contains("- Quotes.")
                .contains("+ Quotes<U+202E RIGHT-TO-LEFT OVERRIDE>.")
                .contains("/inputSchema/type is gone")
                .doesNotContain("\u202e");
        assertThat(pavise.does("pins diff market").out())
                .contains("tool/quote")
                .contains("tool/rates")
                .doesNotContain("tool/ok");
        assertThat(pavise.does("pins diff market tool/ok").exit()).isZero();
        assertThat(pavise.does("pins diff market quote --json").out())
                .contains("\"place\":\"/description\"")
                .contains("\\u202e")
                .doesNotContain("\u202e");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
    pins diff markt quote          | pavise pins: no server "markt" has been seen      | did you mean market?
    pins diff market quot          | market: shows no "quot"                           | pavise pins list market lists what it does
    pins diff market tool/quot     | market: shows no "tool/quot"                      | did you mean tool/quote?
    pins diff market ok            | market: "ok" is more than one thing               | name its kind: tool/ok, prompt/ok
    pins approve market            | pavise pins approve: ITEM is missing              | pavise pins list market lists them
    pins approve market quote --digest abc | --digest: "abc" is no digest              | copy it from pavise pins diff
    pins approve market quote rates --digest 0123456789abcdef | --digest: names one definition, and 2 are chosen | name one item
    """)
    void names_that_do_not_fit_are_told(String line, String fault, String hint) {
        var outcome = pavise.does(line);
        assertThat(outcome.err()).isEqualTo(fault + "\nhint: " + hint + "\n");
        assertThat(outcome.exit()).isEqualTo(2);
    }

    @Test
    void only_what_was_shown_is_approved() {
        String shown = load("quote").seen().digest().substring(0, 16);
        var other = definition("{\"name\":\"quote\",\"description\":\"Something else by now.\"}");
        save(new Pin(item("quote"), Pin.State.CHANGED, load("quote").approved(), other, SEEN, "balanced", List.of()));
        var late = pavise.does("pins approve market quote --digest " + shown);
        assertThat(late.exit()).isEqualTo(1);
        assertThat(late.err()).startsWith("market tool/quote: it has changed since");
        assertThat(load("quote").state()).isEqualTo(Pin.State.CHANGED);

        var now = pavise.does("pins approve market quote --digest " + other.digest());
        assertThat(now.exit()).isZero();
        assertThat(now.out()).contains("Something else by now.");
        assertThat(load("quote").state()).isEqualTo(Pin.State.APPROVED);
        assertThat(load("quote").approved()).contains(other);
    }

    @Test
    void everything_that_waits_is_approved_together_and_each_is_recorded() {
        assertThat(pavise.does("pins approve market --all --json").out().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"evidence\":"));
        assertThat(pavise.does("pins diff market").exit()).isZero();
        assertThat(pavise.does("ledger query --method pins/approve --json")
                        .out()
                        .lines())
                .hasSize(2);
    }

    @Test
    void what_is_rejected_stays_so_however_often_it_is_shown() {
        assertThat(pavise.does(List.of("pins", "reject", "market", "quote", "--reason", "no"))
                        .exit())
                .isZero();
        Pin pin = load("quote");
        assertThat(Pins.of(List.of(pin)).standing(item("quote"), pin.seen(), Preset.STRICT))
                .isInstanceOf(Pins.Standing.Rejected.class);
        assertThat(pavise.does("ledger query --method pins/reject").out())
                .contains("denied")
                .contains("no");
    }

    @Test
    void a_decision_that_cannot_be_recorded_is_not_made() throws IOException {
        Files.createDirectories(pavise.state().resolve("ledger"));
        Files.writeString(
                pavise.state().resolve("ledger/ledger.db"), "not a database, and long enough to look like one");
        var outcome = pavise.does("pins approve market rates");
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).contains("ledger.db").contains("\nhint: ");
        assertThat(load("rates").state()).isEqualTo(Pin.State.QUARANTINED);
        assertThat(allow("--until", LocalDate.now().plusDays(1).toString()).exit())
                .isEqualTo(4);
        assertThat(pavise.does("allow --list --json").out()).isEmpty();
    }

    @Test
    void an_allowance_needs_an_end_within_a_year_and_a_reason() {
        assertThat(allow("--until", LocalDate.now().minusDays(1).toString()).err())
                .contains("is over");
        assertThat(allow("--until", LocalDate.now().plusDays(400).toString()).err())
                .contains("is more than a year away");
        assertThat(allow("--until", "soon").err()).startsWith("--until: \"soon\" is no date\n");
        assertThat(allow().err()).startsWith("pavise allow: --until is missing");
        String until = LocalDate.now().plusDays(30).toString();
        assertThat(pavise.does("allow limits --server m --tool t --until " + until)
                        .err())
                .isEqualTo("pavise allow: --reason is missing\nhint: say why: --reason \"…\"\n");
        assertThat(pavise.does("allow limits --server m --tool t --revoke").err())
                .startsWith("pavise allow: nobody allowed limits for m t");
        assertThat(pavise.does("allow --list --json").out()).isEmpty();

        assertThat(allow("--until", until, "--owner", "ops").exit()).isZero();
        assertThat(pavise.does("allow --list").out()).contains("limits for m t").contains("ops: because");
        assertThat(pavise.does("status --json").out())
                .contains("\"rule\":\"limits\"")
                .contains("\"holds\":true");
    }

    @Test
    void an_allowance_may_be_for_one_argument_where_the_rule_is_a_detector_s() {
        String until = LocalDate.now().plusDays(1).toString();
        String line = "allow secret --server m --tool t --argument filter.text --reason tests --until " + until;
        assertThat(pavise.does(line).err()).contains("allowed secret for m t in filter.text until ");
        assertThat(pavise.does("allow --list --json").out()).contains("\"tool\":\"t\",\"argument\":\"filter.text\"");
        assertThat(pavise.does("allow secret --server m --tool t --revoke").exit())
                .isEqualTo(2);
        assertThat(pavise.does("allow secret --server m --tool t --argument filter.text --revoke")
                        .exit())
                .isZero();
        assertThat(pavise.does("allow --list --json").out()).isEmpty();
        assertThat(pavise.does(line.replace("allow secret", "allow limits")).err())
                .startsWith("--argument: limits judges a message as a whole\nhint: leave --argument out");
        assertThat(pavise.does("ledger query --method allow --json").out()).contains("secret in filter.text until ");
    }

    @Test
    void an_allowance_for_a_server_that_nobody_knows_is_given_with_a_note() {
        String until = LocalDate.now().plusDays(30).toString();
        assertThat(allow("--until", until).err()).startsWith("note: no server \"m\" is known; this counts once");
        var line = "allow limits --tool t --reason x --until " + until + " --server ";
        assertThat(pavise.does(line + "markt").err())
                .startsWith("note: no server \"markt\" is known; did you mean market?\nallowed limits");
        assertThat(pavise.does(line + "market").err()).startsWith("allowed limits");
    }

    @Test
    void what_waits_is_counted_but_not_what_the_tour_left() {
        assertThat(pavise.does("status --json").out())
                .contains("\"waiting\":2,\"serving\":[],\"servers\":[{\"name\":\"market\"")
                .contains("\"gone\":0,\"waiting\":2}");
        try (var state = StateDatabase.in(pavise.state())) {
            var pins = new SqlitePins(state);
            var changes = pins.load("market").stream()
                    .map(pin -> new PinStore.Change(Optional.empty(), pin))
                    .toList();
            assertThat(pins.save("sample-market", changes)).isTrue();
        }
        assertThat(pavise.does("status --json").out()).contains("\"waiting\":2,\"serving\"");
        var status = pavise.does("status");
        assertThat(status.err()).doesNotContain("sample-market").contains("2 waiting");
        assertThat(status.out()).contains("sample-market").contains("(the tour's)");
    }

    @Test
    void narrow_terminals_cut_no_fact_off() {
        var narrow = pavise.with("COLUMNS", "40");
        var list = narrow.does("pins list market --only quarantined").out();
        assertThat(list.lines()).allMatch(line -> line.length() <= 40);
        assertThat(list).startsWith("market\n    tool/rates\n    quarantined\n").endsWith("\n    14 tag characters\n");
        var status = narrow.does("status").out();
        assertThat(status.replaceAll("\\s+", "")).contains(pavise.state().toString());
        assertThat(status.lines()).allMatch(line -> line.length() <= 40);
    }

    private Pavise.Outcome allow(String... more) {
        var words = new java.util.ArrayList<>(
                List.of("allow", "limits", "--server", "m", "--tool", "t", "--reason", "because"));
        words.addAll(List.of(more));
        return pavise.does(words);
    }

    private void save(Pin... pins) {
        try (var state = StateDatabase.in(pavise.state())) {
            var store = new SqlitePins(state);
            var before = Pins.of(store.load("market"));
            var changes = Arrays.stream(pins)
                    .map(pin -> new PinStore.Change(before.of(pin.item()), pin))
                    .toList();
            assertThat(store.save("market", changes)).isTrue();
        }
    }

    private Pin load(String tool) {
        try (var state = StateDatabase.in(pavise.state())) {
            return Pins.of(new SqlitePins(state).load("market")).of(item(tool)).orElseThrow();
        }
    }

    private static Pin.Item item(String tool) {
        return new Pin.Item(Pin.Kind.TOOL, tool);
    }

    private static Pin.Definition definition(String text) {
        var json = (Json) Json.read(text.getBytes(StandardCharsets.UTF_8));
        return Definition.of(Pin.Kind.TOOL, "any", json.root()).pinned();
    }
}
