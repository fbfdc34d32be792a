package dev.pavise.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @Test
    void where_nothing_is_written_it_is_loopback_at_4400() {
        InetSocketAddress address = Config.NONE.listening().address();

        assertThat(address.getAddress().isLoopbackAddress()).isTrue();
        assertThat(address.getPort()).isEqualTo(4400);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:4401,4401,true",
        "localhost:0,0,true",
        "[::1]:65535,65535,true",
        "127.255.0.9:1,1,true",
        "0.0.0.0:4400,4400,false",
        "192.168.0.1:4400,4400,false",
        "[2001:db8::1]:1,1,false"
    })
    void an_address_is_taken_as_written(String written, int port, boolean isLoopback) {
        InetSocketAddress address = ListenAddress.of(written).orElseThrow();

        assertThat(address.getAddress().isLoopbackAddress()).isEqualTo(isLoopback);
        assertThat(address.getPort()).isEqualTo(port);
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
        assertThat(ListenAddress.of(written)).isEmpty();
    }
}
