package dev.pavise.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Servers that fail: each start is a real call, only the clock is ours.
class LazyUpstreamTest {
    private static final Effect.Send SEND = new Effect.Send(
            Direction.TO_SERVER, "{}".getBytes(StandardCharsets.UTF_8), 0, false, 0, false, Optional.empty());

    private final Breaker breaker = new Breaker();
    private final List<String> heard = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private int starts;
    private Upstream.Listener inside = heardAs("inside");

    private Upstream.Listener heardAs(String who) {
        return new Upstream.Listener() {
            @Override
            public void tells(byte[] message, Optional<Id> about) {
                heard.add(who + " tells");
            }

            @Override
            public void overlong(long bytes, Optional<Id> id) {
                heard.add(who + " overlong");
            }

            @Override
            public void unanswered(Id sentAs, String why) {
                heard.add(who + " unanswered");
            }

            @Override
            public void ended(String why) {
                heard.add(who + " ended: " + why);
            }
        };
    }

    /// A session's way to the server; sends once.
    private LazyUpstream session(LazyUpstream.Start start) {
        var upstream = new LazyUpstream(start, breaker, () -> now, Runnable::run);
        upstream.open(heardAs("session"));
        upstream.send(SEND);
        return upstream;
    }

    private Upstream fails() throws IOException {
        starts++;
        throw new IOException("no such program");
    }

    private Upstream starts() {
        starts++;
        return new Upstream() {
            @Override
            public void open(Listener listener) {
                inside = listener;
            }

            @Override
            public void send(Effect.Send send) {
                heard.add("server hears");
            }

            @Override
            public void awaitRoom() {}

            @Override
            public void close() {
                inside.ended("closed");
            }
        };
    }

    @Test
    void a_server_is_started_by_its_first_message() {
        var upstream = new LazyUpstream(this::starts, breaker, () -> now, Runnable::run);
        upstream.open(heardAs("session"));
        assertThat(starts).isZero();
        upstream.send(SEND);
        upstream.send(SEND);
        assertThat(starts).isEqualTo(1);
        assertThat(heard).containsExactly("server hears", "server hears");
    }

    @Test
    void one_that_cannot_be_started_is_tried_less_and_less_often() {
        session(this::fails);
        assertThat(heard).containsExactly("session ended: no such program");
        session(this::fails);
        assertThat(starts).isEqualTo(1);
        assertThat(heard.getLast()).contains("failed 1 times in a row").contains("next try in 1 s");
        for (int i = 0; i < 2000; i++) {
            now = now.plusMillis(100);
            session(this::fails);
        }
        assertThat(starts).isBetween(10, 16);
        assertThat(breaker.standing(now).failures()).isEqualTo(starts);
        assertThat(breaker.standing(now).pause()).isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(breaker.standing(now).why()).isEqualTo("no such program");
    }

    @Test
    void one_that_dies_counts_as_failed_until_one_says_something() {
        session(this::starts);
        inside.ended("exit code 1");
        session(this::starts);
        assertThat(starts).isEqualTo(1);
        now = now.plusSeconds(1);
        session(this::starts);
        assertThat(starts).isEqualTo(2);
        inside.tells(new byte[0], Optional.empty());
        assertThat(breaker.standing(now).failures()).isZero();
        session(this::starts);
        assertThat(starts).isEqualTo(3);
    }

    @Test
    void one_that_failed_often_is_tried_by_one_session_at_a_time() {
        for (int i = 0; i < 3; i++) {
            session(this::fails);
            now = now.plusSeconds(1);
        }
        starts = 0;
        for (int i = 0; i < 10; i++) session(this::starts);
        assertThat(starts).isEqualTo(1);
        assertThat(heard.getLast()).contains("failed 3 times in a row");
        // It may take longer to say something than others care to wait.
        now = now.plusSeconds(1);
        session(this::starts);
        assertThat(starts).isEqualTo(2);
        inside.tells(new byte[0], Optional.empty());
        for (int i = 0; i < 10; i++) session(this::starts);
        assertThat(starts).isEqualTo(12);
    }

    @Test
    void one_that_we_end_has_not_failed() {
        session(this::starts).close();
        assertThat(breaker.standing(now).failures()).isZero();
        assertThat(heard).containsExactly("server hears", "session ended: closed");
    }

    @Test
    void a_request_that_its_client_gives_up_is_no_failure_of_the_server() {
        session(this::starts);
        inside.unanswered(Id.of(1), Upstream.Listener.GIVEN_UP);
        assertThat(breaker.standing(now).failures()).isZero();
        inside.unanswered(Id.of(2), "it answered with HTTP 500");
        assertThat(breaker.standing(now).failures()).isEqualTo(1);
    }

    @Test
    void one_that_was_never_needed_is_never_started() {
        var upstream = new LazyUpstream(this::starts, breaker, () -> now, Runnable::run);
        upstream.open(heardAs("session"));
        upstream.close();
        upstream.send(SEND);
        assertThat(starts).isZero();
        assertThat(heard).containsExactly("session ended: it was never started");
    }
}
