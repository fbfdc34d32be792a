package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How many sessions at all servers at once: each runs every server, and a client that went away without a word runs
/// them for nobody.
class HttpAllLimitsTest {
    private Front front;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
    }

    @AfterEach
    void close() {
        front.close();
    }

    private Client all() throws IOException {
        Client all = front.all();
        all.initialize("2025-11-25");
        return all;
    }

    @Test
    void the_session_that_was_idle_for_longest_makes_room() throws Exception {
        var clients = new ArrayList<Client>();
        for (int i = 0; i < Front.LIMITS.unionsMax(); i++) clients.add(all());
        try (HttpWire listening = clients.get(0).get()) {
            listening.reply();
            clients.get(2).post(Client.call(1, "bank__echo"));
            clients.add(all());
            Poll.until(() -> front.market.closed.get() == 1 && front.bank.closed.get() == 1);
            HttpWire.Answer gone = clients.remove(1).post(Client.call(1, "bank__echo"));
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.body()).contains("initialize again");
            for (Client each : clients)
                assertThat(each.post(Client.call(2, "bank__echo")).status()).isEqualTo(200);
        }
        assertThat(front.server.sessions()).isEqualTo(Front.LIMITS.unionsMax());
    }

    @Test
    void where_all_sessions_are_in_use_there_are_no_more() throws Exception {
        var calls = new ArrayList<HttpWire>();
        for (int i = 0; i < Front.LIMITS.unionsMax(); i++) {
            calls.add(all().open(Client.call(1, "bank__never")));
            front.bank.awaitHeard("\"never\"");
        }
        HttpWire.Answer more = front.all().post(Client.handshake("2025-11-25"));
        assertThat(more.status()).isEqualTo(429);
        assertThat(more.body()).contains("too many sessions are open");
        // A single server's sessions are not counted, nor are somebody else's.
        front.legacy("2025-11-25");
        front.all().as("bob-key").initialize("2025-11-25");
        for (HttpWire each : calls) each.close();
    }
}
