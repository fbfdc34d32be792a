package dev.pavise.core.exchange;

import static dev.pavise.core.exchange.Talk.modern;
import static dev.pavise.core.exchange.Talk.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Reading;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Headers and body of a modern message say the same.
class HeadersTest {
    private static final String TOOL = "{'name':'t','inputSchema':{'type':'object','properties':"
            + "{'region':{'type':'string','x-mcp-header':'Region'},"
            + "'in':{'type':'object','properties':{'n':{'type':'integer','x-mcp-header':'N'}}}}}}";
    private static final Map<String, String> RIGHT = Map.of(
            "mcp-method",
            "tools/call",
            "mcp-name",
            "t",
            "mcp-protocol-version",
            "2026-07-28",
            "mcp-param-region",
            "eu",
            "mcp-param-n",
            "7.0");

    private final Talk talk = Talk.stateless();

    private void says(Map<String, String> headers, String message) {
        Reading reading =
                Reading.of(Talk.bytes(message), talk.state.policy().limits().bounds());
        talk.on(new Event.Asks(reading, Asker.alone(7), Optional.of(headers), talk.now));
    }

    private void lists() {
        says(
                Map.of("mcp-method", "tools/list", "mcp-protocol-version", "2026-07-28"),
                modern("0", "tools/list", "", "{}"));
        talk.server(result("0", "{'resultType':'complete','tools':[" + TOOL + "]}"));
        talk.forget();
    }

    private void calls(Map<String, String> headers) {
        says(headers, modern("1", "tools/call", "'name':'t','arguments':{'region':'eu','in':{'n':7}}", "{}"));
    }

    @Test
    void what_agrees_passes() {
        lists();
        calls(RIGHT);
        assertThat(talk.toServer).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "mcp-method, tools/list",
        "mcp-method, TOOLS/CALL",
        "mcp-name, u",
        "mcp-name, =?base64?dQ==?=",
        "mcp-name, =?base64?dA?=",
        "mcp-protocol-version, 2025-11-25",
        "mcp-protocol-version,",
        "mcp-method,",
        "mcp-name,",
        "mcp-param-region, us",
        "mcp-param-region,",
        "mcp-param-n, 8",
        "mcp-param-n,",
    })
    void what_does_not_is_refused_with_the_code_for_it(String header, String value) {
        lists();
        var headers = new HashMap<>(RIGHT);
        if (value == null) headers.remove(header);
        else headers.put(header, value);
        calls(headers);
        assertThat(talk.toServer).isEmpty();
        assertThat(talk.toClient).hasSize(1);
        assertThat(talk.toClient.getFirst()).contains("'code':-32020");
        assertThat(talk.sends.getLast().error()).isEqualTo(-32020);
    }

    @Test
    void a_call_that_waits_for_the_list_is_compared_then() {
        var headers = new HashMap<>(RIGHT);
        headers.put("mcp-param-region", "us");
        calls(headers);
        assertThat(talk.toServer.getLast()).contains("tools/list");
        talk.server(result("'pavise-1'", "{'resultType':'complete','tools':[" + TOOL + "]}"));
        assertThat(talk.toClient.getFirst()).contains("'code':-32020");
        assertThat(talk.toServer).hasSize(1);
    }

    @Test
    void a_header_for_an_argument_that_is_not_there_is_refused() {
        lists();
        says(RIGHT, modern("1", "tools/call", "'name':'t','arguments':{'region':null,'in':{'n':7}}", "{}"));
        assertThat(talk.toClient.getFirst()).contains("'code':-32020");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'a':{'type':'string','x-mcp-header':'A'}}                                               | true
            {'a':{'type':'object','properties':{'b':{'type':'boolean','x-mcp-header':'B'}}}}         | true
            {'a':{'type':'string','x-mcp-header':''}}                                                | false
            {'a':{'type':'string','x-mcp-header':'A B'}}                                             | false
            {'a':{'type':'string','x-mcp-header':'A:'}}                                              | false
            {'a':{'type':'string','x-mcp-header':7}}                                                 | false
            {'a':{'type':'number','x-mcp-header':'A'}}                                               | false
            {'a':{'type':'object','x-mcp-header':'A'}}                                               | false
            {'a':{'type':'string','x-mcp-header':'A'},'b':{'type':'string','x-mcp-header':'a'}}      | false
            {'a':{'type':'array','items':{'type':'string','x-mcp-header':'A'}}}                      | false
            {'a':{'anyOf':[{'type':'string','x-mcp-header':'A'}]}}                                   | false
            {'a':{'type':'string','x-mcp-header':'Api-Key'}}                                         | false
            {'a':{'type':'string','x-mcp-header':'AccessToken'}}                                     | false
            """)
    void a_tool_whose_annotations_no_client_can_follow_is_kept_from_it(String properties, boolean isShown) {
        says(
                Map.of("mcp-method", "tools/list", "mcp-protocol-version", "2026-07-28"),
                modern("0", "tools/list", "", "{}"));
        talk.server(result(
                "0",
                "{'resultType':'complete','tools':[{'name':'t','inputSchema':{'type':'object','properties':"
                        + properties + "}}]}"));
        assertThat(talk.toClient.getFirst().contains("'name':'t'")).isEqualTo(isShown);
    }

    @Test
    void a_version_that_nobody_speaks_is_named_with_those_that_are() {
        String message = modern("1", "tools/list", "", "{}").replace("2026-07-28", "2099-01-01");
        says(Map.of("mcp-method", "tools/list", "mcp-protocol-version", "2099-01-01"), message);
        assertThat(talk.toClient.getFirst())
                .contains("'code':-32022")
                .contains("'supported':['2026-07-28']")
                .contains("'requested':'2099-01-01'");
    }
}
