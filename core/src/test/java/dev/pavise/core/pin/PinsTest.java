package dev.pavise.core.pin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.pin.Pin.Definition;
import dev.pavise.core.pin.Pin.Item;
import dev.pavise.core.pin.Pin.State;
import dev.pavise.core.policy.Preset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinsTest {
    private static final Instant BEFORE = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-24T11:00:00Z");
    private static final Item ITEM = new Item(Pin.Kind.TOOL, "rates");
    private static final Definition FIRST = new Definition("aa", "{}");
    private static final Definition OTHER = new Definition("bb", "{\"x\":1}");
    private static final List<Reason> AGAINST = List.of(new Reason("hidden-text", "/description", "tag letters"));

    /// before: what is known. seen: what the server shows now. guards: whether they find it clean.
    /// after: the state, who decided, and which definition the client may have.
    @ParameterizedTest(name = "{0}, then the {1} definition, {2}, in {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            unknown                | first | clean   | balanced | APPROVED    | balanced | first
            unknown                | first | clean   | observe  | APPROVED    | observe  | first
            unknown                | first | clean   | strict   | QUARANTINED |          |
            unknown                | first | against | balanced | QUARANTINED |          |
            unknown                | first | against | observe  | QUARANTINED |          |
            unknown                | first | against | strict   | QUARANTINED |          |
            approved by balanced   | first | clean   | strict   | QUARANTINED | balanced | first
            approved by observe    | first | clean   | strict   | QUARANTINED | observe  | first
            approved by balanced   | other | clean   | strict   | CHANGED     | balanced | first
            approved by balanced   | first | clean   | balanced | APPROVED    | balanced | first
            approved by observe    | first | clean   | balanced | APPROVED    | observe  | first
            approved by balanced   | first | against | balanced | QUARANTINED | balanced | first
            approved by balanced   | other | against | balanced | CHANGED     | balanced | first
            waiting under strict   | first | clean   | balanced | APPROVED    | balanced | first
            waiting under strict   | other | clean   | balanced | CHANGED     | balanced | first
            waiting under strict   | first | clean   | strict   | QUARANTINED | balanced | first
            quarantined            | first | clean   | balanced | APPROVED    | balanced | first
            quarantined            | other | clean   | balanced | APPROVED    | balanced | other
            quarantined            | first | against | balanced | QUARANTINED |          |
            quarantined            | other | against | balanced | QUARANTINED |          |
            quarantined            | first | clean   | strict   | QUARANTINED |          |
            approved by ann        | first | clean   | balanced | APPROVED    | ann      | first
            approved by ann        | first | clean   | strict   | APPROVED    | ann      | first
            approved by ann        | first | against | balanced | APPROVED    | ann      | first
            approved by ann        | other | clean   | balanced | CHANGED     | ann      | first
            approved by ann        | other | clean   | observe  | CHANGED     | ann      | first
            approved by ann        | other | against | strict   | CHANGED     | ann      | first
            changed                | first | clean   | balanced | APPROVED    | ann      | first
            changed                | other | clean   | balanced | CHANGED     | ann      | first
            rejected by bob        | first | clean   | balanced | QUARANTINED | bob      |
            rejected by bob        | other | clean   | balanced | QUARANTINED | bob      |
            rejected by bob        | other | clean   | observe  | QUARANTINED | bob      |
            gone after approval    | first | clean   | balanced | APPROVED    | ann      | first
            gone after approval    | other | clean   | balanced | CHANGED     | ann      | first
            gone after quarantine  | first | clean   | balanced | APPROVED    | balanced | first
            gone after quarantine  | first | against | balanced | QUARANTINED |          |
            gone after rejection   | first | clean   | balanced | QUARANTINED | bob      |
            gone after rejection   | other | clean   | balanced | QUARANTINED | bob      |
            gone after rejection   | other | clean   | observe  | QUARANTINED | bob      |
            """)
    void after_a_definition_was_seen(
            String before, String seen, String guards, String preset, State state, String by, String approved) {
        Definition shown = definition(seen);
        Pin after =
                before(before).after(ITEM, shown, guards.equals("clean") ? List.of() : AGAINST, preset(preset), NOW);
        assertThat(after.item()).isEqualTo(ITEM);
        assertThat(after.state()).isEqualTo(state);
        assertThat(after.by()).isEqualTo(by == null ? "" : by);
        assertThat(after.approved()).isEqualTo(Optional.ofNullable(approved).map(PinsTest::definition));
        assertThat(after.seen()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "unknown, first, Unapproved",
        "quarantined, first, Unapproved",
        "approved by ann, first, Matches",
        "approved by ann, other, Drifted",
        "changed, other, Drifted",
        "changed, first, Matches",
        "rejected by bob, first, Rejected",
        "gone after approval, first, Matches",
        "gone after approval, other, Drifted",
        "gone after quarantine, first, Unapproved",
        "gone after rejection, first, Rejected",
        "gone after rejection, other, Rejected"
    })
    void a_definition_stands_to_its_pin(String before, String seen, String standing) {
        assertThat(before(before)
                        .standing(ITEM, definition(seen), Preset.BALANCED)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(standing);
    }

    private static Pin gone(String name, int minute, String by, Optional<Definition> approved) {
        Instant since = BEFORE.plusSeconds(60L * minute);
        return new Pin(new Item(Pin.Kind.TOOL, name), State.GONE, approved, FIRST, since, by, List.of());
    }

    /// As many tools as stay known, all gone later than those that a test is about.
    private static Pins afterThem(Pin... them) {
        var pins = new ArrayList<>(List.of(them));
        for (int i = 1; i <= Pins.GONE_MAX; i++) pins.add(gone("t" + i, i, "balanced", Optional.of(FIRST)));
        return Pins.of(pins);
    }

    @Test
    void what_is_gone_is_forgotten_after_enough_others_of_its_kind() {
        Pin clean = gone("clean", 0, "balanced", Optional.of(FIRST));
        Pin dirty = gone("dirty", -1, "", Optional.empty());
        Pin prompt = new Pin(
                new Item(Pin.Kind.PROMPT, "p"), State.GONE, Optional.of(FIRST), FIRST, BEFORE, "balanced", List.of());
        assertThat(afterThem().forgotten()).isEmpty();
        Pins pins = afterThem(clean, dirty, prompt);
        assertThat(pins.forgotten()).containsExactlyInAnyOrder(clean.item(), dirty.item());
        assertThat(pins.without(pins.forgotten()).all()).hasSize(Pins.GONE_MAX + 1);
    }

    @Test
    void what_a_person_decided_what_changed_and_what_is_listed_is_never_forgotten() {
        Pin listed = new Pin(
                new Item(Pin.Kind.TOOL, "listed"),
                State.APPROVED,
                Optional.of(FIRST),
                FIRST,
                BEFORE.minusSeconds(9),
                "balanced",
                List.of());
        assertThat(afterThem(
                                gone("approved", -1, "ann", Optional.of(FIRST)),
                                gone("rejected", -2, "bob", Optional.empty()),
                                gone("changed", -3, "balanced", Optional.of(OTHER)),
                                listed)
                        .forgotten())
                .isEmpty();
    }

    @Test
    void what_changed_without_a_decision_crowds_and_what_a_person_decided_does_not() {
        var pins = new ArrayList<Pin>();
        for (int i = 1; i < Pins.GONE_MAX; i++) pins.add(gone("t" + i, i, "balanced", Optional.of(OTHER)));
        pins.add(gone("decided", 0, "ann", Optional.of(OTHER)));
        assertThat(Pins.of(pins).isCrowded()).isFalse();
        pins.add(gone("last", 0, "balanced", Optional.of(OTHER)));
        assertThat(Pins.of(pins).isCrowded()).isTrue();
    }

    @Test
    void nothing_new_is_the_same_pin_so_that_nothing_is_saved() {
        for (String before : List.of("approved by ann", "changed", "quarantined", "rejected by bob")) {
            Pin pin = before(before).of(ITEM).orElseThrow();
            List<Reason> against = pin.state() == State.APPROVED ? List.of() : pin.reasons();
            Preset preset = before.equals("quarantined") ? Preset.STRICT : Preset.BALANCED;
            assertThat(before(before).after(ITEM, pin.seen(), against, preset, NOW))
                    .isEqualTo(pin);
        }
    }

    @Test
    void a_new_reason_a_new_definition_and_a_new_state_are_news() {
        Pins quarantined = before("quarantined");
        assertThat(quarantined.after(ITEM, FIRST, AGAINST, Preset.BALANCED, NOW).since())
                .isEqualTo(BEFORE);
        List<Reason> others = List.of(new Reason("limits", "/", "long"));
        assertThat(quarantined.after(ITEM, FIRST, others, Preset.BALANCED, NOW).since())
                .isEqualTo(NOW);
        assertThat(quarantined.after(ITEM, OTHER, AGAINST, Preset.BALANCED, NOW).since())
                .isEqualTo(NOW);
        assertThat(before("gone after approval")
                        .after(ITEM, FIRST, List.of(), Preset.BALANCED, NOW)
                        .since())
                .isEqualTo(NOW);
    }

    @Test
    void reasons_stay_with_what_is_kept_back_and_go_with_approval() {
        assertThat(before("unknown")
                        .after(ITEM, FIRST, AGAINST, Preset.BALANCED, NOW)
                        .reasons())
                .isEqualTo(AGAINST);
        assertThat(before("approved by ann")
                        .after(ITEM, OTHER, AGAINST, Preset.BALANCED, NOW)
                        .reasons())
                .isEqualTo(AGAINST);
        assertThat(before("changed")
                        .after(ITEM, FIRST, AGAINST, Preset.BALANCED, NOW)
                        .reasons())
                .isEmpty();
        assertThat(Pins.approved(pin("quarantined"), "ann", NOW).reasons()).isEmpty();
        assertThat(Pins.rejected(pin("quarantined"), "ann", NOW).reasons()).isEqualTo(AGAINST);
    }

    @Test
    void approval_takes_what_was_seen_last() {
        Pin approved = Pins.approved(pin("changed"), "cleo", NOW);
        assertThat(approved.approved()).contains(OTHER);
        assertThat(approved.state()).isEqualTo(State.APPROVED);
        assertThat(approved.by()).isEqualTo("cleo");
        assertThat(approved.since()).isEqualTo(NOW);
    }

    @Test
    void rejection_takes_back_what_was_approved_before() {
        Pin rejected = Pins.rejected(pin("approved by ann"), "cleo", NOW);
        assertThat(rejected.approved()).isEmpty();
        assertThat(rejected.state()).isEqualTo(State.QUARANTINED);
        assertThat(Pins.of(List.of(rejected)).standing(ITEM, FIRST, Preset.BALANCED))
                .isEqualTo(new Pins.Standing.Rejected(rejected));
    }

    @Test
    void what_is_gone_keeps_what_was_decided() {
        Pin gone = Pins.gone(pin("approved by ann"), NOW);
        assertThat(gone.state()).isEqualTo(State.GONE);
        assertThat(gone.approved()).contains(FIRST);
        assertThat(gone.by()).isEqualTo("ann");
        assertThat(gone.since()).isEqualTo(NOW);
        assertThat(Pins.gone(gone, NOW.plusSeconds(9))).isEqualTo(gone);
    }

    @Test
    void pins_are_values() {
        Pins one = before("approved by ann");
        Pin changed = one.after(ITEM, OTHER, List.of(), Preset.BALANCED, NOW);
        Pins two = one.with(List.of(changed));
        assertThat(one.of(ITEM)).contains(pin("approved by ann"));
        assertThat(two.of(ITEM)).contains(changed);
        assertThat(one.with(List.of())).isSameAs(one);
        assertThat(one.of(new Item(Pin.Kind.PROMPT, "rates"))).isEmpty();
    }

    private static Pins before(String words) {
        return words.equals("unknown") ? Pins.NONE : Pins.of(List.of(pin(words)));
    }

    private static Pin pin(String words) {
        Pin quarantined = new Pin(ITEM, State.QUARANTINED, Optional.empty(), FIRST, BEFORE, "", AGAINST);
        Pin approved = Pins.approved(quarantined, "ann", BEFORE);
        return switch (words) {
            case "quarantined" -> quarantined;
            case "approved by ann" -> approved;
            case "changed" -> Pins.of(List.of(approved)).after(ITEM, OTHER, List.of(), Preset.BALANCED, BEFORE);
            case "rejected by bob" -> Pins.rejected(quarantined, "bob", BEFORE);
            case "approved by balanced" -> Pins.approved(quarantined, "balanced", BEFORE);
            case "approved by observe" -> Pins.approved(quarantined, "observe", BEFORE);
            case "waiting under strict" ->
                Pins.of(List.of(Pins.approved(quarantined, "balanced", BEFORE)))
                        .after(ITEM, FIRST, AGAINST, Preset.STRICT, BEFORE);
            case "gone after approval" -> Pins.gone(approved, BEFORE);
            case "gone after quarantine" -> Pins.gone(quarantined, BEFORE);
            case "gone after rejection" -> Pins.gone(Pins.rejected(quarantined, "bob", BEFORE), BEFORE);
            default -> throw new IllegalArgumentException(words);
        };
    }

    private static Definition definition(String words) {
        return words.equals("first") ? FIRST : OTHER;
    }

    private static Preset preset(String word) {
        return Preset.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
}
