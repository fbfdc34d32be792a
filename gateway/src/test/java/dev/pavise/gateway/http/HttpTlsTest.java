package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pavise.gateway.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same over TLS, by HTTP/1.1 and by h2.
class HttpTlsTest {
    private static final String NAMES = "dns:localhost,ip:127.0.0.1";
    private static final String CALL = HttpModernTest.modern(1, "tools/call", "'name':'TOOL','arguments':{}")
            .replace('\'', '"');

    @TempDir
    private static Path folder;

    private static SSLContext trusting;
    private static Tls tls;
    private static Endpoint secured;
    private static Front front;
    private static HttpClient h2;

    @BeforeAll
    static void open() throws Exception {
        KeyStore keys = SelfSigned.keys(folder, NAMES);
        tls = Tls.of(List.of((X509Certificate) keys.getCertificate("a")), (PrivateKey)
                keys.getKey("a", SelfSigned.PASSWORD));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("a", keys.getCertificate("a"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
        secured = new Endpoint(Front.loopback(), Set.of(), () -> tls);
        front = new Front(Front.LIMITS, secured);
        h2 = HttpClient.newBuilder()
                .sslContext(trusting)
                .version(HttpClient.Version.HTTP_2)
                .build();
    }

    @AfterAll
    static void close() {
        h2.close();
        front.close();
    }

    private static HttpRequest.Builder request(String tool) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + front.port() + "/s/market/mcp"))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer ada-key")
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "tools/call")
                .header("Mcp-Name", tool)
                .POST(HttpRequest.BodyPublishers.ofString(CALL.replace("TOOL", tool)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return h2.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_client_of_http_1_is_served_over_tls() throws Exception {
        try (HttpWire wire = secured(front)) {
            Client ada = front.ada();
            HttpWire.Answer answer = wire.send(ada.request("POST", Client.handshake("2025-11-25")))
                    .reply();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("\"id\":0");
            wire.send("GET /healthz HTTP/1.1\r\nHost: " + front.host() + "\r\nX : a\r\n\r\n");
            assertThat(wire.reply().status()).isEqualTo(400);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    private static HttpWire secured(Front at) throws IOException {
        var socket = (SSLSocket) trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), at.port());
        socket.startHandshake();
        return new HttpWire(socket);
    }

    @Test
    void a_client_of_h2_is_served_with_json_and_streams() throws Exception {
        HttpResponse<String> echo = send(request("echo"));
        assertThat(echo.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(echo.statusCode()).isEqualTo(200);
        assertThat(echo.body()).contains("done");
        HttpResponse<String> chatty = send(request("chatty"));
        assertThat(chatty.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(chatty.body()).contains("notifications/progress", "done");
    }

    @Test
    void a_long_reply_is_whole_over_h2() throws Exception {
        front.market.bigBytes = 3 << 20;
        assertThat(send(request("big")).body()).hasSizeGreaterThan(3 << 20);
    }

    @Test
    void the_doors_are_the_same_over_h2() throws Exception {
        assertThat(send(request("echo").setHeader("Authorization", "Bearer no-key"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(request("echo").header("Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(request("echo").header("Mcp-Name", "echo")).statusCode())
                .isEqualTo(400);
        assertThat(send(request("echo").setHeader("X", "\u00e9")).statusCode()).isEqualTo(400);
        byte[] tooLong = new byte[(1 << 20) + 1];
        assertThat(send(request("echo").POST(HttpRequest.BodyPublishers.ofByteArray(tooLong)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void many_requests_share_an_h2_connection_and_one_that_leaves_is_cancelled() throws Exception {
        send(request("echo"));
        CompletableFuture<HttpResponse<String>> never =
                h2.sendAsync(request("never").build(), HttpResponse.BodyHandlers.ofString());
        front.market.awaitHeard("\"never\"");
        List<CompletableFuture<HttpResponse<String>>> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(h2.sendAsync(request("echo").build(), HttpResponse.BodyHandlers.ofString()));
        }
        for (var each : many) assertThat(each.join().body()).contains("done");
        never.cancel(true);
        front.market.awaitHeard("notifications/cancelled");
    }

    @Test
    void nothing_is_told_to_whoever_speaks_without_tls() throws Exception {
        try (HttpWire wire = front.wire()) {
            wire.send("GET /healthz HTTP/1.1\r\nHost: " + front.host() + "\r\n\r\n");
            assertThatThrownBy(wire::reply).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_handshake_that_does_not_come_is_not_waited_for() throws Exception {
        var limits = new HttpLimits(
                16 << 10,
                1 << 20,
                Duration.ofMillis(300),
                Duration.ofSeconds(60),
                10,
                10,
                10,
                10,
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                1 << 20);
        try (Front slow = new Front(limits, secured);
                HttpWire wire = slow.wire()) {
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void each_connection_is_shown_what_holds_then_and_goes_on_with_what_it_was_shown() throws Exception {
        var shown = new AtomicReference<>(tls);
        try (var renewing = new Front(Front.LIMITS, new Endpoint(Front.loopback(), Set.of(), shown::get));
                HttpWire before = secured(renewing)) {
            KeyStore others = SelfSigned.keys(folder, NAMES);
            shown.set(Tls.of(List.of((X509Certificate) others.getCertificate("a")), (PrivateKey)
                    others.getKey("a", SelfSigned.PASSWORD)));
            assertThatThrownBy(() -> secured(renewing)).isInstanceOf(SSLException.class);
            before.send("GET /healthz HTTP/1.1\r\nHost: " + renewing.host() + "\r\n\r\n");
            assertThat(before.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void a_page_that_came_without_tls_is_none_of_ours() throws Exception {
        String host = "localhost:" + front.port();
        assertThat(send(request("echo").header("Origin", "https://" + host)).statusCode())
                .isEqualTo(200);
        assertThat(send(request("echo").header("Origin", "http://" + host)).statusCode())
                .isEqualTo(403);
    }
}
