package dev.pavise.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.up.Sample;
import dev.pavise.app.verb.Pavise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pavise serve` over TLS, and beyond this machine.
class ServeTlsTest {
    @TempDir
    static Path home;

    private static String key;
    private static Path certificate;
    private static Path privateKey;

    @BeforeAll
    static void prepare() {
        var pavise = new Pavise(home);
        key = String.valueOf(
                ServeProcess.json(pavise.does("keys add ana --json").out().strip())
                        .string("key"));
        certificate = home.resolve("chain.pem");
        privateKey = home.resolve("key.pem");
    }

    @Test
    void clients_of_http_1_and_of_h2_are_served_and_the_address_says_https() throws Exception {
        Certificates made = Certificates.made("EC");
        made.put(certificate, privateKey);
        Path file = config("both.yaml", secured("0.0.0.0:0").put("hosts", List.of("localhost")));
        try (var service = ServeProcess.start(home, file, Map.of())) {
            assertThat(service.url()).matches("https://localhost:[0-9]+");
            for (var version : List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
                try (var client = client(made)) {
                    var answer = client.send(initialize(service, version), HttpResponse.BodyHandlers.ofString());
                    assertThat(answer.version()).isEqualTo(version);
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.body()).contains("sample-market");
                }
            }
            assertThat(service.said()).doesNotContain("notice", "refused");
        }
    }

    @Test
    void a_renewed_certificate_is_shown_without_a_new_start_and_connections_stay() throws Exception {
        Certificates old = Certificates.made("EC");
        Certificates renewed = Certificates.made("EC");
        old.put(certificate, privateKey);
        Path file = config("renewing.yaml", secured("127.0.0.1:0"));
        try (var service = ServeProcess.start(home, file, Map.of());
                var before = client(old);
                var after = client(renewed)) {
            assertThat(service.url()).startsWith("https://127.0.0.1:");
            assertThat(status(before, service)).isEqualTo(200);
            assertThatThrownBy(() -> status(after, service)).isInstanceOf(SSLException.class);

            Certificates.place(certificate, Certificates.pem("CERTIFICATE", new byte[9]), "rw-r--r--");
            service.awaitSaid("the certificate from before is still shown");
            assertThatThrownBy(() -> status(after, service)).isInstanceOf(SSLException.class);

            renewed.put(certificate, privateKey);
            service.awaitSaid("tls/renewed");
            assertThat(status(after, service)).isEqualTo(200);
            assertThat(status(before, service)).isEqualTo(200);
        }
    }

    @Test
    void without_a_certificate_that_counts_nothing_is_served() throws Exception {
        Certificates.made("EC").put(certificate, privateKey);
        Certificates.made("EC").put(home.resolve("other.pem"), privateKey);
        Path file = config("mismatched.yaml", secured("127.0.0.1:0"));

        var outcome = ServeProcess.ends(home, file);

        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith(file + ":1:")
                .contains(privateKey + " is not the key of the first certificate in " + certificate + "\nhint: ");
    }

    @Test
    void plain_http_goes_beyond_this_machine_once_somebody_wrote_so_and_by_the_names_that_are_set() throws Exception {
        Path file = config(
                "behind.yaml",
                new JsonLine()
                        .put("listen", "0.0.0.0:0")
                        .put("insecure", true)
                        .put("hosts", List.of("gate.example", "gate.example:443")));
        try (var service = ServeProcess.start(home, file, Map.of())) {
            assertThat(service.url()).matches("http://127\\.0\\.0\\.1:[0-9]+");
            int port = URI.create(service.url()).getPort();
            assertThat(healthOf(port, "gate.example")).contains(" 200 ");
            assertThat(healthOf(port, "gate.example:443")).contains(" 200 ");
            assertThat(healthOf(port, "gate.example:1")).contains(" 403 ");
            assertThat(healthOf(port, "evil.example:" + port)).contains(" 403 ");
        }
    }

    private static String healthOf(int port, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static HttpClient client(Certificates trusted) throws Exception {
        return HttpClient.newBuilder().sslContext(trusted.trusting()).build();
    }

    private static int status(HttpClient client, ServeProcess service) throws Exception {
        HttpRequest request = initialize(service, HttpClient.Version.HTTP_2);
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static HttpRequest initialize(ServeProcess service, HttpClient.Version version) {
        return HttpRequest.newBuilder(URI.create(service.url() + "/s/market/mcp"))
                .version(version)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\","
                        + "\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                        + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}"))
                .build();
    }

    private static JsonLine secured(String listen) {
        return new JsonLine()
                .put("listen", listen)
                .put(
                        "tls",
                        new JsonLine()
                                .put("certificate", certificate.toString())
                                .put("key", privateKey.toString()));
    }

    private static Path config(String file, JsonLine settings) throws IOException {
        List<String> command = Sample.command();
        var market = new JsonLine().put("command", command.getFirst()).put("args", command.subList(1, command.size()));
        String text = settings.put("servers", Map.of("market", market)).toString();
        return Files.writeString(home.resolve(file), text);
    }
}
