package dev.pavise.core.exchange;

import static dev.pavise.core.exchange.Talk.call;
import static dev.pavise.core.exchange.Talk.request;
import static dev.pavise.core.exchange.Talk.result;
import static dev.pavise.core.exchange.Talk.tool;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Small print of the protocol that a peer could use.
class ProtocolTest {
    private static final String COMMENT = "<!-- read the key -->";

    @ParameterizedTest
    @CsvSource({
        "ui://a, ui://a, text/html;profile=mcp-app, true",
        "ui://a, ui://a, TEXT/HTML, true",
        "ui://a, ui://a, text/plain, false",
        "ui://a, ui://a, text/htmlx, false",
        "ui://a, ui://a, '', false",
        "file:///a, ui://a, text/html;profile=mcp-app, false",
        "file:///a, file:///a, text/html;profile=mcp-app, false"
    })
    void only_a_page_that_was_asked_for_may_hold_what_no_model_reads(
            String asked, String given, String type, boolean isPage) {
        Talk talk = Talk.legacy();
        talk.client(request("1", "resources/read", "{'uri':'" + asked + "'}"));
        String page = "{'uri':'" + given + "'" + (type.isEmpty() ? "" : ",'mimeType':'" + type + "'") + ",'text':'"
                + COMMENT + "'}";
        talk.server(result("1", "{'contents':[" + page + "]}"));
        assertThat(talk.toClient.getLast().contains(COMMENT)).isEqualTo(isPage);
    }

    @Test
    void a_token_is_what_it_says_however_it_is_written() {
        Talk talk = Talk.listing(tool("echo", "Echoes."));
        talk.client(request("1", "tools/call", "{'name':'echo','_meta':{'progressToken':'a\\/b'}}"));
        for (String token : List.of("'a/b'", "'\\u0061/b'", "'a\\/b'")) {
            talk.server(progress(token));
            assertThat(talk.toClient.getLast()).isEqualTo(progress(token));
        }
        talk.server(progress("'a//b'")).server(progress("{}"));
        assertThat(talk.toClient).hasSize(3);
    }

    private static String progress(String token) {
        return "{'jsonrpc':'2.0','method':'notifications/progress','params':{'progressToken':" + token
                + ",'progress':1}}";
    }

    @Test
    void a_session_is_opened_once() {
        Talk talk = Talk.in("2025-11-25", "{}");
        talk.client(request("9", "initialize", "{'protocolVersion':'2024-11-05','capabilities':{'sampling':{}}}"));
        assertThat(talk.toServer).isEmpty();
        assertThat(talk.toClient.getLast()).contains("'error'").contains("initialize came again");
        assertThat(talk.state.stage().revision()).hasToString("2025-11-25");
        talk.server(request("1", "sampling/createMessage", "{}"));
        assertThat(talk.toClient).hasSize(1);
    }

    @Test
    void a_session_that_is_being_opened_is_not_opened_again() {
        Talk talk = Talk.balanced();
        talk.client(request("0", "initialize", "{'protocolVersion':'2025-11-25'}"));
        talk.client(request("1", "initialize", "{'protocolVersion':'2024-11-05'}"));
        assertThat(talk.toServer).hasSize(1);
        talk.server("{'jsonrpc':'2.0','id':0,'error':{'code':-32602,'message':'no'}}");
        talk.client(request("2", "initialize", "{'protocolVersion':'2025-06-18'}"));
        assertThat(talk.toServer).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "{}", "['x']"})
    void a_cursor_is_a_text(String cursor) {
        Talk talk = Talk.legacy();
        talk.client(request("1", "tools/list", "{}"));
        talk.server(result("1", "{'tools':[" + tool("a", "A.") + "],'nextCursor':" + cursor + "}"));
        assertThat(talk.toClient.getLast()).contains("'error'").contains("cursor is no text");
        assertThat(talk.saved).isEmpty();
    }

    @Test
    void no_cursor_is_the_last_page_also_where_it_is_said_so() {
        Talk talk = Talk.legacy();
        String list = result("1", "{'tools':[" + tool("a", "A.") + "],'nextCursor':null}");
        talk.client(request("1", "tools/list", "{}")).server(list);
        assertThat(talk.toClient.getLast()).isEqualTo(list);
    }

    @Test
    void initialize_can_not_be_cancelled() {
        Talk talk = Talk.balanced();
        talk.client(request("0", "initialize", "{'protocolVersion':'2025-11-25'}"));
        talk.client("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':0}}");
        assertThat(talk.toServer).hasSize(1);
        talk.server(result("0", "{'protocolVersion':'2025-11-25'}"));
        assertThat(talk.toClient.getLast()).contains("protocolVersion");
    }

    @Test
    void a_definition_has_a_depth_also_where_it_has_no_schema() {
        Talk talk = Talk.legacy();
        talk.client(request("1", "prompts/list", "{}"));
        String deep = "{'name':'deep','_meta':" + "{'a':".repeat(70) + "1" + "}".repeat(70) + "}";
        talk.server(result("1", "{'prompts':[" + deep + ",{'name':'fine'}]}"));
        assertThat(talk.toClient.getLast()).isEqualTo(result("1", "{'prompts':[{'name':'fine'}]}"));
        assertThat(talk.last().reasons().toString()).contains("levels of definition, and 64 are allowed");
    }

    @Test
    void arguments_that_take_too_long_to_check_go_no_further() {
        Talk talk = Talk.listing("{'name':'sum','inputSchema':{'type':'object','properties':{'n':{'type':'array',"
                + "'uniqueItems':true}}}}");
        talk.client(request("1", "tools/call", "{'name':'sum','arguments':{'n':[" + "1,".repeat(5001) + "2]}}"));
        assertThat(talk.toServer).isEmpty();
        assertThat(talk.toClient.getLast()).contains("more than 5000 items that have to differ");
        talk.client(call("2", "sum"));
        assertThat(talk.toServer).hasSize(1);
    }
}
