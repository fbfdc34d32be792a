package dev.pavise.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.pin.Pins;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store of pins must do. `open` may be called several times for one state, as several processes would.
interface PinStoreContract {
    Instant NOON = Instant.parse("2026-11-24T12:00:00.000000001Z");

    PinStore open(Path state);

    static Pin pin(String tool, Pin.State state, Optional<Pin.Definition> approved, Reason... reasons) {
        var seen = new Pin.Definition("5ee4" + tool, "{\"name\":\"" + tool + "\"}");
        return new Pin(new Pin.Item(Pin.Kind.TOOL, tool), state, approved, seen, NOON, "ana", List.of(reasons));
    }

    static Pin approved(String tool) {
        return pin(
                tool,
                Pin.State.APPROVED,
                Optional.of(new Pin.Definition("5ee4" + tool, "{\"name\":\"" + tool + "\"}")));
    }

    /// Saves pins whatever the store holds.
    static void put(PinStore store, String server, List<Pin> pins) {
        var before = Pins.of(store.load(server));
        var changes = pins.stream()
                .map(pin -> new PinStore.Change(before.of(pin.item()), pin))
                .toList();
        assertThat(store.save(server, changes)).isTrue();
    }

    @Test
    default void pins_read_back_the_same_in_the_order_of_their_items(@TempDir Path state) {
        var store = open(state);
        var changed = pin(
                "delete",
                Pin.State.CHANGED,
                Optional.of(new Pin.Definition("01d", "{\"description\":\"was \\u0000 \\ud83d\\ude00\"}")),
                new Reason("hidden-text", "/description", "14 tag characters"),
                new Reason("pins", "", "it was approved as something else"));
        var server = new Pin(
                new Pin.Item(Pin.Kind.SERVER, "server"),
                Pin.State.QUARANTINED,
                Optional.empty(),
                new Pin.Definition("5e", "{}"),
                NOON,
                "",
                List.of());
        put(store, "files", List.of(approved("read"), changed, server));
        assertThat(store.load("files")).containsExactly(server, changed, approved("read"));
        assertThat(open(state).load("files")).containsExactly(server, changed, approved("read"));
        assertThat(store.load("market")).isEmpty();
    }

    @Test
    default void what_is_gone_and_undecided_is_kept_to_a_bound_and_what_a_person_decided_for_ever(@TempDir Path state) {
        var store = open(state);
        var definition = new Pin.Definition("5e", "{}");
        var gone = new ArrayList<Pin>();
        for (int i = 0; i <= Pins.GONE_MAX; i++) {
            var item = new Pin.Item(Pin.Kind.TOOL, "t" + i);
            String by = i == 0 ? "ana" : "balanced";
            Instant since = NOON.plusSeconds(i);
            gone.add(new Pin(item, Pin.State.GONE, Optional.of(definition), definition, since, by, List.of()));
        }
        put(store, "files", gone);
        assertThat(store.load("files")).hasSize(Pins.GONE_MAX + 1);
        var seen = new Pin.Definition("5e", "{}");
        var next = new Pin.Item(Pin.Kind.TOOL, "next");
        Instant later = NOON.plusSeconds(Pins.GONE_MAX + 1);
        put(store, "files", List.of(new Pin(next, Pin.State.GONE, Optional.empty(), seen, later, "", List.of())));
        assertThat(open(state).load("files"))
                .hasSize(Pins.GONE_MAX + 1)
                .contains(gone.getFirst())
                .doesNotContain(gone.get(1));
    }

    @Test
    default void what_other_servers_show_is_their_approved_tools_that_are_not_gone(@TempDir Path state) {
        var store = open(state);
        assertThat(store.others("files")).isEqualTo(Others.NONE);
        var described = new Pin.Definition("d1", "{\"description\":\"Reads \\\"it\\\".\",\"name\":\"read\"}");
        var odd = new Pin.Definition("d2", "{\"description\":7,\"name\":\"odd\"}");
        var prompt = new Pin.Item(Pin.Kind.PROMPT, "ask");
        put(store, "notes", List.of(pin("read", Pin.State.CHANGED, Optional.of(described)), approved("write")));
        put(store, "notes", List.of(pin("odd", Pin.State.APPROVED, Optional.of(odd))));
        put(store, "notes", List.of(pin("new", Pin.State.QUARANTINED, Optional.empty())));
        put(store, "notes", List.of(pin("old", Pin.State.GONE, Optional.of(described))));
        put(
                store,
                "notes",
                List.of(new Pin(prompt, Pin.State.APPROVED, Optional.of(odd), odd, NOON, "ana", List.of())));
        put(store, "files", List.of(approved("own")));
        assertThat(store.others("files").tools())
                .containsExactlyInAnyOrder(
                        new Others.Tool("notes", "read", "Reads \"it\"."),
                        new Others.Tool("notes", "write", ""),
                        new Others.Tool("notes", "odd", "7"));
        assertThat(open(state).others("files")).isEqualTo(store.others("files"));
        long before = store.version();
        put(open(state), "notes", List.of(pin("write", Pin.State.GONE, Optional.of(odd))));
        versionBehind(before, store::version);
        assertThat(store.others("files").tools())
                .extracting(Others.Tool::name)
                .containsExactlyInAnyOrder("read", "odd");
    }

    @Test
    default void of_what_other_servers_show_each_has_its_share_of_a_bound(@TempDir Path state) {
        var store = open(state);
        var text = new Pin.Definition("d", "{\"description\":\"" + "x".repeat(3000) + "\"}");
        var many = new ArrayList<Pin>();
        for (int i = 0; i <= Others.TOOLS_MAX; i++) many.add(pin("t" + i, Pin.State.APPROVED, Optional.of(text)));
        put(store, "a", many);
        put(store, "z", List.of(approved("read"), approved("write")));
        assertThat(store.others("files").tools())
                .hasSize(Others.TOOLS_MAX)
                .contains(new Others.Tool("z", "read", ""), new Others.Tool("z", "write", ""))
                .allMatch(each -> each.description().length() <= Others.DESCRIPTION_CHARS_MAX);
    }

    @Test
    default void what_is_saved_last_about_an_item_holds_and_the_others_stay(@TempDir Path state) {
        var session = open(state);
        var person = open(state);
        var reason = new Reason("pins", "", "seen for the first time");
        put(session, "files", List.of(pin("read", Pin.State.QUARANTINED, Optional.empty(), reason), approved("write")));
        put(person, "files", List.of(approved("read")));
        assertThat(session.load("files")).containsExactly(approved("read"), approved("write"));
        assertThat(session.load("files").getFirst().reasons()).isEmpty();
    }

    @Test
    default void what_a_session_learned_is_not_saved_over_what_it_has_not_read(@TempDir Path state) {
        var session = open(state);
        put(session, "files", List.of(approved("read"), approved("write")));
        var read = session.load("files");
        var rejected = open(state).decide("files", read.getFirst().item(), pin -> Pins.rejected(pin, "bob", NOON));
        var learned = read.stream()
                .map(pin -> new PinStore.Change(Optional.of(pin), Pins.gone(pin, NOON.plusSeconds(1))))
                .toList();
        assertThat(session.save("files", learned)).isFalse();
        assertThat(session.load("files")).containsExactly(rejected.orElseThrow(), approved("write"));
        assertThat(session.save("files", learned.subList(1, 2))).isTrue();
        assertThat(session.save("files", learned.subList(1, 2))).isFalse();
    }

    @Test
    default void what_one_session_has_learned_another_learns_from_the_store(@TempDir Path state) {
        var first = new PinStore.Change(Optional.empty(), approved("read"));
        assertThat(open(state).save("files", List.of(first))).isTrue();
        assertThat(open(state).save("files", List.of(first))).isFalse();
        var known = new PinStore.Change(Optional.of(approved("read")), approved("read"));
        assertThat(open(state).save("market", List.of(known))).isFalse();
    }

    @Test
    default void a_decision_is_made_of_what_is_stored(@TempDir Path state) {
        var session = open(state);
        put(session, "files", List.of(approved("read")));
        var shown = session.load("files").getFirst();
        var other = new Pin.Definition("07e4", "{}");
        var later = new Pin(shown.item(), Pin.State.CHANGED, shown.approved(), other, NOON, shown.by(), List.of());
        put(session, "files", List.of(later));
        var decided = open(state)
                .decide("files", shown.item(), now -> Pins.approved(now, shown.seen(), "ana", NOON))
                .orElseThrow();
        assertThat(decided.seen()).isEqualTo(other);
        assertThat(decided.state()).isEqualTo(Pin.State.CHANGED);
        assertThat(session.load("files")).containsExactly(decided);
        assertThat(session.decide("market", shown.item(), pin -> pin)).isEmpty();
    }

    @Test
    default void servers_are_those_that_have_pins(@TempDir Path state) {
        var store = open(state);
        assertThat(store.servers()).isEmpty();
        put(store, "market", List.of(approved("quote")));
        put(store, "files", List.of(approved("read")));
        put(store, "empty", List.of());
        assertThat(store.servers()).containsExactly("files", "market");
    }

    @Test
    default void the_version_grows_with_every_save_by_anybody(@TempDir Path state) {
        var session = open(state);
        var person = open(state);
        long before = session.version();
        assertThat(session.version()).isEqualTo(before);
        put(person, "files", List.of(approved("read")));
        long after = versionBehind(before, session::version);
        put(session, "files", List.of(approved("read")));
        versionBehind(after, person::version);
    }

    /// The next version, which a store need not show before a person could tell.
    static long versionBehind(long before, LongSupplier version) {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        long now = version.getAsLong();
        for (; now == before && System.nanoTime() < until; now = version.getAsLong()) Thread.onSpinWait();
        assertThat(now).isGreaterThan(before);
        return now;
    }

    @Test
    default void names_are_kept_whatever_characters_they_have(@TempDir Path state) {
        var store = open(state);
        var names = List.of(
                "a/b", "'; DROP TABLE pin; --", "caf\u00e9", "cafe\u0301", "\u0000null", "\ud83d\ude00", " ", "a", "A");
        var pins = new ArrayList<Pin>();
        for (String name : names) pins.add(approved(name));
        put(store, "ser'ver\u0000", pins);
        assertThat(store.load("ser'ver\u0000")).containsExactlyInAnyOrderElementsOf(pins);
        assertThat(store.servers()).containsExactly("ser'ver\u0000");
    }

    @Test
    default void several_sessions_save_at_once(@TempDir Path state) throws InterruptedException {
        var stores = List.of(open(state), open(state), open(state));
        var threads = new ArrayList<Thread>();
        for (int s = 0; s < stores.size(); s++) {
            var store = stores.get(s);
            String server = "server" + s;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20; i++) put(store, server, List.of(approved("tool" + i)));
            }));
        }
        for (var thread : threads) thread.join();
        for (int s = 0; s < stores.size(); s++)
            assertThat(open(state).load("server" + s)).hasSize(20);
    }
}
