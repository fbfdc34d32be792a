package dev.pavise.core.exchange;

import static dev.pavise.core.exchange.Talk.call;
import static dev.pavise.core.exchange.Talk.request;
import static dev.pavise.core.exchange.Talk.result;
import static dev.pavise.core.exchange.Talk.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence.Ruling;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What the exchange knows of a server's lists.
class ListsTest {
    @Nested
    class Lists {
        @Test
        void a_call_to_what_was_never_listed_waits_for_the_list_that_pavise_reads() {
            Talk talk = Talk.legacy();
            talk.client(call("1", "echo"));
            assertThat(talk.toServer).containsExactly("{'jsonrpc':'2.0','id':'pavise-1','method':'tools/list'}");
            talk.server(result("'pavise-1'", "{'tools':[" + tool("echo", "Echoes.") + "]}"));
            assertThat(talk.toServer.getLast()).isEqualTo(call("1", "echo"));
            assertThat(talk.toClient).isEmpty();
        }

        @Test
        void every_page_is_read() {
            Talk talk = Talk.legacy();
            talk.client(call("1", "b"));
            talk.server(result("'pavise-1'", "{'tools':[" + tool("a", "A.") + "],'nextCursor':'2'}"));
            talk.server(result("'pavise-2'", "{'tools':[" + tool("b", "B.") + "]}"));
            assertThat(talk.toServer.getLast()).isEqualTo(call("1", "b"));
        }

        @Test
        void a_list_without_end_is_given_up() {
            Talk talk = Talk.legacy();
            talk.client(call("1", "b"));
            talk.server(result("'pavise-1'", "{'tools':[],'nextCursor':'2'}"));
            talk.server(result("'pavise-2'", "{'tools':[],'nextCursor':'2'}"));
            assertThat(talk.toServer).hasSize(2);
            assertThat(talk.toClient.getFirst()).contains("no end");
        }

        @Test
        void a_list_that_fails_fails_the_call_and_the_server_s_words_are_kept() {
            Talk talk = Talk.legacy();
            talk.client(call("1", "b"));
            talk.server("{'jsonrpc':'2.0','id':'pavise-1','error':{'code':-32603,'message':'fetch failed'}}");
            assertThat(talk.toClient).hasSize(1);
            assertThat(talk.toClient.getFirst()).contains("code -32603").doesNotContain("fetch failed");
            assertThat(talk.last().note()).contains("fetch failed");
            talk.client(call("2", "b"));
            assertThat(talk.toServer.getLast()).contains("tools/list");
        }

        @Test
        void a_tool_that_the_server_does_not_list_can_not_be_called() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "hidden"));
            assertThat(talk.toServer).isEmpty();
            assertThat(talk.toClient.getFirst()).contains("the server does not list hidden");
        }

        @Test
        void a_change_that_the_server_tells_is_read_before_the_next_call() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.server("{'jsonrpc':'2.0','method':'notifications/tools/list_changed'}");
            talk.client(call("1", "echo"));
            talk.server(result("'pavise-1'", "{'tools':[" + tool("echo", "Echoes, and mails it.") + "]}"));
            assertThat(talk.toServer).noneMatch(each -> each.contains("tools/call"));
            assertThat(talk.toClient.getLast())
                    .contains("changed since it was approved")
                    .contains("pavise show " + talk.last().id());
        }

        @Test
        void a_definition_that_changed_goes_from_the_list_and_the_rest_stays() {
            Talk talk = Talk.listing(tool("a", "A."), tool("b", "B."), tool("c", "C."));
            talk.list("l1", tool("a", "A."), tool("b", "B, now with mail."), tool("c", "C."));
            assertThat(talk.toClient.getLast())
                    .isEqualTo(result("'l1'", "{'tools':[" + tool("a", "A.") + "," + tool("c", "C.") + "]}"));
            assertThat(talk.last().ruling()).isEqualTo(Ruling.EDITED);
            talk.client(call("1", "b"));
            assertThat(talk.toClient.getLast()).contains("changed since it was approved");
            talk.client(call("2", "a"));
            assertThat(talk.toServer.getLast()).isEqualTo(call("2", "a"));
        }

        @Test
        void two_definitions_of_one_name_are_both_kept_from_the_client() {
            Talk talk = Talk.legacy();
            talk.list("l", tool("a", "A."), tool("b", "B."), tool("a", "Other."));
            assertThat(talk.toClient.getLast()).isEqualTo(result("'l'", "{'tools':[" + tool("b", "B.") + "]}"));
            talk.client(call("1", "a"));
            assertThat(talk.toServer).noneMatch(each -> each.contains("tools/call"));
        }

        @Test
        void in_strict_a_person_approves_first() {
            Talk talk = Talk.with(Policy.of(Preset.STRICT), "2025-11-25", "{}");
            talk.list("l", tool("a", "A."));
            assertThat(talk.toClient.getLast()).isEqualTo(result("'l'", "{'tools':[]}"));
            talk.client(call("1", "a"));
            assertThat(talk.toClient.getLast()).contains("quarantined").contains("pavise show");
        }

        @Test
        void a_list_that_is_no_list_is_denied_whole() {
            Talk talk = Talk.legacy();
            talk.client(request("1", "tools/list", "{}"));
            talk.server(result("1", "{'tools':'none'}"));
            assertThat(talk.toClient.getLast()).contains("'error'");
        }

        @Test
        void what_waits_for_a_list_can_be_cancelled() {
            Talk talk = Talk.legacy();
            talk.client(call("1", "echo"));
            talk.client("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
            talk.server(result("'pavise-1'", "{'tools':[" + tool("echo", "Echoes.") + "]}"));
            assertThat(talk.toServer).hasSize(1);
            assertThat(talk.toClient).isEmpty();
        }
    }
}
