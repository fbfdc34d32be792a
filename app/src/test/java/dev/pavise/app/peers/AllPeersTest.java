package dev.pavise.app.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.serve.ServeProcess;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.union.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Published clients that meet several published servers as one: each server gives what it gives alone, under names
/// that begin with its own.
final class AllPeersTest {
    private static final List<Peer> PEERS = List.of(Peer.EVERYTHING, Peer.MEMORY, Peer.SHOWCASE);
    private static final String V1 = "clients/v1.mjs";
    private static final String V2 = "clients/v2.mjs";
    private static final String LIST = "{\"kind\":\"tools\"}";
    private static final Pattern NAMED =
            Pattern.compile("(\"kind\":\"(?:call|prompt)\",\"name\":\"|\"ref/prompt\",\"name\":\")");
    /// Which server an address without a list or a template is of, nobody can know.
    private static final String UNKNOWN = "show://none";

    @TempDir
    static Path home;

    private static ServeProcess service;
    private static String key;

    @BeforeAll
    static void serve() throws IOException {
        var servers = new LinkedHashMap<String, List<String>>();
        for (Peer peer : PEERS) servers.put(peer.title(), peer.command(Files.createDirectories(folder(peer))));
        service = ServeProcess.start(home, servers, Way.environment(home));
        key = service.ownerKey();
    }

    @AfterAll
    static void end() {
        service.close();
    }

    @Test
    void a_client_of_sdk_v1_is_given_what_each_server_gives() throws IOException {
        given(V1, Revision.NOV_2025.date(), PEERS);
    }

    @Test
    void a_client_of_sdk_v2_is_given_what_each_server_gives() throws IOException {
        given(V2, Revision.NOV_2025.date(), PEERS);
    }

    /// Of these servers one speaks the modern era.
    @Test
    void a_modern_client_is_given_what_the_modern_server_gives() throws IOException {
        given(V2, Revision.JUL_2026.date(), List.of(Peer.SHOWCASE));
    }

    private static void given(String client, String revision, List<Peer> peers) throws IOException {
        Files.deleteIfExists(folder(Peer.MEMORY).resolve("memory.jsonl"));
        var jobs = new ArrayList<String>();
        var steps = new ArrayList<String>();
        for (Peer peer : peers) {
            Path folder = Files.createTempDirectory(home, peer.title());
            jobs.add(ScriptTour.over(peer.title(), peer.command(folder), revision, steps(peer, folder)));
            for (String step : steps(peer, folder)) {
                steps.add(NAMED.matcher(step).replaceAll("$1" + peer.title() + "__"));
            }
        }
        jobs.replaceAll(job -> job.replaceFirst("]}$", "," + LIST + "]}"));
        // Behind the calls, for each has waited until its server was there.
        steps.add(LIST);
        jobs.add(ScriptTour.at("all", service.url() + "/mcp", key, revision, steps));
        Map<String, String> results = ScriptTour.results(client, jobs, home, service);
        List<Value> all = outcomes(results.get("all"));
        int at = 1;
        for (Peer peer : peers) {
            List<Value> alone = outcomes(results.get(peer.title()));
            for (Value each : alone.subList(1, alone.size() - 1)) {
                assertThat(all.get(at++).raw())
                        .as(peer + ": " + each.string("step"))
                        .isEqualTo(each.raw());
            }
            assertThat(names(all.getLast())).containsSubsequence(prefixed(names(alone.getLast()), peer));
        }
        assertThat(at).isEqualTo(all.size() - 1);
    }

    private static Path folder(Peer peer) {
        return home.resolve("all-" + peer.title());
    }

    private static List<String> steps(Peer peer, Path folder) {
        var steps = new ArrayList<String>();
        for (String step : Tours.of(peer, true, folder)) {
            if (!step.matches("\\{\"kind\":\"[a-z]+\"}") && !step.contains(UNKNOWN)) steps.add(step);
        }
        return steps;
    }

    private static List<Value> outcomes(String told) {
        var json = (Json) Json.read(String.valueOf(told).getBytes(StandardCharsets.UTF_8));
        Value results = json.root().member("results");
        assertThat(results).as(told).isNotNull();
        return results.elements();
    }

    private static List<String> names(Value list) {
        return list.member("outcome").elements().stream()
                .map(each -> each.string("name"))
                .toList();
    }

    private static List<String> prefixed(List<String> names, Peer peer) {
        return names.stream().map(name -> Names.of(peer.title(), name)).toList();
    }
}
