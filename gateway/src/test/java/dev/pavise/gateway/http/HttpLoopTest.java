package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.guard.Context;
import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where messages are judged: on the event loop only what is quick, for it holds up all others there.
class HttpLoopTest {
    /// Notes on which threads calls are judged, and takes its time where it is told to.
    private static final class Noting implements Guard {
        final List<Boolean> onLoop = new CopyOnWriteArrayList<>();
        volatile long nanos;

        @Override
        public String id() {
            return "noting";
        }

        @Override
        public Verdict judge(Message message, Context context) {
            if (message instanceof Message.Request request && request.method().equals("tools/call")) {
                onLoop.add(!Thread.currentThread().isVirtual());
                if (nanos > 0) LockSupport.parkNanos(nanos);
            }
            return Verdict.PASS;
        }
    }

    private final Noting noting = new Noting();
    private Front front;
    private Client ada;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
        var guards = new ArrayList<>(Guards.ALL);
        guards.add(noting);
        front.market.guards = guards;
        ada = front.legacy("2025-11-25");
        // A first time is a slow one.
        for (int i = 0; i < 2000 && !noting.onLoop.contains(true); i++) {
            assertThat(ada.post(Client.call(i, "echo")).status()).isEqualTo(200);
        }
        noting.onLoop.clear();
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void a_short_call_of_a_running_session_is_judged_where_it_came() throws Exception {
        for (int i = 2000; i < 4000 && !noting.onLoop.contains(true); i++) {
            assertThat(ada.post(Client.call(i, "echo")).status()).isEqualTo(200);
        }
        assertThat(noting.onLoop).contains(true);
    }

    @Test
    void a_long_call_is_judged_elsewhere() throws Exception {
        String call = Client.call(4000, "echo").replace("{'name'", "{'padding':'" + "x".repeat(100_000) + "','name'");
        assertThat(call).hasSizeGreaterThan(100_000);
        assertThat(ada.post(call).status()).isEqualTo(200);
        assertThat(noting.onLoop).doesNotContain(true);
    }

    @Test
    void a_session_that_takes_long_is_judged_elsewhere_for_a_while() throws Exception {
        noting.nanos = TimeUnit.MILLISECONDS.toNanos(50);
        assertThat(ada.post(Client.call(4000, "echo")).status()).isEqualTo(200);
        noting.nanos = 0;
        noting.onLoop.clear();
        for (int i = 4001; i < 4020; i++) {
            assertThat(ada.post(Client.call(i, "echo")).status()).isEqualTo(200);
        }
        assertThat(noting.onLoop).doesNotContain(true);
    }
}
