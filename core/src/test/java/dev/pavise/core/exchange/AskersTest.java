package dev.pavise.core.exchange;

import static dev.pavise.core.exchange.Talk.call;
import static dev.pavise.core.exchange.Talk.modern;
import static dev.pavise.core.exchange.Talk.request;
import static dev.pavise.core.exchange.Talk.result;
import static dev.pavise.core.exchange.Talk.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Id;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Sessions with more than one stream: each message reaches the stream that it is about, and no other.
class AskersTest {
    private static final String TOKEN = "'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{},'progressToken':1";

    /// What went to the client, each behind its stream.
    private static List<String> heard(Talk talk) {
        return talk.sends.stream()
                .filter(send -> send.way() == dev.pavise.core.message.Direction.TO_CLIENT)
                .map(send -> send.stream() + (send.ends() ? "! " : " ") + text(send.bytes()))
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace('"', '\'');
    }

    private static Talk says(Talk talk, Asker from, String message) {
        return talk.on(talk.asks(message, from));
    }

    private static Talk replies(Talk talk, int about, String message) {
        return talk.on(talk.tells(message, Optional.of(Id.of(about))));
    }

    @Nested
    class InASession {
        private final Talk talk = Talk.listing(tool("echo", "Echoes."));

        @Test
        void an_answer_goes_where_its_question_came_from() {
            says(talk, Asker.on(7), call("1", "echo"));
            says(talk, Asker.on(8), call("2", "echo"));
            talk.server(result("2", "{'content':[]}")).server(result("1", "{'content':[]}"));
            assertThat(heard(talk))
                    .containsExactly("8! " + result("2", "{'content':[]}"), "7! " + result("1", "{'content':[]}"));
        }

        @Test
        void ids_are_the_session_s() {
            says(talk, Asker.on(7), call("1", "echo"));
            says(talk, Asker.on(8), call("1", "echo"));
            assertThat(heard(talk)).hasSize(1);
            assertThat(heard(talk).getFirst()).startsWith("8! ").contains("still in flight");
        }

        @Test
        void what_a_server_says_in_reply_to_one_request_answers_no_other() {
            says(talk, Asker.on(7), call("1", "echo"));
            says(talk, Asker.on(8), call("2", "echo"));
            replies(talk, 1, result("2", "{'content':[]}"));
            assertThat(heard(talk)).isEmpty();
            replies(talk, 1, "garbage");
            assertThat(heard(talk)).hasSize(1);
            assertThat(heard(talk).getFirst()).startsWith("7! ").contains("Denied by Pavise (reader)");
        }

        @Test
        void what_a_server_says_beside_goes_to_the_one_request_that_is_open_or_to_the_session() {
            String log = "{'jsonrpc':'2.0','method':'notifications/message','params':{'level':'info','data':'x'}}";
            says(talk, Asker.on(7), call("1", "echo"));
            talk.server(log);
            says(talk, Asker.on(8), call("2", "echo"));
            talk.server(log);
            replies(talk, 2, log);
            assertThat(heard(talk)).containsExactly("7 " + log, "0 " + log, "8 " + log);
        }

        @Test
        void a_reply_that_ends_without_an_answer_is_told_once() {
            says(talk, Asker.on(7), call("1", "echo"));
            talk.on(new Event.Unanswered(Id.of(1), "HTTP 500", talk.now));
            talk.on(new Event.Unanswered(Id.of(1), "HTTP 500", talk.now));
            assertThat(heard(talk)).hasSize(1);
            assertThat(heard(talk).getFirst()).startsWith("7! ").contains("HTTP 500");
        }
    }

    @Nested
    class WithoutASession {
        private final Talk talk = Talk.stateless();

        WithoutASession() {
            says(talk, Asker.alone(1), modern("0", "tools/list", "", "{}"));
            talk.server(result("0", "{'resultType':'complete','tools':[" + tool("echo", "Echoes.") + "]}"));
            talk.forget();
        }

        @Test
        void two_clients_use_one_id_and_one_token_and_each_gets_its_own() {
            String call = request("1", "tools/call", "{'name':'echo','arguments':{},'_meta':{" + TOKEN + "}}");
            says(talk, Asker.alone(7), call);
            says(talk, Asker.alone(8), call);
            assertThat(talk.toServer).hasSize(2);
            assertThat(talk.toServer.getFirst()).isEqualTo(call);
            assertThat(talk.toServer.getLast()).contains("'id':'pavise-1'").contains("'progressToken':'pavise-2'");
            String progress = "{'jsonrpc':'2.0','method':'notifications/progress','params':{'progressToken':%s,"
                    + "'progress':1}}";
            talk.server(progress.formatted("'pavise-2'")).server(progress.formatted("1"));
            talk.server(result("'pavise-1'", "{'resultType':'complete','content':[]}"));
            talk.server(result("1", "{'resultType':'complete','content':[{'type':'text','text':'a'}]}"));
            assertThat(heard(talk))
                    .containsExactly(
                            "8 " + progress.formatted("1"),
                            "7 " + progress.formatted("1"),
                            "8! " + result("1", "{'resultType':'complete','content':[]}"),
                            "7! " + result("1", "{'resultType':'complete','content':[{'type':'text','text':'a'}]}"));
        }

        @Test
        void nobody_cancels_what_another_asked() {
            says(talk, Asker.alone(7), modern("1", "tools/call", "'name':'echo','arguments':{}", "{}"));
            says(talk, Asker.alone(8), "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
            assertThat(talk.toServer).hasSize(1);
        }

        @Test
        void who_hangs_up_cancels() {
            says(talk, Asker.alone(7), modern("1", "tools/call", "'name':'echo','arguments':{}", "{}"));
            talk.on(new Event.Left(Asker.alone(8), talk.now));
            assertThat(talk.toServer).hasSize(1);
            talk.on(new Event.Left(Asker.alone(7), talk.now));
            assertThat(talk.toServer.getLast())
                    .contains("notifications/cancelled")
                    .contains("'requestId':1");
            talk.server(result("1", "{'resultType':'complete','content':[]}"));
            assertThat(talk.toClient).isEmpty();
        }

        @Test
        void each_subscription_hears_its_own_news() {
            String listen = modern("1", "subscriptions/listen", "'notifications':{'toolsListChanged':true}", "{}");
            says(talk, Asker.alone(7), listen);
            says(talk, Asker.alone(8), listen);
            String news = "{'jsonrpc':'2.0','method':'notifications/tools/list_changed','params':{'_meta':"
                    + "{'io.modelcontextprotocol/subscriptionId':%s}}}";
            talk.server(news.formatted("'pavise-1'")).server(news.formatted("1"));
            assertThat(heard(talk)).containsExactly("8 " + news.formatted("1"), "7 " + news.formatted("1"));
        }
    }
}
