package dev.pavise.core.union;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Mirrored;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {
    private final Catalog catalog = Servers.three();

    private Route route(String method, String params) {
        return Routing.of(Servers.request(method, params), Optional.empty(), catalog, false);
    }

    private Route.One one(String method, String params) {
        return (Route.One) route(method, params);
    }

    @Test
    void a_call_goes_to_its_server_under_its_own_name_and_otherwise_unchanged() {
        Route.One one = one(
                "tools/call",
                "{ 'name' : 'b__echo', 'arguments':{'n':1.10,'big':9007199254740993,'name':'b__x'}, '_meta':{'v':null} }");
        assertThat(one.label()).isEqualTo("b");
        assertThat(Servers.text(one.message()))
                .isEqualTo("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{ 'name' : 'echo', "
                        + "'arguments':{'n':1.10,'big':9007199254740993,'name':'b__x'}, '_meta':{'v':null} }}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'echo'", "'d__echo'", "'b_echo'", "'__echo'", "'b__'", "'b__e.o'", "7", "''", "'B__echo'"})
    void a_name_that_is_no_servers_goes_nowhere(String name) {
        assertThat(route("tools/call", "{'name':" + name + "}")).isInstanceOf(Route.Nowhere.class);
        assertThat(route("prompts/get", "{'name':" + name + "}")).isInstanceOf(Route.Nowhere.class);
    }

    @Test
    void a_name_that_was_cut_is_known_from_its_list_alone() {
        String name = Names.of("b", "read.file");
        assertThat(route("tools/call", "{'name':'" + name + "'}"))
                .isEqualTo(new Route.Unlisted(List.of("b"), List.of(Method.TOOLS_LIST)));
        Servers.list(catalog, "c", "tools/list", "{'tools':[{'name':'read.file'}]}");
        assertThat(route("tools/call", "{'name':'" + name + "'}")).isInstanceOf(Route.Unlisted.class);
        Servers.list(catalog, "b", "tools/list", "{'tools':[{'name':'read.file'}]}");
        assertThat(Servers.text(one("tools/call", "{'name':'" + name + "'}").message()))
                .contains("'name':'read.file'");
    }

    @Test
    void what_no_list_knew_goes_nowhere() {
        Message.Request request = Servers.request("tools/call", "{'name':'b__x--01234567'}");
        assertThat(Routing.of(request, Optional.empty(), catalog, true)).isInstanceOf(Route.Nowhere.class);
    }

    @Test
    void headers_say_the_servers_own_name() {
        Message.Request request = Servers.request("tools/call", "{'name':'b__echo'}");
        String wrapped = "=?base64?" + Base64.getEncoder().encodeToString("b__echo".getBytes()) + "?=";
        for (String written : List.of("b__echo", wrapped)) {
            var headers = Map.of("mcp-name", written, "mcp-method", "tools/call", "mcp-param-x", "1");
            var one = (Route.One) Routing.of(request, Optional.of(headers), catalog, false);
            assertThat(one.headers())
                    .contains(Map.of("mcp-name", "echo", "mcp-method", "tools/call", "mcp-param-x", "1"));
        }
    }

    /// Else whoever reads headers alone would see another call than the server.
    @ParameterizedTest
    @ValueSource(strings = {"echo", "a__echo", "b__other", "=?base64?%%%?="})
    void headers_that_differ_from_the_body_are_not_made_the_same(String written) {
        Message.Request request = Servers.request("tools/call", "{'name':'b__echo'}");
        var headers = Map.of("mcp-name", written, "mcp-method", "tools/call");
        assertThat(Routing.of(request, Optional.of(headers), catalog, false)).isInstanceOf(Route.Nowhere.class);
    }

    @Test
    void a_header_that_is_missing_stays_missing() {
        Message.Request request = Servers.request("tools/call", "{'name':'b__echo'}");
        var one = (Route.One) Routing.of(request, Optional.of(Map.of()), catalog, false);
        assertThat(one.headers()).contains(Map.of());
    }

    @Test
    void an_address_goes_to_the_first_server_that_lists_it() {
        Servers.list(catalog, "c", "resources/list", "{'resources':[{'uri':'file:///x'}]}");
        assertThat(one("resources/read", "{'uri':'file:///x'}").label()).isEqualTo("c");
        Servers.list(catalog, "b", "resources/list", "{'resources':[{'uri':'file:///x'}]}");
        assertThat(one("resources/read", "{'uri':'file:///x'}").label()).isEqualTo("b");
        assertThat(one("resources/subscribe", "{'uri':'file:///x'}").label()).isEqualTo("b");
    }

    @Test
    void a_list_counts_for_more_than_a_template_and_a_template_for_more_than_a_link() {
        catalog.links("a", Servers.result("{'content':[{'type':'resource_link','uri':'file:///x/y'}]}"));
        assertThat(one("resources/read", "{'uri':'file:///x/y'}").label()).isEqualTo("a");
        Servers.list(
                catalog, "b", "resources/templates/list", "{'resourceTemplates':[{'uriTemplate':'file:///{+p}'}]}");
        assertThat(one("resources/read", "{'uri':'file:///x/y'}").label()).isEqualTo("b");
        Servers.list(catalog, "c", "resources/list", "{'resources':[{'uri':'file:///x/y'}]}");
        assertThat(one("resources/read", "{'uri':'file:///x/y'}").label()).isEqualTo("c");
    }

    /// It would draw every address that is not listed, the other servers' too.
    @Test
    void a_template_that_does_not_write_its_scheme_claims_nothing() {
        Servers.list(
                catalog,
                "a",
                "resources/templates/list",
                "{'resourceTemplates':[{'uriTemplate':'{+all}'},{'uriTemplate':'{s}://{+p}'}]}");
        assertThat(route("resources/read", "{'uri':'file:///x'}")).isInstanceOf(Route.Unlisted.class);
        Servers.list(
                catalog, "b", "resources/templates/list", "{'resourceTemplates':[{'uriTemplate':'file:///{+p}'}]}");
        assertThat(one("resources/read", "{'uri':'file:///x'}").label()).isEqualTo("b");
        assertThat(one("completion/complete", "{'ref':{'type':'ref/resource','uri':'{+all}'}}")
                        .label())
                .isEqualTo("a");
    }

    @Test
    void a_plain_expression_stands_for_one_part_of_a_path() {
        Servers.list(
                catalog, "b", "resources/templates/list", "{'resourceTemplates':[{'uriTemplate':'db://{t}/row'}]}");
        assertThat(one("resources/read", "{'uri':'db://users/row'}").label()).isEqualTo("b");
        assertThat(route("resources/read", "{'uri':'db://users/x/row'}")).isInstanceOf(Route.Unlisted.class);
        assertThat(route("resources/read", "{'uri':'db://users/row2'}")).isInstanceOf(Route.Unlisted.class);
        assertThat(route("resources/read", "{'uri':'x'}"))
                .isEqualTo(new Route.Unlisted(
                        List.of("a", "b", "c"), List.of(Method.RESOURCES_LIST, Method.TEMPLATES_LIST)));
    }

    @Test
    void what_is_completed_tells_where_it_goes() {
        Servers.list(catalog, "c", "resources/templates/list", "{'resourceTemplates':[{'uriTemplate':'db://{t}'}]}");
        assertThat(one("completion/complete", "{'ref':{'type':'ref/resource','uri':'db://{t}'}}")
                        .label())
                .isEqualTo("c");
        Route.One prompt = one("completion/complete", "{'ref':{'type':'ref/prompt','name':'b__hello'}}");
        assertThat(prompt.label()).isEqualTo("b");
        assertThat(Servers.text(prompt.message())).contains("'name':'hello'");
    }

    @Test
    void a_task_goes_to_the_server_that_it_came_from() {
        Route.One one = one("tasks/get", "{'taskId':'b.x.y'}");
        assertThat(one.label()).isEqualTo("b");
        assertThat(Servers.text(one.message())).contains("'taskId':'x.y'");
        assertThat(route("tasks/get", "{'taskId':'x'}")).isInstanceOf(Route.Nowhere.class);
    }

    @Test
    void a_list_goes_on_at_each_server_where_it_was() {
        String cursor = Cursors.of(Map.of("b", "on"));
        var several = (Route.Several) route("tools/list", "{'cursor':'" + cursor + "'}");
        assertThat(several.messages()).containsOnlyKeys("b");
        assertThat(Servers.text(several.messages().get("b"))).contains("'cursor':'on'");
        assertThat(Servers.text(several.own())).isEqualTo("{'jsonrpc':'2.0','id':1,'method':'tools/list','params':{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "e30", "W10", "eyJkIjoib24ifQ", "%%%", ""})
    void a_cursor_of_no_server_goes_nowhere(String cursor) {
        assertThat(route("tools/list", "{'cursor':'" + cursor + "'}")).isInstanceOf(Route.Nowhere.class);
    }

    @Test
    void each_server_is_subscribed_to_its_own() {
        Servers.list(catalog, "a", "resources/list", "{'resources':[{'uri':'m://1'}]}");
        Servers.list(catalog, "c", "resources/list", "{'resources':[{'uri':'m://2'}]}");
        String params = "{'notifications':{'toolsListChanged':true,'resourceSubscriptions':['m://1','m://2'],"
                + "'taskIds':['a.t','c.t','t']}}";
        var several = (Route.Several) route("subscriptions/listen", params);
        assertThat(Servers.text(several.messages().get("a")))
                .contains("'toolsListChanged':true", "'resourceSubscriptions':['m://1']", "'taskIds':['t']");
        assertThat(Servers.text(several.messages().get("b"))).contains("'resourceSubscriptions':[]", "'taskIds':[]");
        assertThat(Servers.text(several.messages().get("c"))).contains("['m://2']");
    }

    /// A method that comes new into the list has to be thought about here.
    @ParameterizedTest
    @EnumSource(Method.class)
    void every_method_has_a_way(Method method) {
        if (method.isNotification()) return;
        assertThat(route(method.wire(), "{'name':'a__x','uri':'m://1','taskId':'a.x'}"))
                .isNotNull();
        assertThat(route(method.wire(), "")).isNotNull();
    }

    @Test
    void names_beyond_ascii_are_mirrored_as_they_have_to_be() {
        Servers.list(catalog, "b", "tools/list", "{'tools':[{'name':'größe'}]}");
        String name = Names.of("b", "größe");
        Message.Request request = Servers.request("tools/call", "{'name':'" + name + "'}");
        var one = (Route.One) Routing.of(request, Optional.of(Map.of("mcp-name", name)), catalog, false);
        assertThat(one.headers().orElseThrow()).containsEntry("mcp-name", Mirrored.encode("größe"));
    }

    @Test
    void what_servers_list_and_link_to_is_kept_within_bounds() {
        String long_ = "x:" + "y".repeat(8_000);
        int kept = 0;
        for (int i = 0; i < 2_000; i++) if (catalog.learn(Listed.RESOURCES, "a", long_ + i)) kept++;
        assertThat(kept).isBetween(500, 530);
        assertThat(catalog.learn(Listed.RESOURCES, "a", "x:" + "y".repeat(9_000)))
                .isFalse();
        catalog.begin(Listed.RESOURCES, "a");
        assertThat(catalog.learn(Listed.RESOURCES, "a", long_)).isTrue();
        String huge = "z:" + "y".repeat(9_000);
        catalog.links("b", Servers.result("{'content':[{'type':'resource_link','uri':'" + huge + "'}]}"));
        assertThat(catalog.owner(huge)).isEmpty();
        int templates = 0;
        for (int i = 0; i < 500; i++) if (catalog.learn(Listed.TEMPLATES, "a", "x:{+a}".repeat(40) + i)) templates++;
        assertThat(templates).isEqualTo(200);
        assertThat(catalog.owner("x:".repeat(500) + "!")).isEmpty();
    }
}
