package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `MCP-Protocol-Version` in a session. A client should send what was agreed, and a server must refuse a version that
/// is invalid or that it does not support, and none besides (2025-06-18, protocol version header). By what a session
/// is judged was agreed in its handshake, and no header changes it.
class HttpVersionTest {
    private static final List<String> LEGACY = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    private Front front;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
    }

    @AfterEach
    void close() {
        front.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
    void another_known_version_changes_nothing(String agreed) throws Exception {
        Client ada = front.legacy(agreed);
        String batch = "[" + Client.call(1, "echo") + "]";
        int taken = agreed.equals("2025-03-26") ? 200 : 400;
        for (String said : LEGACY) {
            ada.version = said;
            assertThat(ada.post(Client.call(2, "echo")).body()).contains("done");
            // Batches are the revision's that was agreed, whatever the header says.
            try (HttpWire wire = ada.open(batch)) {
                assertThat(wire.reply().status()).isEqualTo(taken);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
    void without_a_header_what_was_agreed_holds(String agreed) throws Exception {
        Client ada = front.legacy(agreed);
        ada.version = "";
        assertThat(ada.post("[" + Client.call(1, "echo") + "]").status())
                .isEqualTo(agreed.equals("2025-03-26") ? 200 : 400);
        assertThat(ada.post(Client.call(2, "echo")).body()).contains("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
    void a_version_that_is_none_is_refused_by_every_method(String agreed) throws IOException {
        Client ada = front.legacy(agreed);
        for (String said : List.of("2025-06-19", "1999-01-01", "latest", "2025-11-25, 2025-03-26", "2025_11_25")) {
            ada.version = said;
            assertThat(ada.post(Client.call(1, "echo")).status()).isEqualTo(400);
            try (HttpWire general = ada.get()) {
                assertThat(general.reply().status()).isEqualTo(400);
            }
            assertThat(ada.delete().status()).isEqualTo(400);
        }
        ada.version = agreed;
        assertThat(ada.post(Client.call(2, "echo")).body()).contains("done");
    }

    /// The modern era has no sessions: what calls itself so is read as a request of that era.
    @ParameterizedTest
    @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
    void the_era_without_sessions_is_no_version_of_one(String agreed) throws IOException {
        Client ada = front.legacy(agreed);
        ada.version = "2026-07-28";
        assertThat(ada.post(Client.call(1, "echo")).status()).isEqualTo(400);
        try (HttpWire general = ada.get()) {
            assertThat(general.reply().status()).isEqualTo(405);
        }
    }
}
