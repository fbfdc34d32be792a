package dev.pavise.app.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.serve.ServeProcess;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Published clients over Streamable HTTP, in front of one `pavise serve` that starts the servers: what they are given
/// is what they are given over stdio without Pavise.
final class HttpPeersTest {
    private static final List<Peer> PEERS =
            List.of(Peer.EVERYTHING, Peer.FILESYSTEM, Peer.MEMORY, Peer.THINKING, Peer.SHOWCASE);
    private static final String LEGACY = Revision.NOV_2025.date();
    private static final String MODERN = Revision.JUL_2026.date();

    private static final String V1 = "clients/v1.mjs";
    private static final String V2 = "clients/v2.mjs";
    private static final String INSPECTOR =
            "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";

    @TempDir
    static Path home;

    private static ServeProcess service;
    private static String key;

    /// A client, a server and a revision, or the way to find one: what the server keeps lies in two folders of its
    /// own, one for each road.
    private record Tour(String client, Peer peer, String revision) {
        String door() {
            return client + "-" + peer.title() + "-" + revision;
        }

        Path folder() {
            return home.resolve("http-" + door());
        }

        Path directFolder() {
            return home.resolve("bare-" + door());
        }

        List<String> steps(Path folder) {
            return Tours.of(peer, true, folder);
        }
    }

    private static final List<Tour> V1_TOURS = tours("v1", LEGACY);
    private static final List<Tour> REMOTE_TOURS = tours("remote", LEGACY);
    private static final List<Tour> V2_TOURS = Stream.concat(
                    tours("v2", LEGACY).stream(),
                    Stream.of(new Tour("v2", Peer.SHOWCASE, MODERN), new Tour("v2", Peer.SHOWCASE, "auto")))
            .toList();
    private static final List<Tour> JAVA_TOURS = tours("java", LEGACY);
    private static final List<Tour> INSPECTIONS = tours("inspector", "any");

    private static List<Tour> tours(String client, String revision) {
        return PEERS.stream().map(peer -> new Tour(client, peer, revision)).toList();
    }

    @BeforeAll
    static void serve() throws IOException {
        var servers = new LinkedHashMap<String, List<String>>();
        for (List<Tour> tours : List.of(V1_TOURS, REMOTE_TOURS, V2_TOURS, JAVA_TOURS, INSPECTIONS)) {
            for (Tour tour : tours) {
                Files.createDirectories(tour.directFolder());
                servers.put(tour.door(), tour.peer().command(Files.createDirectories(tour.folder())));
            }
        }
        service = ServeProcess.start(home, servers, Way.environment(home));
        key = service.ownerKey();
    }

    @AfterAll
    static void end() {
        service.close();
    }

    private static String url(Tour tour) {
        return service.url() + "/s/" + tour.door() + "/mcp";
    }

    @TestFactory
    Stream<DynamicTest> a_client_of_sdk_v1_is_given_the_same() {
        return scripted(V1, V1_TOURS);
    }

    @TestFactory
    Stream<DynamicTest> a_client_of_sdk_v2_is_given_the_same_in_both_eras() {
        return scripted(V2, V2_TOURS);
    }

    private static Stream<DynamicTest> scripted(String client, List<Tour> tours) {
        var jobs = new ArrayList<String>();
        for (Tour tour : tours) {
            jobs.add(direct(tour));
            jobs.add(ScriptTour.at(tour.door(), url(tour), key, tour.revision(), tour.steps(tour.folder())));
        }
        return compared(client, tours, jobs);
    }

    /// A client that speaks stdio only, with mcp-remote between it and Pavise.
    @TestFactory
    Stream<DynamicTest> a_client_behind_mcp_remote_is_given_the_same() {
        var jobs = new ArrayList<String>();
        for (Tour tour : REMOTE_TOURS) {
            List<String> remote = Bed.ready()
                    .command(
                            "node_modules/mcp-remote/dist/proxy.js",
                            url(tour),
                            "--transport",
                            "http-only",
                            "--header",
                            "Authorization: Bearer " + key);
            jobs.add(direct(tour));
            jobs.add(ScriptTour.over(tour.door(), remote, tour.revision(), tour.steps(tour.folder())));
        }
        return compared(V1, REMOTE_TOURS, jobs);
    }

    private static String direct(Tour tour) {
        Path folder = tour.directFolder();
        return ScriptTour.over("bare-" + tour.door(), tour.peer().command(folder), tour.revision(), tour.steps(folder));
    }

    private static Stream<DynamicTest> compared(String client, List<Tour> tours, List<String> jobs) {
        Map<String, String> results = ScriptTour.results(client, jobs, home, service);
        return tours.stream()
                .map(tour -> DynamicTest.dynamicTest(tour.door(), () -> {
                    String expected = told(results, "bare-" + tour.door(), tour.directFolder());
                    assertThat(expected).startsWith("{\"results\":");
                    assertThat(told(results, tour.door(), tour.folder())).isEqualTo(expected);
                }));
    }

    private static String told(Map<String, String> results, String name, Path folder) {
        return results.getOrDefault(name, "no answer").replace(folder.toString(), "<folder>");
    }

    static Stream<Tour> javaTours() {
        return JAVA_TOURS.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("javaTours")
    void a_client_of_the_java_sdk_is_given_the_same(Tour tour) {
        List<String> command = tour.peer().command(tour.directFolder());
        var parameters = ServerParameters.builder(command.getFirst())
                .args(command.subList(1, command.size()))
                .env(Way.environment(home))
                .build();
        var bare = new StdioClientTransport(parameters, JavaTour.JSON);
        var guarded = HttpClientStreamableHttpTransport.builder(service.url())
                .endpoint("/s/" + tour.door() + "/mcp")
                .supportedProtocolVersions(List.of(LEGACY))
                .addHttpRequestCustomizer((request, _, _, _, _) -> request.header("Authorization", "Bearer " + key))
                .build();

        assertThat(JavaTour.of(guarded, tour.peer(), Revision.NOV_2025, tour.folder()))
                .isEqualTo(JavaTour.of(bare, tour.peer(), Revision.NOV_2025, tour.directFolder()));
    }

    static Stream<Arguments> inspections() {
        Stream<Arguments> lists = INSPECTIONS.stream().map(tour -> Arguments.of(tour, "legacy", "tools/list"));
        Tour showcase = INSPECTIONS.getLast();
        Stream<Arguments> more = Stream.of("legacy", "modern")
                .flatMap(era -> Stream.of(
                                "tools/call --tool-name kinds",
                                "tools/call --tool-name fails",
                                "resources/read --uri show://note")
                        .map(method -> Arguments.of(showcase, era, method)));
        return Stream.concat(lists, Stream.concat(Stream.of(Arguments.of(showcase, "modern", "tools/list")), more));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("inspections")
    void inspector_prints_the_same(Tour tour, String era, String method) throws IOException {
        List<String> command = tour.peer().command(tour.directFolder());
        var bare = new JsonLine()
                .put("command", command.getFirst())
                .put("args", command.subList(1, command.size()))
                .put("protocolEra", era);
        var guarded = new JsonLine()
                .put("type", "streamable-http")
                .put("url", url(tour))
                .put("headers", Map.of("Authorization", "Bearer " + key))
                .put("protocolEra", era);

        Wire.Ended expected = inspected(bare, method);
        assertThat(expected.exit()).isEqualTo(method.contains("fails") ? 5 : 0);
        assertThat(expected.lines()).isNotEmpty();
        assertThat(inspected(guarded, method)).isEqualTo(expected);
    }

    private static Wire.Ended inspected(JsonLine entry, String method) throws IOException {
        Path config = Files.createTempFile(home, "inspector", ".json");
        Files.writeString(config, "{\"mcpServers\":{\"it\":" + entry + "}}");
        var command = new ArrayList<>(List.of("env", "MCP_INSPECTOR_SECRET_STORE=memory"));
        command.addAll(Bed.ready().command(INSPECTOR, "--cli", "--config", config.toString(), "--server", "it"));
        command.add("--method");
        command.addAll(Arrays.asList(method.split(" ")));
        try (Wire wire = new Wire(command, home)) {
            return wire.ended();
        }
    }

    /// With the address and the key on its command line instead of in a file.
    @ParameterizedTest
    @EnumSource(names = {"EVERYTHING", "SHOWCASE"})
    void inspector_takes_the_key_as_a_header(Peer peer) {
        Tour tour = new Tour("inspector", peer, "any");
        List<String> words = List.of("--method", "tools/list", "--header", "Authorization: Bearer " + key);
        var command = new ArrayList<>(List.of("env", "MCP_INSPECTOR_SECRET_STORE=memory"));
        command.addAll(Bed.ready().command(INSPECTOR, "--cli", url(tour), "--transport", "http"));
        command.addAll(words);
        try (Wire wire = new Wire(command, home)) {
            Wire.Ended ended = wire.ended();
            assertThat(ended.exit()).isZero();
            assertThat(String.join("", ended.lines())).contains("\"tools\"");
        }
    }
}
