package dev.pavise.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pavise.app.cli.Fault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @Test
    void where_nothing_is_written_it_is_loopback_at_4400() throws Fault {
        var address = ListenAddress.of(Optional.empty());

        assertThat(address.getAddress().isLoopbackAddress()).isTrue();
        assertThat(address.getPort()).isEqualTo(4400);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:4401,4401", "localhost:0,0", "[::1]:65535,65535", "127.255.0.9:1,1"})
    void loopback_is_taken_as_written(String written, int port) throws Fault {
        var address = ListenAddress.of(Optional.of(written));

        assertThat(address.getAddress().isLoopbackAddress()).isTrue();
        assertThat(address.getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:4400", "192.168.0.1:4400", "[::]:4400", "169.254.169.254:80", "[2001:db8::1]:1"})
    void beyond_this_machine_needs_tls_which_is_not_there(String written) {
        assertThatThrownBy(() -> ListenAddress.of(Optional.of(written)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("beyond this machine");
    }

    /// Names other than localhost are not looked up: whoever answers for them would choose the address.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4400",
                ":4400",
                "127.0.0.1",
                "127.0.0.1:",
                "127.0.0.1:65536",
                "127.0.0.1:-1",
                "example.org:80",
                "::1:4400",
                "999.0.0.1:1",
                "127.0.0.1:4400/mcp",
                "[127.0.0.1:1"
            })
    void what_is_no_address_and_port_is_refused(String written) {
        assertThatThrownBy(() -> ListenAddress.of(Optional.of(written)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("is no address and port");
    }
}
