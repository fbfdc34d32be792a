package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The same bytes over a real connection in any writes get the same replies.
class HttpSplitTest {
    private static final int ROUNDS = 40;

    @Test
    void any_writes_get_the_same_replies() throws Exception {
        try (Front front = new Front()) {
            Client ada = front.legacy("2025-06-18");
            String chunked = ada.request("POST", "", "Content-Length:", "Transfer-Encoding: chunked");
            String call = Client.call(1, "echo").replace('\'', '"');
            String bytes = ada.request("POST", Client.call(1, "echo"))
                    + chunked + Integer.toHexString(call.length()) + "\r\n" + call + "\r\n0\r\n\r\n"
                    + ada.request("DELETE", "").replace(ada.session, "x")
                    + "GET /healthz HTTP/1.1\r\nHost: " + front.host() + "\r\nX : a\r\n\r\n"
                    + ada.request("DELETE", "");
            List<String> whole = replies(front, bytes, List.of());
            assertThat(whole).hasSize(4);
            assertThat(whole.get(0)).startsWith("200").contains("done");
            assertThat(whole.get(1)).isEqualTo(whole.get(0));
            assertThat(whole.get(2)).startsWith("404");
            assertThat(whole.get(3)).startsWith("400");
            for (int round = 0; round < ROUNDS; round++) {
                var random = new Random(round);
                List<Integer> cuts = random.ints(1 + round / 4, 1, bytes.length())
                        .sorted()
                        .boxed()
                        .toList();
                assertThat(replies(front, bytes, cuts)).as("cut by %d", round).isEqualTo(whole);
            }
            assertThat(ada.post(Client.call(2, "echo")).status()).isEqualTo(200);
        }
    }

    private static List<String> replies(Front front, String bytes, List<Integer> cuts) throws Exception {
        try (HttpWire wire = front.wire()) {
            int from = 0;
            for (int cut : cuts) {
                wire.send(bytes.substring(from, cut));
                Thread.yield();
                from = cut;
            }
            wire.send(bytes.substring(from));
            var replies = new ArrayList<String>();
            for (int i = 0; i < 4; i++) {
                HttpWire.Answer answer = wire.reply();
                replies.add(answer.status() + " " + answer.body());
            }
            assertThat(wire.isClosed()).isTrue();
            return replies;
        }
    }
}
