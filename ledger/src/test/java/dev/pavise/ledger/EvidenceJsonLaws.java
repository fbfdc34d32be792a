package dev.pavise.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.ledger.tree.Tiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Evidence as JSON: nothing is lost on the way there and back, and it always fits.
class EvidenceJsonLaws {
    /// Any characters at all: control characters, quotes, invisible ones, halves of pairs.
    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().ofMaxLength(12);
    }

    @Provide
    Arbitrary<Evidence> evidence() {
        var words = words();
        var reasons =
                Combinators.combine(words, words, words).as(Reason::new).list().ofMaxSize(3);
        var times = Arbitraries.longs()
                .between(0, 253402300799L)
                .flatMap(s -> Arbitraries.integers().between(0, 999_999_999).map(n -> Instant.ofEpochSecond(s, n)));
        var heads = Combinators.combine(
                        words,
                        times,
                        words,
                        words,
                        Arbitraries.of(Evidence.Way.class),
                        Arbitraries.of(Evidence.Kind.class))
                .as((id, at, principal, server, way, kind) -> new Evidence(
                        id,
                        at,
                        principal,
                        server,
                        way,
                        kind,
                        "",
                        "",
                        "",
                        Evidence.Ruling.PASSED,
                        true,
                        List.of(),
                        "",
                        0,
                        "",
                        0,
                        ""));
        var lengths = Arbitraries.longs().greaterOrEqual(0);
        return Combinators.combine(
                        heads,
                        words,
                        words,
                        Arbitraries.of(Evidence.Ruling.class),
                        Arbitraries.of(true, false),
                        reasons,
                        lengths,
                        words)
                .as((head, method, note, ruling, enforced, why, length, sent) -> new Evidence(
                        head.id(),
                        head.at(),
                        head.principal(),
                        head.server(),
                        head.way(),
                        head.kind(),
                        method,
                        note,
                        method,
                        ruling,
                        enforced,
                        why,
                        sent,
                        length,
                        note,
                        length / 2,
                        note));
    }

    @Property
    void what_is_written_reads_back_the_same(@ForAll("evidence") Evidence evidence) {
        assertThat(EvidenceReading.read(EvidenceJson.write(evidence))).contains(evidence);
    }

    @Property
    void what_is_written_is_valid_utf_8(@ForAll("evidence") Evidence evidence) {
        byte[] json = EvidenceJson.write(evidence);
        assertThat(new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))
                .isEqualTo(json);
    }

    @Property
    void times_sort_as_text(@ForAll("evidence") Evidence a, @ForAll("evidence") Evidence b) {
        assertThat(Integer.signum(EvidenceJson.time(a.at()).compareTo(EvidenceJson.time(b.at()))))
                .isEqualTo(Integer.signum(a.at().compareTo(b.at())));
    }

    @Example
    void members_stand_in_order_and_empty_ones_are_left_out() {
        assertThat(new String(EvidenceJson.write(Samples.denied("e7f2", 14)), StandardCharsets.UTF_8))
                .isEqualTo("{\"at\":\"2026-11-24T12:00:14.000000000Z\",\"enforced\":true,\"id\":\"e7f2-14\","
                        + "\"kind\":\"request\",\"method\":\"tools/call\",\"principal\":\"ana\","
                        + "\"reasons\":[{\"place\":\"/params/arguments/path\",\"rule\":\"hidden-text\","
                        + "\"seen\":\"3 tag characters\"}],\"receivedBytes\":120,\"rpcId\":\"14\","
                        + "\"ruling\":\"denied\",\"sentBytes\":120,\"server\":\"files\",\"subject\":\"read_file\","
                        + "\"way\":\"to-server\"}");
    }

    @Example
    void members_that_only_a_newer_version_knows_are_passed_over() {
        String json = new String(EvidenceJson.write(Samples.denied("e7f2", 14)), StandardCharsets.UTF_8)
                .replace("{\"at\"", "{\"aa\":{\"deep\":[1,{}]},\"ab\":[[]],\"ac\":null,\"at\"")
                .replace("{\"place\"", "{\"new\":[1],\"place\"");
        assertThat(EvidenceReading.read(json.getBytes(StandardCharsets.UTF_8))).contains(Samples.denied("e7f2", 14));
    }

    @Example
    void a_shape_that_only_a_newer_version_knows_is_left_as_it_is() {
        String json = new String(EvidenceJson.write(Samples.denied("e7f2", 14)), StandardCharsets.UTF_8)
                .replace("\"denied\"", "\"postponed\"");
        assertThat(EvidenceReading.read(json.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Property
    void what_is_no_json_is_no_evidence(@ForAll byte[] bytes) {
        assertThat(EvidenceReading.read(bytes)).isEmpty();
    }

    @Property
    void half_an_entry_is_no_evidence(@ForAll("evidence") Evidence evidence, @ForAll int any) {
        byte[] json = EvidenceJson.write(evidence);
        int length = Math.floorMod(any, json.length);
        assertThat(EvidenceReading.read(java.util.Arrays.copyOf(json, length))).isEmpty();
    }

    @Example
    void the_worst_that_can_be_said_still_fits_an_entry() {
        String worst = "\u0001".repeat(80_000);
        var reasons = new ArrayList<>(Collections.nCopies(5000, new Reason(worst, worst, worst)));
        var evidence = new Evidence(
                worst,
                Samples.NOON,
                worst,
                worst,
                Evidence.Way.TO_CLIENT,
                Evidence.Kind.NOTIFICATION,
                worst,
                worst,
                worst,
                Evidence.Ruling.DENIED,
                false,
                reasons,
                worst,
                Long.MAX_VALUE,
                worst,
                Long.MAX_VALUE,
                worst);
        byte[] json = EvidenceJson.write(evidence);
        assertThat(json.length).isLessThanOrEqualTo(Tiles.ENTRY_BYTES_MAX);
        assertThat(EvidenceReading.read(json)).isPresent();
    }
}
