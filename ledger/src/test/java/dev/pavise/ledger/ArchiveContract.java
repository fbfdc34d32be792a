package dev.pavise.ledger;

import static dev.pavise.ledger.Samples.NOON;
import static dev.pavise.ledger.Samples.denied;
import static dev.pavise.ledger.Samples.evidence;
import static dev.pavise.ledger.Samples.keep;
import static dev.pavise.ledger.Samples.keepMany;
import static dev.pavise.ledger.Samples.kept;
import static dev.pavise.ledger.Samples.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.evidence.Ledger.Durability;
import dev.pavise.ledger.tree.Checkpoint;
import dev.pavise.ledger.tree.Hashes;
import dev.pavise.ledger.tree.Note;
import dev.pavise.ledger.tree.Proofs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the reading side of every kind of ledger must do. A store's own test class implements this and says which
/// store it is.
interface ArchiveContract {
    Store store();

    private Ledger open(Path state) {
        return store().keeping().open(state, Settings.DEFAULT);
    }

    private Archive read(Path state) {
        return store().reading().open(state);
    }

    @Test
    default void a_query_answers_the_newest_that_fit(@TempDir Path state) {
        try (var ledger = open(state)) {
            keepMany(ledger, "e7f2", 20);
            kept(keep(ledger, denied("e7f3", 1)));
            kept(keep(ledger, evidence("e7f3", 2, "market", "quote", Evidence.Ruling.HELD, List.of())));
            kept(keep(ledger, denied("e7f2x", 30)));
        }
        try (var archive = read(state)) {
            assertThat(ids(archive, Query.NEWEST.limit(2))).containsExactly("e7f2x-30", "e7f3-2");
            assertThat(ids(archive, Query.NEWEST.limit(1).before(2))).containsExactly("e7f2-2");
            assertThat(ids(archive, Query.NEWEST.ofSession("e7f3"))).containsExactly("e7f3-2", "e7f3-1");
            assertThat(ids(archive, Query.NEWEST.ofSession("e7f2"))).hasSize(20).contains("e7f2-1", "e7f2-20");
            assertThat(ids(archive, Query.NEWEST.ofServer("market"))).containsExactly("e7f3-2");
            assertThat(ids(archive, Query.NEWEST.about("quote"))).containsExactly("e7f3-2");
            assertThat(ids(archive, Query.NEWEST.ruled("denied"))).containsExactly("e7f2x-30", "e7f3-1");
            assertThat(ids(archive, Query.NEWEST.ruled("passed"))).hasSize(20);
            assertThat(ids(archive, Query.NEWEST.because("hidden-text").ofSession("e7f3")))
                    .containsExactly("e7f3-1");
            assertThat(ids(archive, Query.NEWEST.because("pins"))).isEmpty();
            assertThat(ids(archive, Query.NEWEST.ofMethod("tools/list"))).isEmpty();
            assertThat(ids(archive, Query.NEWEST.from(NOON.plusSeconds(19)).until(NOON.plusSeconds(30))))
                    .containsExactly("e7f2-20", "e7f2-19");
            assertThat(ids(archive, Query.NEWEST.ofServer("' OR 1=1 --"))).isEmpty();
            assertThat(ids(archive, Query.NEWEST.about("qu\"ote"))).isEmpty();
            assertThat(ids(archive, Query.NEWEST.because("").limit(1))).isEmpty();
            assertThat(ids(archive, Query.NEWEST.ofServer("").limit(1))).isEmpty();
        }
    }

    private static List<String> ids(Archive archive, Query query) {
        return archive.query(query).stream()
                .map(entry -> ((Entry.Body.Present) entry.body()).evidence().id())
                .toList();
    }

    @Test
    default void a_query_bounds_what_it_asks_for() {
        assertThatThrownBy(() -> Query.NEWEST.limit(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Query.NEWEST.limit(Query.LIMIT_MAX + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void a_tail_hands_out_each_new_entry_once(@TempDir Path state) {
        try (var ledger = open(state)) {
            keepMany(ledger, "e7f2", 5);
            try (var archive = read(state)) {
                var tail = Tail.of(archive, 2);
                assertThat(tail.next(10)).extracting(Entry::index).containsExactly(3L, 4L);
                assertThat(tail.next(10)).isEmpty();
                keepMany(ledger, "e7f3", 25);
                var more = new ArrayList<Long>();
                for (var some = tail.next(10); !some.isEmpty(); some = tail.next(10)) {
                    some.forEach(entry -> more.add(entry.index()));
                }
                assertThat(more).hasSize(25).isSorted().startsWith(5L).endsWith(29L);
                assertThat(archive.changed()).isFalse();
            }
        }
    }

    @Test
    default void payloads_are_kept_only_where_they_are_given(@TempDir Path state) {
        byte[] came = "{\"secret\":1}".getBytes(StandardCharsets.UTF_8);
        byte[] went = "{}".getBytes(StandardCharsets.UTF_8);
        try (var ledger = open(state)) {
            kept(keep(ledger, carrying("e7f2-1", came, went)));
            try (var archive = read(state)) {
                assertThat(archive.payload(sha(came))).isEmpty();
                var payload = new Evidence.Payload(came, went);
                kept(keep(ledger, carrying("e7f2-2", came, went), payload, Durability.PROCESS));
                kept(keep(ledger, carrying("e7f2-3", came, went), payload, Durability.PROCESS));
                assertThat(archive.payload(sha(came))).hasValue(came);
                assertThat(archive.payload(sha(went))).hasValue(went);
                assertThat(archive.verify(Anchors.NONE).flaws()).isEmpty();
            }
        }
    }

    @Test
    default void a_payload_that_is_not_what_its_digest_says_is_refused(@TempDir Path state) {
        byte[] came = {1};
        try (var ledger = open(state)) {
            var payload = new Evidence.Payload(new byte[] {2}, null);
            assertThat(lost(keep(ledger, carrying("e7f2-1", came, came), payload, Durability.PROCESS)))
                    .contains("digest");
        }
    }

    private static Evidence carrying(String id, byte[] came, byte[] went) {
        return new Evidence(
                id,
                NOON,
                "ana",
                "files",
                Evidence.Way.TO_CLIENT,
                Evidence.Kind.RESULT,
                "tools/call",
                "read_file",
                "1",
                Evidence.Ruling.EDITED,
                true,
                List.of(),
                sha(came),
                came.length,
                sha(went),
                went.length,
                "");
    }

    private static String sha(byte[] bytes) {
        return HexFormat.of().formatHex(Hashes.sha256().digest(bytes));
    }

    @Test
    default void proofs_hold_against_signed_checkpoints(@TempDir Path state) {
        Note early;
        try (var ledger = open(state)) {
            keepMany(ledger, "e7f2", 300);
        }
        try (var archive = read(state)) {
            early = archive.checkpoint().orElseThrow();
        }
        try (var ledger = open(state)) {
            keepMany(ledger, "e7f3", 411);
        }
        try (var archive = read(state)) {
            Checkpoint was = Checkpoint.of(early);
            Checkpoint now = Checkpoint.of(archive.checkpoint().orElseThrow());
            assertThat(was.size()).isEqualTo(300);
            assertThat(now.size()).isEqualTo(711);
            for (long index : List.of(0L, 255L, 256L, 299L, 511L, 512L, 710L)) {
                byte[] leaf = HexFormat.of()
                        .parseHex(archive.entry(index).orElseThrow().leaf());
                var path = archive.inclusion(index, now.size());
                assertThat(Proofs.includes(leaf, index, now.size(), path, now.root()))
                        .isTrue();
            }
            var proof = archive.consistency(was.size(), now.size());
            assertThat(Proofs.consistent(was.size(), now.size(), proof, was.root(), now.root()))
                    .isTrue();
            assertThatThrownBy(() -> archive.inclusion(0, 712)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void an_export_is_a_tree_of_tiles(@TempDir Path state, @TempDir Path out) throws IOException {
        try (var ledger = open(state)) {
            keepMany(ledger, "e7f2", 600);
        }
        try (var archive = read(state)) {
            assertThat(archive.export(out)).isEqualTo(new TileExport.Exported(600, 0));
            byte[] roots = Files.readAllBytes(out.resolve("tile/1/000.p/2"));
            assertThat(roots).hasSize(64);
            assertThat(Files.readAllBytes(out.resolve("tile/0/000"))).hasSize(8192);
            byte[] last = Files.readAllBytes(out.resolve("tile/0/002.p/88"));
            assertThat(last).hasSize(88 * 32);
            byte[] bundle = Files.readAllBytes(out.resolve("tile/entries/002.p/88"));
            int length = (bundle[0] & 0xFF) << 8 | (bundle[1] & 0xFF);
            byte[] entry = java.util.Arrays.copyOfRange(bundle, 2, 2 + length);
            assertThat(Hashes.leaf(entry)).isEqualTo(java.util.Arrays.copyOf(last, 32));
            Note note = Note.parse(Files.readString(out.resolve("checkpoint")));
            assertThat(Checkpoint.of(note).size()).isEqualTo(600);
        }
    }
}
