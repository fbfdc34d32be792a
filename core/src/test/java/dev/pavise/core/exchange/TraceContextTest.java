package dev.pavise.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where in a request its place in a trace stands.
class TraceContextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":1}                                         | {"params":{"_meta":{"traceparent":"P"}},"id":1}
            {"params":null,"id":1}                           | {"params":{"_meta":{"traceparent":"P"}},"id":1}
            {"params":{}}                                    | {"params":{"_meta":{"traceparent":"P"}}}
            {"params": { "a":1.10 }}                         | {"params": {"_meta":{"traceparent":"P"}, "a":1.10 }}
            {"params":{"_meta":{}}}                          | {"params":{"_meta":{"traceparent":"P"}}}
            {"params":{"_meta":{"a":1}}}                     | {"params":{"_meta":{"traceparent":"P","a":1}}}
            {"params":{"_meta":{"a":1,"traceparent":"x"}}}   | {"params":{"_meta":{"a":1,"traceparent":"P"}}}
            {"params":{"_meta":{"traceparent":7}}}           | {"params":{"_meta":{"traceparent":"P"}}}
            {"params":{"_meta":3}}                           | {"params":{"_meta":3}}
            """)
    void it_is_put_there_and_nothing_else_changes(String before, String after) {
        assertThat(placed(before, Map.of("traceparent", "P"))).isEqualTo(after);
    }

    @Test
    void a_state_is_replaced_where_there_is_one() {
        var said = Map.of("traceparent", "P", "tracestate", "");
        assertThat(placed("{\"params\":{\"_meta\":{\"tracestate\":\"a=b\"}}}", said))
                .isEqualTo("{\"params\":{\"_meta\":{\"traceparent\":\"P\",\"tracestate\":\"\"}}}");
        assertThat(placed("{\"params\":{\"_meta\":{}}}", said))
                .isEqualTo("{\"params\":{\"_meta\":{\"traceparent\":\"P\"}}}");
    }

    @Test
    void where_the_edge_says_nothing_the_same_bytes_pass() {
        byte[] bytes = "{\"params\":{\"_meta\":{\"traceparent\":\"x\"}}}".getBytes(StandardCharsets.UTF_8);
        assertThat(TraceContext.in(bytes, Map.of("mcp-method", "a", "tracestate", "b")))
                .isSameAs(bytes);
    }

    private static String placed(String request, Map<String, String> said) {
        return new String(TraceContext.in(request.getBytes(StandardCharsets.UTF_8), said), StandardCharsets.UTF_8);
    }
}
