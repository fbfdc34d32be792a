package dev.pavise.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.run.Facts;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.gateway.remote.Remotes;
import io.netty.channel.IoEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When calls would pass, and what is said where they would not.
class AdminPortTest {
    private final IoEventLoopGroup loops = Remotes.loops(1);
    private final Failing ledger = new Failing();
    private final Stub subject = new Stub();
    private AdminPort port;

    /// Keeps nothing while it has a reason.
    private static final class Failing implements Ledger {
        private String why = "";
        private final List<String> kept = new ArrayList<>();

        @Override
        public void keep(Evidence evidence, Evidence.Payload payload, Durability durability, Then then) {
            if (why.isEmpty()) kept.add(evidence.method());
            then.on(why.isEmpty() ? new Outcome.Kept(kept.size()) : new Outcome.Lost(why));
        }

        @Override
        public void close() {}
    }

    private final class Stub implements AdminPort.Subject {
        private boolean isDraining;
        private Optional<Fault> fault = Optional.empty();

        @Override
        public boolean isDraining() {
            return isDraining;
        }

        @Override
        public Optional<Fault> fault() {
            return fault;
        }

        @Override
        public void tryLedger(String why) {
            keep("ledger/tried");
        }

        @Override
        public int connections() {
            return 3;
        }

        @Override
        public int sessions() {
            return 2;
        }

        @Override
        public int underWay() {
            return 1;
        }

        @Override
        public Set<String> states() {
            return Set.of("up", "broken");
        }

        @Override
        public List<Metrics.Standing> standings() {
            return List.of(new Metrics.Standing("files", "broken"));
        }
    }

    @BeforeEach
    void open() throws Exception {
        port = new AdminPort(ledger, Optional.empty());
        port.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), subject, loops);
    }

    @AfterEach
    void close() {
        port.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void keep(String method) {
        new Facts(port.ledger(), InstantSource.system())
                .keep("", method, "", Evidence.Ruling.PASSED, "", Ledger.Durability.PROCESS, _ -> {});
    }

    private HttpResponse<String> page(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var at = URI.create(
                    "http://127.0.0.1:" + port.address().orElseThrow().getPort() + path);
            return client.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private void ready(int status, String words) throws Exception {
        HttpResponse<String> page = page("/readyz");
        assertThat(page.body()).contains(words);
        assertThat(page.statusCode()).isEqualTo(status);
    }

    @Test
    void a_ledger_that_keeps_nothing_is_tried_again_by_whoever_asks() throws Exception {
        ready(200, "ready");
        ledger.why = "the disk is full";
        keep("tools/call");
        ready(503, "the ledger keeps nothing: the disk is full");
        ready(503, "the disk is full");
        ledger.why = "";
        ready(503, "the disk is full");
        ready(200, "ready");
        ready(200, "ready");
        assertThat(ledger.kept).containsExactly("ledger/tried");
        assertThat(page("/metrics").body())
                .contains("pavise_ledger_write_duration_seconds_count{durability=\"process\",kept=\"false\"} 3")
                .contains("pavise_ledger_write_duration_seconds_count{durability=\"process\",kept=\"true\"} 1");
    }

    @Test
    void a_ledger_that_did_not_open_is_not_ready() throws Exception {
        try (var other = new AdminPort(ledger, Optional.of("it is a folder"))) {
            port.close();
            other.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), subject, loops);
            port = other;
            ready(503, "it is a folder");
        }
    }

    @Test
    void a_configuration_with_faults_is_told_and_one_that_is_about_to_end_is_not_ready() throws Exception {
        subject.fault = Optional.of(Fault.wrongUse("pavise.yaml:1:1", "no setting \"x\"", "leave it out"));
        ready(200, "ready, by the settings from before: pavise.yaml:1:1: no setting \"x\"\nhint: leave it out");
        assertThat(page("/healthz").statusCode()).isEqualTo(200);
        subject.isDraining = true;
        ready(503, "about to end");
        assertThat(page("/healthz").statusCode()).isEqualTo(503);
    }

    @Test
    void each_server_is_in_one_state() throws Exception {
        HttpResponse<String> page = page("/metrics");
        assertThat(page.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(page.body().lines())
                .contains("pavise_server_state{server=\"files\",state=\"broken\"} 1.0")
                .contains("pavise_server_state{server=\"files\",state=\"up\"} 0.0")
                .contains("pavise_http_connections 3.0", "pavise_http_sessions 2.0", "pavise_http_requests 1.0");
    }

    @Test
    void a_label_has_so_many_values_and_no_more() {
        var words = new Words(2);
        assertThat(List.of(words.of("a"), words.of("b"), words.of("c"), words.of("a")))
                .containsExactly("a", "b", Words.OTHER, "a");
    }
}
