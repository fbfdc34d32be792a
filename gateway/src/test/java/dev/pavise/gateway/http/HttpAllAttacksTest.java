package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.policy.Limits;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import dev.pavise.core.policy.Rates;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is stopped at a server's own door is stopped at that of all, in the same words; what passes there, passes.
class HttpAllAttacksTest {
    private static final String TOOL = "{'name':'echo','description':'%s','inputSchema':{'type':'object',"
            + "'properties':{'a':{'type':'integer'}},'additionalProperties':false}}";
    private static final String LIST = "{'jsonrpc':'2.0','id':91,'method':'tools/list'}";
    /// Letters that no screen shows and a model reads.
    private static final String HIDDEN = "\uDB40\uDC69\uDB40\uDC67\uDB40\uDC6E\uDB40\uDC6F\uDB40\uDC72\uDB40\uDC65";

    /// What a client or a server does, and what somebody is told in the end.
    private enum Attack {
        TWO_NAMES_ALIKE(
                "reader", "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'NAME','name':'NAME'}}"),
        NAMES_BUT_FOR_CASE(
                "reader", "{'jsonrpc':'2.0','id':1,'method':'tools/call','Params':{},'params':{'name':'NAME'}}"),
        NO_JSON("reader", "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'NAME'}"),
        NO_ID("reader", "{'jsonrpc':'2.0','id':1.5,'method':'tools/call','params':{'name':'NAME'}}"),
        BATCH("reader", "[{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'NAME'}}]"),
        WRONG_ARGUMENTS("arguments", call("'a':'x'")),
        MORE_ARGUMENTS("arguments", call("'a':1,'cc':'x'")),
        UNLISTED_TOOL("pins", "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'NAMEE'}}"),
        WRONG_WAY("method", "{'jsonrpc':'2.0','id':1,'method':'sampling/createMessage','params':{}}"),
        OTHER_ERA("method", "{'jsonrpc':'2.0','id':1,'method':'subscriptions/listen','params':{}}"),
        HANDSHAKE_AGAIN("handshake", Client.handshake("2025-11-25")),
        UNASKED_ANSWER("correlation", "{'jsonrpc':'2.0','id':'nobody','result':{}}"),
        HIDDEN_IN_DEFINITION("Denied by Pavise", call("'a':1")) {
            @Override
            void prepare(Scripted server) {
                server.instead.put("tools/list", "{'tools':[" + TOOL.formatted("ok " + HIDDEN) + "]}");
            }
        },
        CHANGED_DEFINITION("pins", call("'a':1")) {
            @Override
            void meanwhile(Scripted server) {
                server.instead.put("tools/list", "{'tools':[" + TOOL.formatted("other words") + "]}");
            }
        },
        HIDDEN_IN_ANSWER("[", call("'a':1")) {
            @Override
            void prepare(Scripted server) {
                super.prepare(server);
                server.instead.put("tools/call", "{'content':[{'type':'text','text':'ok " + HIDDEN + "'}]}");
            }
        },
        HARMLESS("done", call("'a':1"));

        private final String told;
        private final String message;

        Attack(String told, String message) {
            this.told = told;
            this.message = message;
        }

        private static String call(String arguments) {
            return "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'NAME','arguments':{" + arguments
                    + "}}}";
        }

        void prepare(Scripted server) {
            server.instead.put("tools/list", "{'tools':[" + TOOL.formatted("ok") + "]}");
        }

        /// Between two looks at the list.
        void meanwhile(Scripted server) {}
    }

    @ParameterizedTest
    @EnumSource
    void both_doors_say_the_same(Attack attack) throws Exception {
        String alone = run(attack, Preset.BALANCED, false);
        assertThat(alone).contains(attack.told);
        assertThat(run(attack, Preset.BALANCED, true)).isEqualTo(alone);
    }

    @ParameterizedTest
    @EnumSource
    void both_doors_say_the_same_where_a_person_has_to_approve(Attack attack) throws Exception {
        assertThat(run(attack, Preset.STRICT, true)).isEqualTo(run(attack, Preset.STRICT, false));
    }

    /// All that the client and the server were told, the client in the server's own names.
    private static String run(Attack attack, Preset preset, boolean atAll) throws Exception {
        try (var front = new Front()) {
            front.servers.remove(front.bank);
            front.judgeBy(new Policy(preset, Limits.DEFAULT, Rates.DEFAULT, false, List.of()));
            attack.prepare(front.market);
            Client ada = atAll ? front.all() : front.ada();
            ada.initialize("2025-11-25");
            String first = ada.post(LIST).body();
            attack.meanwhile(front.market);
            String second = ada.post(LIST).body();
            String prefix = atAll ? "market__" : "";
            String told =
                    ada.post(attack.message.replace("NAME", prefix + "echo")).body();
            String client = (first + "\n" + second + "\n" + told).replace(prefix, "");
            String known = client.replaceAll("s[0-9]+-[0-9]+", "EVIDENCE").replaceAll("at byte [0-9]+", "at a byte");
            return known + "\n" + calls(front.market);
        }
    }

    private static List<String> calls(Scripted server) {
        return server.heard.stream().filter(each -> each.contains("tools/call")).toList();
    }
}
