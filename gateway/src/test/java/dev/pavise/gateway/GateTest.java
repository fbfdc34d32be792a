package dev.pavise.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The timer that sessions share.
@Timeout(60)
class GateTest {
    @Test
    void who_closes_the_timer_does_not_wait_for_what_is_due_much_later() {
        var now = new CompletableFuture<String>();
        try (var timer = Gate.timer()) {
            timer.schedule(() -> now.complete("too early"), 1, TimeUnit.HOURS);
            timer.execute(() -> now.complete("done"));
        }
        assertThat(now).isCompletedWithValue("done");
    }
}
