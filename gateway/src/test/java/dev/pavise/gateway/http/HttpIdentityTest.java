package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may come in, and what a request has to look like.
class HttpIdentityTest {
    private static final String LIST = "{'jsonrpc':'2.0','id':7,'method':'tools/list'}";
    private Front front;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void nobody_comes_in_without_a_key() throws IOException {
        String handshake = Client.handshake("2025-11-25");
        for (String key :
                new String[] {"Authorization:", "Authorization: Bearer wrong", "Authorization: Basic ada-key"}) {
            HttpWire.Answer answer = front.ada().post(handshake, key);
            assertThat(answer.status()).as(key).isEqualTo(401);
            assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
        }
        assertThat(front.market.opened.get()).isZero();
        assertThat(front.ada().post(handshake).status()).isEqualTo(200);
    }

    @Test
    void what_a_key_opened_ends_with_it() throws Exception {
        Client ada = front.legacy("2025-11-25");
        Client bob = front.ada().as("bob-key");
        bob.initialize("2025-11-25");
        Client modern = front.ada();
        modern.version = "2026-07-28";
        String slowly = HttpModernTest.modern(1, "tools/call", "'name':'slow','arguments':{}");
        try (HttpWire general = ada.get();
                HttpWire slow = ada.open(Client.call(1, "slow"));
                HttpWire other = modern.open(slowly, HttpModernTest.heads("tools/call", "slow"));
                HttpWire bobs = bob.get()) {
            assertThat(general.reply().isStream()).isTrue();
            assertThat(slow.reply().isStream()).isTrue();
            assertThat(other.reply().isStream()).isTrue();
            assertThat(bobs.reply().isStream()).isTrue();

            front.revoked = "ada";

            Poll.until(() -> front.market.closed.get() == 2);
            front.market.goOn.release(2);
            for (HttpWire each : new HttpWire[] {general, slow, other}) {
                assertThat(each.remains()).doesNotContain("late");
            }
            assertThat(front.server.sessions()).isEqualTo(1);
        }
        assertThat(bob.post(Client.call(2, "echo")).body()).contains("done");
        front.revoked = "";
        // The session is not there for whoever gets the name next.
        assertThat(ada.post(Client.call(2, "echo")).status()).isEqualTo(404);
    }

    @Test
    void the_house_hears_of_everybody_who_is_refused() throws Exception {
        front.ada().post(LIST, "Authorization: Bearer wrong");
        front.ada().post(LIST, "Host: evil.example");
        front.ada().post(LIST, "Origin: https://evil.example");
        front.ada().post(LIST, "Authorization: Bearer bob-key", "Authorization: Bearer ada-key");
        try (HttpWire broken = front.wire().send("GET /s/market/mcp HTTP/1.0\r\n\r\n")) {
            assertThat(broken.reply().status()).isEqualTo(400);
        }
        try (HttpWire long_ = front.wire().send(front.ada().request("POST", "{}", "Content-Length: 999999999"))) {
            assertThat(long_.reply().status()).isEqualTo(413);
        }
        Poll.until(() -> front.refused.size() == 6);
        assertThat(front.refused)
                .containsExactlyInAnyOrder(
                        "401 /s/market/mcp 127.0.0.1",
                        "403 /s/market/mcp 127.0.0.1",
                        "403 /s/market/mcp 127.0.0.1",
                        "400 /s/market/mcp 127.0.0.1",
                        "400  127.0.0.1",
                        "413 /s/market/mcp 127.0.0.1");
    }

    @Test
    void a_key_twice_is_no_key() throws IOException {
        HttpWire.Answer answer =
                front.ada().post(LIST, "Authorization: Bearer bob-key", "Authorization: Bearer ada-key");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void names_of_servers_are_told_to_those_with_a_key_only() throws IOException {
        Client stranger = new Client(front, "", "nothing");
        assertThat(stranger.post(LIST).body()).doesNotContain("market");
        HttpWire.Answer answer = new Client(front, "ada-key", "nothing").post(LIST);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("market");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", "169.254.169.254"})
    void another_host_is_refused(String host) throws IOException {
        assertThat(front.ada()
                        .post(Client.handshake("2025-11-25"), "Host: " + host)
                        .status())
                .isEqualTo(403);
        assertThat(front.market.opened.get()).isZero();
    }

    @Test
    void the_names_of_this_machine_pass() throws IOException {
        for (String host : new String[] {"localhost:", "LOCALHOST:", "127.0.0.1:", "[::1]:"}) {
            assertThat(front.ada()
                            .post(Client.handshake("2025-11-25"), "Host: " + host + front.port())
                            .status())
                    .as(host)
                    .isEqualTo(200);
        }
    }

    @Test
    void the_names_that_are_set_pass_with_their_ports_in_host_and_origin() throws Exception {
        var endpoint = new Endpoint(Front.loopback(), Set.of("gate.example", "Proxied.example:8443"), null);
        try (Front named = new Front(Front.LIMITS, endpoint)) {
            String port = ":" + named.port();
            for (String host : List.of("gate.example", "GATE.example" + port, "proxied.example:8443")) {
                for (String header : List.of("Host: " + host, "Origin: https://" + host, "Origin: http://" + host)) {
                    assertThat(named.ada().post(LIST, header).status())
                            .as(header)
                            .isNotEqualTo(403);
                }
            }
            for (String host :
                    List.of("gate.example:1", "proxied.example", "proxied.example" + port, "a.gate.example")) {
                for (String header : List.of("Host: " + host, "Origin: https://" + host)) {
                    assertThat(named.ada().post(LIST, header).status())
                            .as(header)
                            .isEqualTo(403);
                }
            }
        }
    }

    @Test
    void who_listens_everywhere_is_called_by_any_address_and_by_no_other_name() throws Exception {
        var endpoint = Endpoint.of(new InetSocketAddress("0.0.0.0", 0));
        try (Front everywhere = new Front(Front.LIMITS, endpoint)) {
            for (String host : List.of("203.0.113.7", "203.0.113.7:30440", "[2001:db8::1]:80")) {
                assertThat(everywhere.ada().post(LIST, "Host: " + host).status())
                        .as(host)
                        .isNotEqualTo(403);
                assertThat(everywhere.ada().post(LIST, "Origin: http://" + host).status())
                        .as(host)
                        .isEqualTo(403);
            }
            for (String host : List.of("evil.example", "1.2.3.4.evil.example", "203.0.113.7:80:80", "1.2.3")) {
                assertThat(everywhere.ada().post(LIST, "Host: " + host).status())
                        .as(host)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void pages_from_elsewhere_are_refused_and_own_ones_pass() throws IOException {
        String own = "http://localhost:" + front.port();
        for (String origin :
                new String[] {"https://evil.example", "null", "http://localhost", own + ".evil", own + "/"}) {
            assertThat(front.ada()
                            .post(Client.handshake("2025-11-25"), "Origin: " + origin)
                            .status())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(front.market.opened.get()).isZero();
        assertThat(front.ada()
                        .post(Client.handshake("2025-11-25"), "Origin: " + own)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_session_is_its_principals_at_its_server() throws IOException {
        Client ada = front.legacy("2025-11-25");
        Client bob = new Client(front, "bob-key", "market");
        Client atBank = new Client(front, "ada-key", "bank");
        for (Client other : new Client[] {bob, atBank}) {
            other.session = ada.session;
            other.version = ada.version;
            assertThat(other.post(LIST).status()).isEqualTo(404);
            try (HttpWire wire = other.get()) {
                assertThat(wire.reply().status()).isEqualTo(404);
            }
            assertThat(other.delete().status()).isEqualTo(404);
        }
        assertThat(ada.post(LIST).body()).contains("echo");
    }

    @Test
    void a_session_that_was_ended_is_gone() throws IOException {
        Client ada = front.legacy("2025-11-25");
        assertThat(ada.delete().status()).isEqualTo(204);
        assertThat(ada.post(LIST).status()).isEqualTo(404);
        assertThat(ada.delete().status()).isEqualTo(404);
        try (HttpWire wire = ada.get()) {
            assertThat(wire.reply().status()).isEqualTo(404);
        }
        assertThat(front.server.sessions()).isZero();
    }

    @Test
    void session_ids_are_long_and_never_the_same() throws IOException {
        String one = front.legacy("2025-11-25").session;
        String other = front.legacy("2025-11-25").session;
        assertThat(one).matches("[A-Za-z0-9_-]{32}").isNotEqualTo(other);
    }

    @Test
    void a_version_is_one_that_there_is() throws IOException {
        Client ada = front.legacy("2025-06-18");
        assertThat(ada.post(LIST, "MCP-Protocol-Version: 2025-06-18").status()).isEqualTo(200);
        assertThat(ada.post(LIST, "MCP-Protocol-Version:").status()).isEqualTo(200);
        assertThat(ada.post(LIST, "MCP-Protocol-Version: 1999-01-01").status()).isEqualTo(400);
        assertThat(ada.post(LIST, "MCP-Protocol-Version: 2025-06-18", "MCP-Protocol-Version: 2025-11-25")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_request_without_a_session_is_told_to_initialize() throws IOException {
        assertThat(front.ada().post(LIST).status()).isEqualTo(400);
    }

    @Test
    void only_plain_json_is_taken() throws IOException {
        Client ada = front.legacy("2025-11-25");
        for (String type :
                new String[] {"text/plain", "application/x-www-form-urlencoded", "application/json;charset=latin1", ""
                }) {
            assertThat(ada.post(LIST, "Content-Type: " + type).status())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(ada.post(LIST, "Content-Encoding: gzip").status()).isEqualTo(415);
        assertThat(ada.post(LIST, "Content-Type: application/json; charset=UTF-8")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_client_takes_both_kinds_of_reply() throws IOException {
        Client ada = front.legacy("2025-11-25");
        for (String accept : new String[] {
            "application/json", "text/event-stream", "text/html", "application/json, text/event-stream;q=0"
        }) {
            assertThat(ada.post(LIST, "Accept: " + accept).status()).as(accept).isEqualTo(406);
        }
        assertThat(ada.post(LIST, "Accept: */*").status()).isEqualTo(200);
        try (HttpWire wire = ada.get("Accept: application/json")) {
            assertThat(wire.reply().status()).isEqualTo(406);
        }
    }

    @Test
    void other_methods_are_told_which_there_are() throws IOException {
        for (String method : new String[] {"PUT", "PATCH", "OPTIONS"}) {
            try (HttpWire wire = front.wire().send(front.ada().request(method, ""))) {
                HttpWire.Answer answer = wire.reply();
                assertThat(answer.status()).as(method).isEqualTo(405);
                assertThat(answer.header("allow")).isEqualTo("POST, GET, DELETE");
            }
        }
    }

    @Test
    void a_body_that_is_too_long_is_not_taken_in() throws IOException {
        Client ada = front.legacy("2025-11-25");
        String head = ada.request("POST", "", "Content-Length: " + ((1 << 20) + 1));
        try (HttpWire wire = front.wire().send(head)) {
            assertThat(wire.reply().status()).isEqualTo(413);
            assertThat(wire.isClosed()).isTrue();
        }
        String chunked = ada.request("POST", "", "Content-Length:", "Transfer-Encoding: chunked");
        String chunk = "10000\r\n" + "x".repeat(1 << 16) + "\r\n";
        try (HttpWire wire = front.wire().send(chunked + chunk.repeat(16) + "1\r\nx\r\n")) {
            assertThat(wire.reply().status()).isEqualTo(413);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void a_strangers_body_is_not_waited_for() throws IOException {
        Client stranger = new Client(front, "no-key", "market");
        String head = stranger.request("POST", "", "Content-Length: 1000000");
        try (HttpWire wire = front.wire().send(head + "x".repeat(40_000))) {
            assertThat(wire.reply().status()).isEqualTo(401);
            assertThat(wire.isClosed()).isTrue();
        }
    }
}
