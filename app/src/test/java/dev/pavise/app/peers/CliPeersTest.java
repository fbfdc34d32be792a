package dev.pavise.app.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Clients of the command line, Inspector and mcporter: what they print about a server, and how they end, is the same
/// through Pavise as without it.
final class CliPeersTest {
    private static final String INSPECTOR =
            "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";
    private static final String MCPORTER = "node_modules/mcporter/dist/cli.js";

    @TempDir
    static Path home;

    static Stream<Arguments> inspections() {
        Stream<Arguments> lists = Stream.of(Peer.values())
                .filter(peer -> peer != Peer.VERBATIM)
                .flatMap(peer -> Stream.of("legacy", "modern")
                        .filter(era -> era.equals("legacy") || peer.revisions().contains(Revision.JUL_2026))
                        .map(era -> Arguments.of(peer, era, "tools/list")));
        Stream<Arguments> more = Stream.of("legacy", "modern")
                .flatMap(era -> Stream.of(
                                "tools/call --tool-name kinds",
                                "tools/call --tool-name fails",
                                "prompts/get --prompt-name prompt-1 --prompt-args colour=red",
                                "resources/read --uri show://note")
                        .map(method -> Arguments.of(Peer.SHOWCASE, era, method)));
        return Stream.concat(lists, more);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("inspections")
    void inspector_prints_the_same(Peer peer, String era, String method) {
        Map<String, String> extra = Map.of("protocolEra", era);
        List<String> words = new ArrayList<>(List.of("--cli", "--server", peer.title(), "--method"));
        words.addAll(Arrays.asList(method.split(" ")));

        Wire.Ended direct = bothWays(INSPECTOR, extra, words);
        assertThat(direct.exit()).isEqualTo(method.contains("fails") ? 5 : 0);
        assertThat(direct.lines()).isNotEmpty();
    }

    static Stream<Arguments> mcporterCommands() {
        return Stream.of(
                Arguments.of(0, "list --json"),
                Arguments.of(0, "list showcase --json --schema"),
                Arguments.of(0, "call showcase.kinds --output json"),
                Arguments.of(0, "call everything.echo message=ü⚠\uFE0F --output json"),
                Arguments.of(1, "call showcase.breaks --output json"),
                Arguments.of(0, "resource showcase show://note"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mcporterCommands")
    void mcporter_prints_the_same(int exit, String command) {
        Wire.Ended direct = bothWays(MCPORTER, Map.of(), Arrays.asList(command.split(" ")));
        assertThat(direct.exit()).isEqualTo(exit);
        assertThat(direct.lines()).isNotEmpty();
    }

    private static Wire.Ended bothWays(String program, Map<String, String> extra, List<String> words) {
        var plain = CompletableFuture.supplyAsync(() -> run(Way.DIRECT, program, extra, words));
        Wire.Ended guarded = run(Way.THROUGH, program, extra, words);
        assertThat(guarded).isEqualTo(plain.join());
        return plain.join();
    }

    private static Wire.Ended run(Way way, String program, Map<String, String> extra, List<String> words) {
        Path configuration = configuration(way, extra);
        List<String> command = new ArrayList<>(List.of("env", "MCP_INSPECTOR_SECRET_STORE=memory"));
        command.addAll(Bed.ready().command(program));
        command.addAll(words);
        command.addAll(List.of("--config", configuration.toString()));
        try (Wire wire = new Wire(command, home)) {
            Wire.Ended ended = wire.ended();
            return new Wire.Ended(
                    ended.exit(),
                    ended.lines().stream().map(CliPeersTest::lasting).toList());
        }
    }

    /// mcporter's notes on its own run: how long it took, by which command, from which file.
    private static String lasting(String line) {
        return line.replaceAll("(?<=\"durationMs\": )\\d+", "<varies>")
                .replaceAll("(?<=\"(transport|path)\": )\".*\"", "<varies>");
    }

    private static Path configuration(Way way, Map<String, String> extra) {
        try {
            Path folder = Files.createTempDirectory(home, "cli");
            Map<String, String> servers = new LinkedHashMap<>();
            for (Peer peer : Peer.values()) {
                if (peer != Peer.VERBATIM) {
                    servers.put(peer.title(), entry(way.command(peer.title(), peer.command(folder)), extra));
                }
            }
            String entries = servers.entrySet().stream()
                    .map(server -> Tours.quoted(server.getKey()) + ":" + server.getValue())
                    .collect(Collectors.joining(","));
            return Files.writeString(folder.resolve("servers.json"), "{\"mcpServers\":{" + entries + "}}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String entry(List<String> command, Map<String, String> extra) {
        return "{\"command\":%s,\"args\":%s%s}"
                .formatted(
                        Tours.quoted(command.getFirst()),
                        Tours.array(command.subList(1, command.size()), Tours::quoted),
                        extra.entrySet().stream()
                                .map(each ->
                                        ",%s:%s".formatted(Tours.quoted(each.getKey()), Tours.quoted(each.getValue())))
                                .collect(Collectors.joining()));
    }
}
