package dev.pavise.core.union;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
    private final Catalog catalog = Servers.three();

    @Test
    void a_servers_ids_come_back_to_it_and_no_other() {
        for (String id : List.of("7", "'7'", "'a:b'", "'\\u0022,x'")) {
            Message asked = Servers.message("{'jsonrpc':'2.0','id':" + id + ",'method':'roots/list',"
                    + "'params':{'_meta':{'progressToken':" + id + "}}}");
            byte[] told = Marks.toClient("b", asked, "", false);
            var heard = (Message.Request) Servers.message(new String(told, StandardCharsets.UTF_8));
            assertThat(heard.id()).isNotEqualTo(((Message.Request) asked).id());
            var answer = Servers.message("{'jsonrpc':'2.0','id':" + heard.id().json() + ",'result':{'roots':[]}}");
            Marks.Returned returned = Marks.returned(answer, catalog).orElseThrow();
            assertThat(returned.label()).isEqualTo("b");
            var back = (Message.Result) Servers.message(new String(returned.message(), StandardCharsets.UTF_8));
            assertThat(back.id()).isEqualTo(((Message.Request) asked).id());
        }
    }

    @Test
    void an_answer_to_what_no_server_asked_comes_to_none() {
        for (String id : List.of("7", "'7'", "'d:7'", "'a:'", "'a:{}'", "'a:7,\\u0022method\\u0022:1'", "':7'")) {
            var answer = Servers.message("{'jsonrpc':'2.0','id':" + id + ",'result':{}}");
            assertThat(Marks.returned(answer, catalog)).isEmpty();
        }
    }

    @Test
    void a_task_is_called_by_its_servers_mark() {
        var started = Servers.result("{'task':{'taskId':'t.1','status':'working'},"
                + "'_meta':{'io.modelcontextprotocol/related-task':{'taskId':'t.1'}}}");
        assertThat(Servers.text(Marks.toClient("b", started, "tools/call", false)))
                .contains("'task':{'taskId':'b.t.1'", "related-task':{'taskId':'b.t.1'}");
        var plain = Servers.result("{'taskId':'t'}");
        assertThat(Marks.toClient("b", plain, "tools/call", true)).isSameAs(plain.bytes());
        assertThat(Servers.text(Marks.toClient("b", plain, "tasks/get", true))).contains("'taskId':'b.t'");
    }

    @Test
    void what_a_legacy_server_gives_up_is_its_own() {
        var cancel = Servers.message("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':7}}");
        assertThat(Servers.text(Marks.toClient("b", cancel, "tools/call", false)))
                .contains("'requestId':'b:7'");
        assertThat(Marks.toClient("b", cancel, "subscriptions/listen", true)).isSameAs(cancel.bytes());
    }
}
