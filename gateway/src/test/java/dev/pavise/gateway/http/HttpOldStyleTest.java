package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clients of 2024-11-05: one stream to hear on, one place to post to.
class HttpOldStyleTest {
    private Front front;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
    }

    @AfterEach
    void close() {
        front.close();
    }

    private HttpWire sse() throws IOException {
        return front.wire().send(front.ada().request("GET", "").replace("/mcp ", "/sse "));
    }

    private static String endpoint(HttpWire sse) throws IOException {
        assertThat(sse.reply().isStream()).isTrue();
        HttpWire.Told first = sse.event();
        assertThat(first.event()).isEqualTo("endpoint");
        assertThat(first.data()).matches("/s/market/messages\\?sessionId=[A-Za-z0-9_-]{32}");
        return first.data();
    }

    private int post(Client client, String endpoint, String json) throws IOException {
        String path = endpoint.replace("/s/market/", "/s/" + (endpoint.contains("bank") ? "bank/" : "market/"));
        String request = client.request("POST", json).replaceFirst("/s/[a-z]+/mcp", path);
        try (HttpWire wire = front.wire().send(request)) {
            HttpWire.Answer answer = wire.reply();
            if (answer.status() == 202) assertThat(answer.body()).isEmpty();
            return answer.status();
        }
    }

    @Test
    void answers_come_on_the_stream() throws Exception {
        try (HttpWire sse = sse()) {
            String endpoint = endpoint(sse);
            assertThat(post(front.ada(), endpoint, Client.handshake("2024-11-05")))
                    .isEqualTo(202);
            assertThat(sse.event().data()).contains("\"id\":0", "2024-11-05");
            assertThat(post(front.ada(), endpoint, "{'jsonrpc':'2.0','method':'notifications/initialized'}"))
                    .isEqualTo(202);
            assertThat(post(front.ada(), endpoint, Client.call(1, "chatty"))).isEqualTo(202);
            assertThat(sse.event().data()).contains("notifications/progress");
            assertThat(sse.event().data()).contains("notifications/message");
            assertThat(sse.event().data()).contains("\"id\":1", "done");
            assertThat(post(front.ada(), endpoint, "{'jsonrpc':")).isEqualTo(202);
            assertThat(sse.event().data()).contains("-32700");
        }
    }

    /// Its era has no sessions, and a session has one revision.
    @Test
    void a_request_of_another_revision_than_the_sessions_is_refused() throws Exception {
        try (HttpWire sse = sse()) {
            String endpoint = endpoint(sse);
            post(front.ada(), endpoint, Client.handshake("2024-11-05"));
            assertThat(sse.event().data()).contains("2024-11-05");
            post(front.ada(), endpoint, HttpModernTest.modern(1, "tools/list", ""));
            assertThat(sse.event().data())
                    .contains("\"id\":1", "Denied by Pavise (handshake)", "2026-07-28", "the session of 2024-11-05");
        }
    }

    @Test
    void a_session_is_over_when_its_stream_is_gone() throws Exception {
        HttpWire sse = sse();
        String endpoint = endpoint(sse);
        assertThat(front.server.sessions()).isEqualTo(1);
        sse.close();
        Poll.until(() -> front.server.sessions() == 0);
        assertThat(post(front.ada(), endpoint, Client.handshake("2024-11-05"))).isEqualTo(404);
        Poll.until(() -> front.market.closed.get() == 1);
    }

    @Test
    void a_session_is_its_principals_at_its_server() throws Exception {
        try (HttpWire sse = sse()) {
            String endpoint = endpoint(sse);
            String handshake = Client.handshake("2024-11-05");
            assertThat(post(front.ada().as("bob-key"), endpoint, handshake)).isEqualTo(404);
            assertThat(post(front.ada(), endpoint.replace("market", "bank"), handshake))
                    .isEqualTo(404);
            assertThat(post(front.ada().as("no-key"), endpoint, handshake)).isEqualTo(401);
            assertThat(post(front.ada(), endpoint + "x", handshake)).isEqualTo(404);
        }
    }

    @Test
    void no_session_is_reached_by_the_other_door() throws Exception {
        Client ada = front.legacy("2025-11-25");
        String list = "{'jsonrpc':'2.0','id':1,'method':'tools/list'}";
        assertThat(post(front.ada(), "/s/market/messages?sessionId=" + ada.session, list))
                .isEqualTo(404);
        try (HttpWire sse = sse()) {
            ada.session = endpoint(sse).replaceAll(".*=", "");
            assertThat(ada.post(list).status()).isEqualTo(404);
        }
    }

    @Test
    void each_door_has_its_method() throws Exception {
        try (HttpWire wire = front.wire().send(front.ada().request("POST", "{}").replace("/mcp ", "/sse "))) {
            HttpWire.Answer answer = wire.reply();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("allow")).isEqualTo("GET");
        }
        try (HttpWire wire =
                front.wire().send(front.ada().request("GET", "").replace("/mcp ", "/messages?sessionId=x "))) {
            assertThat(wire.reply().status()).isEqualTo(405);
        }
    }

    @Test
    void a_stream_ends_with_its_server() throws Exception {
        try (HttpWire sse = sse()) {
            endpoint(sse);
            front.market.last.dies();
            assertThat(sse.event()).isNull();
        }
        Poll.until(() -> front.server.sessions() == 0);
    }
}
