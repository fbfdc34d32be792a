package dev.pavise.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.run.Facts;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.gateway.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Strangers at the door are recorded, and cannot fill the ledger.
class TurnedAwayTest {
    private final List<Evidence> kept = new ArrayList<>();
    private final ScheduledExecutorService later = Gate.timer();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final Ledger ledger = new Ledger() {
        @Override
        public void keep(Evidence evidence, Evidence.Payload payload, Durability durability, Then then) {
            kept.add(evidence);
        }

        @Override
        public void close() {}
    };
    private final TurnedAway turnedAway = new TurnedAway(new Facts(ledger, () -> now), () -> now, later);

    @AfterEach
    void end() {
        later.shutdownNow();
    }

    @Test
    void one_is_recorded_with_what_it_asked_for_and_where_it_came_from() {
        turnedAway.note(401, "a key is needed\nhint: get one", "/s/files/mcp" + "x".repeat(500), "127.0.0.1");

        Evidence only = kept.getFirst();
        assertThat(only.method()).isEqualTo("http/401");
        assertThat(only.ruling()).isEqualTo(Evidence.Ruling.DENIED);
        assertThat(only.principal()).isEmpty();
        assertThat(only.subject()).startsWith("/s/files/mcp").hasSize(120);
        assertThat(only.note()).isEqualTo("from 127.0.0.1: a key is needed");
    }

    @Test
    void however_many_come_few_are_recorded_and_all_are_counted() {
        for (int second = 0; second < 100; second++) {
            for (int i = 0; i < 50; i++) turnedAway.note(401, "no", "/", "127.0.0.1");
            now = now.plusSeconds(1);
        }
        int most = TurnedAway.RATE.burst() + 10;
        assertThat(kept).hasSizeBetween(TurnedAway.RATE.burst(), most);
        int recorded = kept.size();
        turnedAway.recordCounts();
        turnedAway.recordCounts();

        assertThat(kept).hasSize(recorded + 1);
        assertThat(kept.getLast().note()).startsWith((5_000 - recorded) + " more were turned away");
    }

    @Test
    void many_of_one_kind_hide_none_of_another() {
        for (int i = 0; i < 1_000; i++) turnedAway.note(401, "no", "/", "127.0.0.1");
        turnedAway.note(403, "no such host here", "/", "127.0.0.1");
        assertThat(kept.getLast().method()).isEqualTo("http/403");
    }
}
