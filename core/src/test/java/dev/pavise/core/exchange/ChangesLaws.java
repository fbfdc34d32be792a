package dev.pavise.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Id;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Changes that a server tells, in whatever rhythm: the client hears the first ones at once, no more than a few and
/// then one a second, and always the last.
class ChangesLaws {
    private static final Pattern SAID = Pattern.compile("'n':([0-9]+)");
    private static final List<String> TOPICS = List.of(
            "'notifications/tools/list_changed','params':{",
            "'notifications/prompts/list_changed','params':{",
            "'notifications/resources/list_changed','params':{",
            "'notifications/resources/updated','params':{'uri':'file:///a',",
            "'notifications/resources/updated','params':{'uri':'file:///b',");

    /// Something that changed, so long after what changed before.
    record Change(int topic, int millisAfter) {}

    /// What the client heard.
    record Heard(int said, Instant at) {}

    @Provide
    Arbitrary<List<Change>> storms() {
        Arbitrary<Integer> gaps = Arbitraries.oneOf(
                Arbitraries.just(0),
                Arbitraries.integers().between(0, 30),
                Arbitraries.integers().between(0, 3_000));
        return Combinators.combine(Arbitraries.integers().between(0, TOPICS.size() - 1), gaps)
                .as(Change::new)
                .list()
                .ofMaxSize(120);
    }

    private static void say(Talk talk, int topic, int n) {
        talk.server("{'jsonrpc':'2.0','method':" + TOPICS.get(topic) + "'n':" + n + "}}");
    }

    /// Lets time go by as the edge does: the machine hears of it whenever it asked to.
    private static void pass(Talk talk, Duration time, Runnable look) {
        Instant end = talk.now.plus(time);
        while (talk.state.wake().filter(wake -> !wake.isAfter(end)).isPresent()) {
            Instant wake = talk.state.wake().orElseThrow();
            talk.after(wake.isAfter(talk.now) ? Duration.between(talk.now, wake) : Duration.ZERO);
            look.run();
        }
        talk.now = end;
    }

    @Property
    void the_first_is_told_at_once_then_few_and_the_last_in_any_case(@ForAll("storms") List<Change> storm) {
        Talk talk = Talk.legacy();
        var told = new ArrayList<Heard>();
        Runnable look = () -> {
            for (String each : talk.toClient) told.add(new Heard(said(each), talk.now));
            talk.toClient.clear();
        };
        Map<Integer, List<Integer>> said = new HashMap<>();
        for (int n = 0; n < storm.size(); n++) {
            Change change = storm.get(n);
            pass(talk, Duration.ofMillis(change.millisAfter()), look);
            say(talk, change.topic(), n);
            look.run();
            List<Integer> before = said.computeIfAbsent(change.topic(), _ -> new ArrayList<>());
            if (before.isEmpty()) assertThat(told.getLast()).isEqualTo(new Heard(n, talk.now));
            before.add(n);
        }
        pass(talk, Duration.ofMinutes(1), look);

        for (List<Integer> topic : said.values()) {
            List<Heard> heard =
                    told.stream().filter(each -> topic.contains(each.said())).toList();
            assertThat(heard).extracting(Heard::said).isSorted().doesNotHaveDuplicates();
            assertThat(heard.getLast().said()).isEqualTo(topic.getLast());
            for (int i = 0; i < heard.size(); i++) {
                Instant from = heard.get(i).at();
                long soon = heard.stream()
                        .skip(i)
                        .filter(each -> each.at().isBefore(from.plusSeconds(2)))
                        .count();
                assertThat(soon).isLessThanOrEqualTo(Changes.RATE.burst() + 2);
            }
        }
        assertThat(talk.state.delayed()).isEmpty();
    }

    private static int said(String message) {
        Matcher found = SAID.matcher(message);
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    @Example
    void a_storm_is_told_as_one_and_the_ledger_says_how_many_there_were() {
        Talk talk = Talk.legacy();
        for (int n = 0; n < 5_000; n++) say(talk, 0, n);
        assertThat(talk.toClient).hasSize(Changes.RATE.burst());
        talk.forget();
        talk.after(Duration.ofSeconds(2));

        assertThat(talk.toClient).singleElement().asString().contains("'n':4999");
        assertThat(talk.kept).hasSize(2);
        assertThat(talk.last().method()).isEqualTo("merged/notifications/tools/list_changed");
        assertThat(talk.last().note()).startsWith("4991 more");
    }

    @Example
    void what_changed_is_read_anew_before_the_next_call_though_the_client_is_not_told_yet() {
        Talk talk = Talk.listing(Talk.tool("echo", "Echoes."));
        for (int n = 0; n < Changes.RATE.burst(); n++) say(talk, 0, n);
        talk.list("l1", Talk.tool("echo", "Echoes."));
        talk.forget();
        say(talk, 0, 99);
        talk.client(Talk.call("1", "echo"));
        assertThat(talk.toClient).isEmpty();
        assertThat(talk.toServer).singleElement().asString().contains("tools/list");
    }

    @Example
    void each_subscription_has_its_own_and_is_told_nothing_once_it_is_over() {
        Talk talk = Talk.stateless();
        for (long stream = 1; stream <= 2; stream++) {
            talk.on(talk.asks(
                    Talk.modern("" + stream, "subscriptions/listen", "'notifications':{'toolsListChanged':true}", "{}"),
                    Asker.alone(stream)));
        }
        for (int n = 0; n <= Changes.RATE.burst(); n++) {
            for (int id = 1; id <= 2; id++) {
                talk.server("{'jsonrpc':'2.0','method':'notifications/tools/list_changed','params':{'n':" + n
                        + ",'_meta':{'io.modelcontextprotocol/subscriptionId':" + id + "}}}");
            }
        }
        assertThat(talk.toClient).hasSize(2 * Changes.RATE.burst());
        talk.forget();
        talk.on(new Event.Left(Asker.alone(1), talk.now));
        talk.on(new Event.Unanswered(Id.of(1), "it was given up", talk.now));
        talk.after(Duration.ofSeconds(2));
        assertThat(talk.toClient).singleElement().asString().contains("subscriptionId':2");
    }

    @Example
    void who_only_observes_lets_all_of_them_through() {
        Talk talk = Talk.with(Policy.of(Preset.OBSERVE), "2025-11-25", "{}");
        for (int n = 0; n < 100; n++) say(talk, 0, n);
        assertThat(talk.toClient).hasSize(100);
    }

    private static void update(Talk talk, String uri) {
        talk.server("{'jsonrpc':'2.0','method':'notifications/resources/updated','params':{'uri':'" + uri + "'}}");
    }

    @Example
    void a_resource_that_changes_all_the_time_leaves_other_notifications_their_rate() {
        Talk talk = Talk.legacy();
        for (int n = 0; n < 5_000; n++) update(talk, "file:///busy");
        assertThat(talk.toClient).hasSize(Changes.RATE.burst());
        talk.forget();
        talk.server("{'jsonrpc':'2.0','method':'notifications/message','params':{'level':'info','data':'heard'}}");
        assertThat(talk.toClient).singleElement().asString().contains("heard");
    }

    @Example
    void many_resources_are_told_at_one_rate_and_what_is_too_many_is_denied() {
        Talk talk = Talk.legacy();
        int atOnce = Policy.BALANCED.rates().notifications().burst();
        int more = 100;
        for (int n = 0; n < atOnce + Changes.DELAYED_MAX + more; n++) update(talk, "file:///" + n);
        assertThat(talk.toClient).hasSize(atOnce);
        assertThat(talk.state.delayed()).hasSize(Changes.DELAYED_MAX);
        assertThat(talk.kept)
                .filteredOn(each -> each.ruling() == Evidence.Ruling.DENIED)
                .isNotEmpty()
                .allMatch(each -> each.reasons().getFirst().rule().equals("budget"));

        talk.forget();
        pass(talk, Duration.ofMillis(200), () -> {});
        assertThat(talk.toClient).hasSizeBetween(1, 40);
        pass(talk, Duration.ofMinutes(1), () -> {});
        assertThat(talk.toClient).hasSize(Changes.DELAYED_MAX);
        assertThat(talk.toClient).anyMatch(each -> each.contains("file:///" + (atOnce + Changes.DELAYED_MAX - 1)));
    }

    @Example
    void a_change_that_is_long_is_denied_as_it_would_be_kept_while_it_waits() {
        Talk talk = Talk.legacy();
        update(talk, "file:///" + "a".repeat(Changes.BYTES_MAX));
        assertThat(talk.toClient).isEmpty();
        assertThat(talk.last().ruling()).isEqualTo(Evidence.Ruling.DENIED);
        assertThat(talk.last().reasons().getFirst().seen()).contains("bytes to say that something changed");
    }
}
