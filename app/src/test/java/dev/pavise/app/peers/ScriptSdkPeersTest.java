package dev.pavise.app.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Clients of the TypeScript SDKs: all that they are given by a server is the same through Pavise as without it. One
/// process takes a client through all its servers.
final class ScriptSdkPeersTest {
    private static final List<String> LEGACY = Stream.of(Revision.values())
            .filter(revision -> !revision.modern())
            .map(Revision::date)
            .toList();
    private static final List<String> LATEST_LEGACY = List.of(Revision.NOV_2025.date());

    @TempDir
    static Path home;

    /// A server, and the revision or the way to find one that the client is told.
    private record Pair(Peer peer, String revision) {
        boolean elicits() {
            return revision.compareTo(Revision.JUN_2025.date()) >= 0;
        }
    }

    @TestFactory
    Stream<DynamicTest> a_client_of_sdk_v1_is_given_the_same() throws IOException {
        return compared("clients/v1.mjs", pairs(Map.of(Peer.SHOWCASE, LEGACY, Peer.EVERYTHING, LEGACY)));
    }

    @TestFactory
    Stream<DynamicTest> a_client_of_sdk_v2_is_given_the_same_in_both_eras() throws IOException {
        List<String> both = new ArrayList<>(LEGACY);
        both.addAll(List.of(Revision.JUL_2026.date(), "auto"));
        List<String> asking = List.of(Revision.JUN_2025.date(), "auto");
        return compared(
                "clients/v2.mjs", pairs(Map.of(Peer.SHOWCASE, both, Peer.CONTEXT7, both, Peer.EVERYTHING, asking)));
    }

    private static List<Pair> pairs(Map<Peer, List<String>> more) {
        return Stream.of(Peer.values())
                .filter(peer -> peer != Peer.VERBATIM)
                .flatMap(peer ->
                        more.getOrDefault(peer, LATEST_LEGACY).stream().map(revision -> new Pair(peer, revision)))
                .toList();
    }

    private static Stream<DynamicTest> compared(String client, List<Pair> pairs) throws IOException {
        Map<String, String> direct = new LinkedHashMap<>();
        Map<String, String> through = new LinkedHashMap<>();
        List<String> jobs = new ArrayList<>();
        for (Pair pair : pairs) {
            for (Way way : Way.values()) {
                Path folder = Files.createTempDirectory(home, "tour");
                String key = folder.getFileName().toString();
                (way == Way.DIRECT ? direct : through).put(pair.toString(), key);
                Peer peer = pair.peer();
                jobs.add(ScriptTour.over(
                        key,
                        way.command(peer.title(), peer.command(folder)),
                        pair.revision(),
                        Tours.of(peer, pair.elicits(), folder)));
            }
        }
        Map<String, String> results = ScriptTour.results(client, jobs, home);
        return pairs.stream()
                .map(pair -> DynamicTest.dynamicTest(pair.peer() + " " + pair.revision(), () -> {
                    String expected = relative(results, direct.get(pair.toString()));
                    assertThat(expected).startsWith("{\"results\":");
                    assertThat(relative(results, through.get(pair.toString()))).isEqualTo(expected);
                }));
    }

    private static String relative(Map<String, String> results, String key) {
        return results.getOrDefault(key, "no answer").replace(home.resolve(key).toString(), "<folder>");
    }
}
