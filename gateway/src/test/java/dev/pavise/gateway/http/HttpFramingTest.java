package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What two parsers could read in two ways is refused and its connection closed; the honest neighbour passes. In the
/// tables `~` stands for CR and LF, and `HOST` for the Host line.
class HttpFramingTest {
    private static final String OK = "HTTP/1.1~HOST~";
    private static Front front;

    @BeforeAll
    static void open() throws Exception {
        front = new Front();
    }

    @AfterAll
    static void close() {
        front.close();
    }

    static Stream<Arguments> hostile() {
        String chunked = "POST /healthz " + OK + "Transfer-Encoding: chunked~~";
        return Stream.of(
                row("a folded header", "GET /healthz " + OK + "X: a~ b~~", 400),
                row("a header folded by a tab", "GET /healthz " + OK + "X: a~\tb~~", 400),
                row("bare line feeds", "GET /healthz HTTP/1.1\nHost: x\n\n", 400),
                row("one bare line feed", "GET /healthz " + OK + "X: a\nY: b~~", 400),
                row("a bare carriage return", "GET /healthz " + OK + "X: a\rY: b~~", 400),
                row("a space before the colon", "GET /healthz " + OK + "X : a~~", 400),
                row("a header without a colon", "GET /healthz " + OK + "X~~", 400),
                row("a header without a name", "GET /healthz " + OK + ": a~~", 400),
                row("a space before the first header", "GET /healthz HTTP/1.1~ X: a~HOST~~", 400),
                row("a name that is no token", "GET /healthz " + OK + "X(y): a~~", 400),
                row("two Hosts", "GET /healthz " + OK + "HOST~~", 400),
                row("two Hosts that differ", "GET /healthz " + OK + "host: evil~~", 400),
                row("no Host", "GET /healthz HTTP/1.1~X: a~~", 400),
                row(
                        "a length beside chunks",
                        "POST /healthz " + OK + "Content-Length: 5~Transfer-Encoding: chunked~~",
                        400),
                row(
                        "chunks beside a length",
                        "POST /healthz " + OK + "Transfer-Encoding: chunked~Content-Length: 5~~",
                        400),
                row("two lengths", "POST /healthz " + OK + "Content-Length: 5~Content-Length: 6~~", 400),
                row("the same length twice", "POST /healthz " + OK + "Content-Length: 5~Content-Length: 5~~", 400),
                row("a list of lengths", "POST /healthz " + OK + "Content-Length: 5, 5~~", 400),
                row("a length with a sign", "POST /healthz " + OK + "Content-Length: +5~~", 400),
                row("a negative length", "POST /healthz " + OK + "Content-Length: -5~~", 400),
                row("a length in hexadecimal", "POST /healthz " + OK + "Content-Length: 0x5~~", 400),
                row("a length with zeros before it", "POST /healthz " + OK + "Content-Length: 005~~", 400),
                row("an empty length", "POST /healthz " + OK + "Content-Length:~~", 400),
                row(
                        "a length beyond all numbers",
                        "POST /healthz " + OK + "Content-Length: 99999999999999999999~~",
                        400),
                row("two codings in a line", "POST /healthz " + OK + "Transfer-Encoding: chunked, identity~~", 400),
                row(
                        "two codings in two lines",
                        "POST /healthz " + OK + "Transfer-Encoding: gzip~Transfer-Encoding: chunked~~",
                        400),
                row("a coding like chunked", "POST /healthz " + OK + "Transfer-Encoding: xchunked~~", 400),
                row(
                        "chunked behind a control character",
                        "POST /healthz " + OK + "Transfer-Encoding: \u000bchunked~~",
                        400),
                row("a coding hidden by a space", "POST /healthz " + OK + "Transfer-Encoding : chunked~~", 400),
                row("HTTP/1.0", "GET /healthz HTTP/1.0~HOST~~", 400),
                row("HTTP/1.2", "GET /healthz HTTP/1.2~HOST~~", 400),
                row("HTTP/0.9", "GET /healthz~~", 400),
                row("h2c with prior knowledge", "PRI * HTTP/2.0~~SM~~", 400),
                row("a small method", "get /healthz " + OK + "~", 400),
                row("an absolute target", "GET http://HOSTNAME/healthz " + OK + "~", 400),
                row("another site's target", "GET http://evil/healthz " + OK + "~", 400),
                row("CONNECT", "CONNECT evil:443 " + OK + "~", 400),
                row("OPTIONS of nothing", "OPTIONS * " + OK + "~", 400),
                row("two spaces in the request line", "GET  /healthz " + OK + "~", 400),
                row("a tab in the request line", "GET\t/healthz " + OK + "~", 400),
                row("a space in the target", "GET /heal thz " + OK + "~", 400),
                row("a target beyond ASCII", "GET /h\u00e9 " + OK + "~", 400),
                row("NUL in a header", "GET /healthz " + OK + "X: a\0b~~", 400),
                row("DEL in a header", "GET /healthz " + OK + "X: a\u007fb~~", 400),
                row("a header beyond ASCII", "GET /healthz " + OK + "X: \u00e9~~", 400),
                row("a target that is too long", "GET /" + "a".repeat(5000) + " " + OK + "~", 400),
                row("a head that is too long", "GET /healthz " + OK + "X: " + "a".repeat(17_000) + "~~", 431),
                row("a head without an end", "GET /healthz " + OK + ("X: " + "a".repeat(1000) + "~").repeat(17), 431),
                row("101 headers", "GET /healthz " + OK + "X: a~".repeat(100) + "~", 400),
                row("an empty line first", "~GET /healthz " + OK + "~", 400),
                row("a space first", " GET /healthz " + OK + "~", 400),
                row("a chunk's extension", chunked + "5;a=b~hello~0~~", 400),
                row("an extension of the last chunk", chunked + "5~hello~0;a~~", 400),
                row("trailers", chunked + "5~hello~0~X: a~~", 400),
                row("a chunk's size with a sign", chunked + "+5~hello~0~~", 400),
                row("a chunk's size with 0x", chunked + "0x5~hello~0~~", 400),
                row("a space behind a chunk's size", chunked + "5 ~hello~0~~", 400),
                row("an empty chunk's size", chunked + "~hello~0~~", 400),
                row("a chunk's size that is too long", chunked + "0000000000000000000005~hello~0~~", 400),
                row("a chunk's size that wraps around", chunked + "100000005~hello~0~~", 400),
                row("a chunk longer than its size", chunked + "4~hello~0~~", 400),
                row("a line feed behind a chunk's size", chunked + "5\nhello~0~~", 400),
                row("a line feed behind a chunk", chunked + "5~hello\n0~~", 400));
    }

    static Stream<Arguments> honest() {
        String chunked = "POST /healthz " + OK + "Transfer-Encoding: chunked~~";
        return Stream.of(
                row("a plain request", "GET /healthz " + OK + "~", 200),
                row("a value without a space before it", "GET /healthz " + OK + "X:a~~", 200),
                row("spaces and tabs around a value", "GET /healthz " + OK + "X: \ta \t~~", 200),
                row("an empty value", "GET /healthz " + OK + "X:~~", 200),
                row("a token's signs", "GET /healthz " + OK + "!#$%&'*+.^_`|: a~~", 200),
                row("names in any case", "GET /healthz HTTP/1.1~hOST: HOSTNAME~~", 200),
                row("a query", "GET /healthz?a=b " + OK + "~", 200),
                row("a body with a length", "POST /healthz " + OK + "Content-Length: 5~~hello", 200),
                row("no body", "POST /healthz " + OK + "Content-Length: 0~~", 200),
                row("a body in chunks", chunked + "5~hello~1~!~0~~", 200),
                row("a chunk's size in capitals", chunked + "A~helloworld~0~~", 200),
                row("Chunked in capitals", "POST /healthz " + OK + "Transfer-Encoding: Chunked~~0~~", 200),
                row("a long target", "GET /healthz?" + "a".repeat(4000) + " " + OK + "~", 200),
                row("a long head", "GET /healthz " + OK + "X: " + "a".repeat(15_000) + "~~", 200),
                row("100 headers", "GET /healthz " + OK + "X: a~".repeat(99) + "~", 200));
    }

    private static Arguments row(String name, String bytes, int status) {
        return Arguments.of(name, bytes.replace("~", "\r\n"), status);
    }

    static String written(String bytes) {
        return bytes.replace("HOSTNAME", front.host()).replace("HOST\r\n", "Host: " + front.host() + "\r\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void refuses(String name, String bytes, int status) throws IOException {
        try (HttpWire wire = front.wire().send(written(bytes))) {
            HttpWire.Answer answer = wire.reply();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("honest")
    void lets_pass(String name, String bytes, int status) throws IOException {
        try (HttpWire wire = front.wire().send(written(bytes))) {
            assertThat(wire.reply().status()).isEqualTo(status);
            assertThat(wire.send(written("GET /healthz HTTP/1.1\r\nHOST\r\n\r\n"))
                            .reply()
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest(name = "behind {0}")
    @MethodSource("hostile")
    void what_comes_behind_a_refused_request_reaches_no_server(String name, String bytes, int status) throws Exception {
        Client ada = front.ada();
        int before = front.market.opened.get();
        try (HttpWire wire = front.wire()) {
            wire.send(written(bytes) + ada.request("POST", Client.handshake("2025-11-25")));
            assertThat(wire.reply().status()).isEqualTo(status);
            assertThat(wire.isClosed()).isTrue();
        }
        assertThat(front.market.opened.get()).isEqualTo(before);
    }

    @Test
    void requests_one_behind_the_other_are_answered_in_their_order() throws Exception {
        Client ada = front.legacy("2025-06-18");
        try (HttpWire wire = front.wire()) {
            wire.send(ada.request("POST", Client.call(1, "echo"))
                    + written("GET /nowhere HTTP/1.1\r\nHOST\r\n\r\n")
                    + written("GET /healthz HTTP/1.1\r\nHOST\r\nX : broken\r\n\r\n"));
            assertThat(wire.reply().body()).contains("done 1");
            assertThat(wire.reply().status()).isEqualTo(401);
            assertThat(wire.reply().status()).isEqualTo(400);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void a_refusal_waits_for_the_reply_before_it() throws Exception {
        Client ada = front.legacy("2025-11-25");
        try (HttpWire wire = front.wire()) {
            wire.send(ada.request("POST", Client.call(2, "slow")) + "BROKEN\r\n\r\n");
            assertThat(wire.reply().isStream()).isTrue();
            front.market.awaitHeard("\"slow\"");
            front.market.goOn.release();
            HttpWire.Told last = wire.event();
            while (!last.data().contains("late")) last = wire.event();
            assertThat(wire.event()).isNull();
            assertThat(wire.reply().status()).isEqualTo(400);
        }
    }

    @Test
    void a_client_that_waits_for_a_word_gets_it_and_a_stranger_does_not() throws Exception {
        Client ada = front.legacy("2025-06-18");
        String request = ada.request("POST", Client.call(3, "echo"), "Expect: 100-continue");
        int body = request.indexOf("\r\n\r\n") + 4;
        try (HttpWire wire = front.wire().send(request.substring(0, body))) {
            assertThat(wire.reply().status()).isEqualTo(100);
            assertThat(wire.send(request.substring(body)).reply().body()).contains("done 3");
        }
        try (HttpWire wire = front.wire().send(request.substring(0, body).replace("ada-key", "no-key"))) {
            assertThat(wire.reply().status()).isEqualTo(401);
            assertThat(wire.isClosed()).isTrue();
        }
        try (HttpWire wire = front.wire().send(request.substring(0, body).replace("100-continue", "cake"))) {
            assertThat(wire.reply().status()).isEqualTo(417);
        }
    }

    @Test
    void a_client_that_wants_its_connection_closed_gets_that() throws Exception {
        try (HttpWire wire = front.wire().send(written("GET /healthz HTTP/1.1\r\nHOST\r\nConnection: close\r\n\r\n"))) {
            HttpWire.Answer answer = wire.reply();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(wire.isClosed()).isTrue();
        }
    }
}
