package dev.pavise.gateway.remote;

import static dev.pavise.gateway.remote.Eras.Era.LEGACY_SSE;
import static dev.pavise.gateway.remote.Eras.Era.LEGACY_STREAM;
import static dev.pavise.gateway.remote.Eras.Era.MODERN;
import static dev.pavise.gateway.remote.Eras.Era.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEventLoopGroup;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasTest {
    private final IoEventLoopGroup loops = Remotes.loops(1);
    private final Remotes remotes = new Remotes(loops, Limits.DEFAULT, Resolver.SYSTEM);

    @AfterEach
    void close() {
        remotes.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Eras.Era probe(URI url) throws Exception {
        return new Eras(remotes).probe(url, Map.of("Authorization", "x")).get(30, TimeUnit.SECONDS);
    }

    private Eras.Era probe(Local.Play play) throws Exception {
        try (var server = new Local(play)) {
            return probe(server.url());
        }
    }

    private static String result(String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"pavise-probe\",\"result\":" + result + "}";
    }

    private static String error(int code, String id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + code + ",\"message\":\"x\"}}";
    }

    @Test
    void a_server_that_lists_its_versions_is_modern() throws Exception {
        String versions = result("{\"supportedVersions\":[\"2026-07-28\"]}");
        assertThat(probe((got, out) -> {
                    boolean asks = got.header("mcp-method").equals("server/discover")
                            && got.header("mcp-protocol-version").equals("2026-07-28")
                            && got.header("authorization").equals("x");
                    out.json(asks ? versions : "{}");
                }))
                .isEqualTo(MODERN);
        assertThat(probe((_, out) -> out.stream().event(versions).awaitHangUp()))
                .isEqualTo(MODERN);
    }

    @ParameterizedTest
    @ValueSource(ints = {-32020, -32021, -32022})
    void errors_that_only_modern_servers_have_are_modern(int code) throws Exception {
        assertThat(probe((_, out) -> out.reply(400, "application/json", error(code, "null"))))
                .isEqualTo(MODERN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"supportedVersions\":[]}", "{\"supportedVersions\":[\"2025-11-25\"]}"})
    void an_empty_answer_is_not_modern(String result) throws Exception {
        assertThat(probe((_, out) -> out.json(result(result)))).isEqualTo(LEGACY_STREAM);
    }

    @Test
    void any_other_error_is_legacy() throws Exception {
        assertThat(probe((_, out) -> out.json(error(-32601, "\"pavise-probe\""))))
                .isEqualTo(LEGACY_STREAM);
        assertThat(probe((_, out) -> out.reply(400, "application/json", error(-32000, "null"))))
                .isEqualTo(LEGACY_STREAM);
    }

    @Test
    void a_server_that_only_opens_sessions_is_legacy_and_the_session_is_left() throws Exception {
        var left = new CountDownLatch(1);
        try (var server = new Local((got, out) -> {
            if (got.method().equals("DELETE") && got.header("mcp-session-id").equals("s")) left.countDown();
            if (got.says("\"initialize\""))
                out.json(result("{\"protocolVersion\":\"2025-06-18\"}"), "Mcp-Session-Id: s");
            else out.reply(400, "text/plain", "no session");
        })) {
            assertThat(probe(server.url())).isEqualTo(LEGACY_STREAM);
            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_stream_that_names_its_endpoint_is_of_2024() throws Exception {
        assertThat(probe((got, out) -> {
                    if (got.method().equals("GET"))
                        out.stream().chunk("event: endpoint\ndata: /m\n\n").awaitHangUp();
                    else out.reply(405, "text/plain", "no");
                }))
                .isEqualTo(LEGACY_SSE);
        assertThat(probe((got, out) -> {
                    if (got.method().equals("GET"))
                        out.stream()
                                .chunk("event: endpoint\ndata: http://[::1]:1/m\n\n")
                                .end();
                    else out.reply(405, "text/plain", "no");
                }))
                .isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 500, 502, 503, 202})
    void a_status_that_says_nothing_of_the_era_is_no_evidence(int status) throws Exception {
        assertThat(probe((_, out) -> out.reply(status, "application/json", error(-32022, "null"))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void a_server_that_is_not_there_is_no_evidence() throws Exception {
        assertThat(probe((_, out) -> out.hangUp())).isEqualTo(UNKNOWN);
        int port;
        try (var server = new Local((_, out) -> out.accepted())) {
            port = server.port();
        }
        assertThat(probe(URI.create("http://127.0.0.1:" + port + "/"))).isEqualTo(UNKNOWN);
        assertThat(probe((_, out) -> out.reply(200, "text/html", "<h1>hello</h1>")))
                .isEqualTo(UNKNOWN);
    }
}
