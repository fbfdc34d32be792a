package dev.pavise.core.exchange;

import static dev.pavise.core.exchange.Talk.call;
import static dev.pavise.core.exchange.Talk.modern;
import static dev.pavise.core.exchange.Talk.request;
import static dev.pavise.core.exchange.Talk.result;
import static dev.pavise.core.exchange.Talk.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Evidence.Ruling;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Revision;
import dev.pavise.core.policy.Actions;
import dev.pavise.core.policy.Fence;
import dev.pavise.core.policy.Files;
import dev.pavise.core.policy.Limits;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import dev.pavise.core.policy.Rates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The guards through the exchange, as they work in a session.
class GuardsTest {
    @Test
    void each_guard_has_a_name_of_its_own() {
        var names = new HashSet<String>();
        for (Guard guard : Guards.ALL) assertThat(names.add(guard.id())).isTrue();
    }

    @Nested
    class MethodsGoTheirWay {
        @ParameterizedTest
        @EnumSource(Method.class)
        void each_known_method_passes_only_where_its_revision_has_it_and_its_sender_may(Method method) {
            for (Revision revision : Revision.values()) {
                if (revision.isModern() || method == Method.INITIALIZE) continue;
                Talk talk = Talk.in(revision.date(), "{'sampling':{},'roots':{},'elicitation':{}}");
                String message = method.isNotification()
                        ? "{'jsonrpc':'2.0','method':'" + method.wire() + "','params':{'progressToken':1}}"
                        : request("9", method.wire(), "{'uri':'x:y','name':'n'}");
                talk.server(message);
                boolean may = method.isIn(revision) && method.mayGo(dev.pavise.core.message.Direction.TO_CLIENT);
                boolean passed = talk.last().reasons().stream()
                        .noneMatch(each -> each.rule().equals("method"));
                assertThat(passed)
                        .as("%s in %s from the server", method.wire(), revision)
                        .isEqualTo(may);
            }
        }

        @Test
        void a_method_that_no_revision_knows_is_the_peers_affair_unless_the_preset_is_strict() {
            Talk talk = Talk.legacy();
            talk.client(request("1", "vendor/thing", "{}"));
            assertThat(talk.toServer).hasSize(1);
            Talk strict = Talk.with(Policy.of(Preset.STRICT), "2025-11-25", "{}");
            strict.client(request("1", "vendor/thing", "{}"));
            assertThat(strict.toServer).isEmpty();
            assertThat(strict.toClient.getFirst()).contains("-32601");
        }

        @Test
        void a_request_without_an_id_and_a_notification_with_one_are_refused() {
            Talk talk = Talk.legacy();
            talk.client("{'jsonrpc':'2.0','method':'tools/call','params':{'name':'x'}}");
            talk.client(request("1", "notifications/initialized", "{}"));
            assertThat(talk.toServer).isEmpty();
        }
    }

    @Nested
    class Correlation {
        @Test
        void an_id_in_flight_is_not_used_twice() {
            Talk talk = Talk.legacy();
            talk.client(request("1", "resources/list", "{}")).client(request("1", "prompts/list", "{}"));
            assertThat(talk.toServer).hasSize(1);
            assertThat(talk.toClient.getFirst()).contains("still in flight");
        }

        @Test
        void each_direction_has_its_own_ids() {
            Talk talk = Talk.in("2025-11-25", "{'roots':{}}");
            talk.client(request("0", "resources/list", "{}")).server(request("0", "roots/list", "{}"));
            talk.client(result("0", "{'roots':[]}")).server(result("0", "{'resources':[]}"));
            assertThat(talk.toServer).hasSize(2);
            assertThat(talk.toClient).hasSize(2);
        }

        @Test
        void nobody_cancels_what_is_not_his() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            String cancel = "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}";
            talk.server(cancel);
            assertThat(talk.toClient).isEmpty();
            talk.client(cancel.replace(":1}", ":2}"));
            assertThat(talk.toServer).hasSize(1);
        }

        @Test
        void a_modern_subscription_s_news_names_a_subscription_that_is_open() {
            Talk talk = Talk.balanced();
            talk.client(modern("5", "subscriptions/listen", "'notifications':{}", "{}"));
            String news = "{'jsonrpc':'2.0','method':'notifications/tools/list_changed',"
                    + "'params':{'_meta':{'io.modelcontextprotocol/subscriptionId':5}}}";
            talk.server(news).server(news.replace(":5}", ":6}"));
            assertThat(talk.toClient).containsExactly(news);
        }
    }

    @Nested
    class Bounds {
        private Policy small(Consumer<int[]> change) {
            int[] n = {32 << 20, 128, 1000, 24 << 20, 2000, 256 << 10};
            change.accept(n);
            var limits = new Limits(n[0], n[1], n[2], n[3], n[4], n[5], Duration.ofMinutes(5), 100);
            return new Policy(Preset.BALANCED, limits, Rates.DEFAULT, false, List.of());
        }

        private Talk asked(Policy policy) {
            Talk talk = Talk.with(policy, "2025-11-25", "{}");
            talk.client(request("1", "resources/read", "{'uri':'x:y'}"));
            return talk;
        }

        @Test
        void a_message_has_a_size() {
            Talk talk = asked(small(n -> n[0] = 1024));
            talk.server(result("1", "{'contents':[{'uri':'x:y','text':'" + "a".repeat(2000) + "'}]}"));
            assertThat(talk.toClient.getFirst()).contains("1024 bytes").contains("'id':1");
            assertThat(talk.last().ruling()).isEqualTo(Ruling.DENIED);
            assertThat(talk.last().reasons().getFirst().seen()).contains("1024 bytes");
        }

        @Test
        void a_message_has_a_depth() {
            Talk talk = asked(small(n -> n[1] = 16));
            talk.server(result("1", "{'contents':[],'x':" + "[".repeat(20) + "]".repeat(20) + "}"));
            assertThat(talk.toClient.getFirst()).contains("levels");
        }

        @Test
        void an_answer_has_only_so_many_items_and_so_large_files() {
            Talk many = asked(small(n -> n[2] = 2));
            many.server(result("1", "{'contents':[{},{},{}]}"));
            assertThat(many.toClient.getFirst()).contains("3 items");
            Talk large = asked(small(n -> n[3] = 1024));
            large.server(result("1", "{'contents':[{'uri':'x:y','blob':'" + "A".repeat(2000) + "'}]}"));
            assertThat(large.toClient.getFirst()).contains("bytes of file");
        }

        @Test
        void one_monstrous_definition_does_not_take_the_list_with_it() {
            Talk talk = Talk.with(small(n -> n[5] = 1024), "2025-11-25", "{}");
            String deep = "{'name':'deep','inputSchema':" + "{'a':".repeat(70) + "1" + "}".repeat(70) + "}";
            talk.list("l", tool("long", "a".repeat(2000)), tool("fine", "Fine."), deep);
            assertThat(talk.toClient.getLast()).isEqualTo(result("'l'", "{'tools':[" + tool("fine", "Fine.") + "]}"));
        }

        @Test
        void a_message_that_the_edge_threw_away_is_told() {
            Talk talk = Talk.legacy();
            talk.on(new Event.Overlong(Direction.TO_SERVER, Asker.ONLY, 100_000_000, Optional.empty(), talk.now));
            assertThat(talk.toClient.getFirst()).contains("100000000 bytes").contains("'id':null");
        }

        @Test
        void an_answer_that_the_edge_threw_away_ends_its_call() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            talk.on(new Event.Overlong(Direction.TO_CLIENT, Asker.ONLY, 100_000_000, Optional.of(Id.of(2)), talk.now));
            assertThat(talk.toClient).isEmpty();
            talk.on(new Event.Overlong(Direction.TO_CLIENT, Asker.ONLY, 100_000_000, Optional.of(Id.of(1)), talk.now));
            assertThat(talk.toClient).hasSize(1);
            assertThat(talk.toClient.getFirst()).contains("100000000 bytes").contains("'id':1");
        }
    }

    @Nested
    class Budgets {
        private final Policy slow = new Policy(
                Preset.BALANCED,
                Limits.DEFAULT,
                new Rates(new Rates.Rate(1000, 1000), new Rates.Rate(1, 2), new Rates.Rate(1, 3), 3),
                false,
                List.of());

        @Test
        void a_flood_that_nobody_waits_for_is_counted_and_not_recorded_one_by_one() {
            Talk talk = Talk.legacy();
            int before = talk.kept.size();
            for (int i = 0; i < 10_000; i++) talk.server("garbage").server(result("99", "{}"));
            assertThat(talk.kept.size() - before).isEqualTo(100);
            talk.now = talk.now.plusSeconds(1);
            talk.server("garbage");
            assertThat(talk.last().kind()).isEqualTo(Evidence.Kind.FACT);
            assertThat(talk.last().note()).startsWith("19900 more messages");
        }

        @Test
        void a_flood_s_count_is_kept_when_the_server_is_gone() {
            Talk talk = Talk.legacy();
            for (int i = 0; i < 1000; i++) talk.server("garbage");
            talk.on(new Event.ServerEnded("exit code 0", talk.now));
            assertThat(talk.kept).anyMatch(each -> each.note().startsWith("900 more messages"));
        }

        @Test
        void a_tool_is_called_so_often_and_then_again_when_time_has_passed() {
            Talk talk = Talk.with(slow, "2025-11-25", "{}");
            talk.list("l", tool("echo", "Echoes."));
            talk.forget();
            for (int id = 1; id <= 3; id++) {
                talk.client(call("" + id, "echo")).server(result("" + id, "{'content':[]}"));
            }
            assertThat(talk.toServer).hasSize(2);
            assertThat(talk.toClient).anyMatch(each -> each.contains("try again in 1000 ms"));
            talk.now = talk.now.plusSeconds(1);
            talk.client(call("4", "echo"));
            assertThat(talk.toServer).hasSize(3);
        }

        @Test
        void only_so_much_is_in_flight_at_once() {
            Talk talk = Talk.with(slow, "2025-11-25", "{}");
            for (int id = 1; id <= 4; id++) talk.client(request("" + id, "resources/list", "{}"));
            assertThat(talk.toServer).hasSize(3);
            assertThat(talk.toClient.getFirst()).contains("429");
        }

        @Test
        void a_flood_of_notices_is_cut() {
            Talk talk = Talk.with(slow, "2025-11-25", "{}");
            for (int i = 0; i < 10; i++) {
                talk.server("{'jsonrpc':'2.0','method':'notifications/message','params':{'data':1}}");
            }
            assertThat(talk.toClient).hasSize(3);
        }

        @Test
        void each_subscriber_hears_that_the_server_listens_however_many_subscribe() {
            Talk talk = Talk.balanced();
            var rates = new Rates(new Rates.Rate(1000, 1000), new Rates.Rate(1, 2), new Rates.Rate(1, 3), 100);
            Policy policy = new Policy(Preset.BALANCED, Limits.DEFAULT, rates, false, List.of());
            talk.state = State.stateless(talk.state.who(), policy, talk.state.pins());
            String listens = "{'jsonrpc':'2.0','method':'notifications/subscriptions/acknowledged','params':{'_meta':"
                    + "{'io.modelcontextprotocol/subscriptionId':%d}}}";
            for (int id = 1; id <= 20; id++) {
                talk.client(modern("" + id, "subscriptions/listen", "'notifications':{}", "{}"));
                talk.server(listens.formatted(id));
            }
            assertThat(talk.toClient).hasSize(20);
            for (int i = 0; i < 20; i++) talk.server(listens.formatted(1));
            assertThat(talk.toClient)
                    .as("said again, it is a notice like any other")
                    .hasSize(23);
        }

        @Test
        void names_that_a_client_makes_up_win_it_nothing() {
            var few = new Rates(new Rates.Rate(1, 10), new Rates.Rate(1, 2), new Rates.Rate(1, 3), 100);
            Talk talk =
                    Talk.with(new Policy(Preset.BALANCED, Limits.DEFAULT, few, false, List.of()), "2025-11-25", "{}");
            for (int i = 0; i < 2000; i++) talk.client(call("" + i, "made-up-" + i));
            long refused = talk.kept.stream()
                    .filter(each -> each.ruling() == Ruling.DENIED)
                    .filter(each -> each.reasons().stream()
                            .anyMatch(reason -> reason.rule().equals("budget")
                                    && reason.seen().contains("(requests)")))
                    .count();
            assertThat(refused).isGreaterThanOrEqualTo(1989);
        }
    }

    @Test
    void a_revision_that_is_too_old_is_neither_asked_for_nor_picked() {
        Policy policy = new Policy(
                Preset.BALANCED,
                Limits.DEFAULT,
                Rates.DEFAULT,
                Actions.DEFAULT,
                Files.LOOK,
                Fence.OFF,
                Revision.V2025_06_18,
                false,
                List.of());
        Talk asking = new Talk(policy, Guards.ALL);
        asking.client(hello("2025-03-26"));
        assertThat(asking.toServer).isEmpty();
        assertThat(asking.last().reasons().getFirst().seen()).contains("2025-06-18 is the oldest");
        Talk picking = new Talk(policy, Guards.ALL);
        picking.client(hello("2025-11-25"));
        assertThat(picking.toServer).hasSize(1);
        picking.server(result(
                "0", "{'protocolVersion':'2025-03-26','capabilities':{},'serverInfo':{'name':'s','version':'1'}}"));
        assertThat(picking.last().ruling()).isEqualTo(Ruling.DENIED);
        assertThat(picking.toClient.getFirst()).contains("error");
        assertThat(Talk.with(policy, "2025-06-18", "{}").state.revision()).isEqualTo(Revision.V2025_06_18);
    }

    private static String hello(String revision) {
        return request(
                "0",
                "initialize",
                "{'protocolVersion':'" + revision + "','capabilities':{},'clientInfo':{'name':'c','version':'1'}}");
    }

    /// Switches each guard off in turn: what it alone stops has to come through.
    @Test
    void each_guard_is_the_one_that_stops_what_it_stops() {
        var proofs = List.<Proof>of(
                new Proof("method", talk -> talk.server(request("1", "tools/list", "{}"))),
                new Proof("correlation", talk -> talk.server(result("9", "{}"))),
                new Proof("capability", talk -> talk.server(request("1", "roots/list", "{}"))),
                new Proof(
                        "limits",
                        talk -> talk.server("{'jsonrpc':'2.0','method':'notifications/message','params':" + "{'data':"
                                + "[".repeat(200) + "]".repeat(200) + "}}")),
                new Proof("budget", talk -> {
                    for (int i = 0; i < 1500; i++) {
                        talk.server("{'jsonrpc':'2.0','method':'notifications/message','params':{'data':1}}");
                    }
                }));
        for (Proof proof : proofs) {
            Talk on = playing(Guards.ALL, proof);
            var others = new ArrayList<>(Guards.ALL);
            others.removeIf(each -> each.id().equals(proof.guard()));
            Talk off = playing(others, proof);
            long denied = on.kept.stream()
                    .filter(each -> each.ruling() == Ruling.DENIED)
                    .count();
            long deniedOff = off.kept.stream()
                    .filter(each -> each.ruling() == Ruling.DENIED)
                    .count();
            assertThat(denied).as(proof.guard()).isPositive();
            assertThat(deniedOff).as("without " + proof.guard()).isZero();
        }
    }

    private record Proof(String guard, Consumer<Talk> attack) {}

    private static Talk playing(List<Guard> guards, Proof proof) {
        var talk = new Talk(Policy.BALANCED, guards);
        talk.client(request("0", "initialize", "{'protocolVersion':'2025-11-25','capabilities':{}}"));
        talk.server(result("0", "{'protocolVersion':'2025-11-25'}"));
        talk.forget();
        proof.attack().accept(talk);
        return talk;
    }
}
