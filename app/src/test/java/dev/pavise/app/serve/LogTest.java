package dev.pavise.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// How events are said.
class LogTest {
    private static final String AT = "2026-11-24T12:00:00.123Z";

    private final List<String> said = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-11-24T12:00:00.123456Z");

    private Log log(Log.Form form) {
        return log(form, said::add);
    }

    private Log log(Log.Form form, Consumer<String> say) {
        return new Log(say, form, () -> now);
    }

    @Test
    void an_event_is_one_line_whatever_it_holds() {
        try (var log = log(Log.Form.TEXT)) {
            log.event("server/broken", "server", "py", "why", "exit \"1\"\nnow a=b", "empty", "", "hidden", "a\u200bb");
        }
        assertThat(said).hasSize(1);
        assertThat(said.getFirst())
                .startsWith(AT + " server/broken server=py why=\"exit \\\"1\\\"")
                .contains("U+200B")
                .doesNotContain("\n", "empty", "\u200b");
    }

    @Test
    void scripts_read_an_object_a_line() {
        try (var log = log(Log.Form.JSON)) {
            log.event("started", "url", "http://127.0.0.1:1", "admin", "");
            log.notice("a fault\nhint: a step");
        }
        assertThat(said)
                .containsExactly(
                        "{\"at\":\"" + AT + "\",\"event\":\"started\",\"url\":\"http://127.0.0.1:1\"}",
                        "{\"at\":\"" + AT + "\",\"event\":\"notice\",\"words\":\"a fault\\nhint: a step\"}");
    }

    @Test
    void whoever_looks_at_something_else_reads_notices_alone() {
        try (var log = log(Log.Form.NONE)) {
            log.event("started");
            log.notice("a fault\nhint: a step");
        }
        assertThat(said).containsExactly("a fault\nhint: a step");
    }

    @Test
    void a_flood_of_one_kind_is_counted_and_hides_no_other() {
        try (var log = log(Log.Form.TEXT)) {
            for (int i = 0; i < 1000; i++) log.event("request/refused", "from", "::1");
            log.event("server/up", "server", "py");
            now = now.plusSeconds(11);
            log.event("request/refused", "from", "::1");
        }
        assertThat(said).hasSize(22);
        assertThat(said.get(20)).contains("server/up");
        assertThat(said.getLast()).endsWith("request/refused from=::1 unsaid=980");
    }

    @Test
    void whoever_stops_reading_holds_nobody_up() throws Exception {
        var stuck = new CountDownLatch(1);
        var log = log(Log.Form.TEXT, line -> {
            try {
                stuck.await();
            } catch (InterruptedException e) {
                said.add("let go");
            }
        });
        for (int i = 0; i < 5000; i++) log.notice("word " + i);
        log.close();
        stuck.countDown();
        assertThat(said.size()).isLessThanOrEqualTo(1);
    }
}
