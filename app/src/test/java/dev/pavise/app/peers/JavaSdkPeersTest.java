package dev.pavise.app.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/// A client of the Java SDK: all that it is given by a server is the same through Pavise as without it. It speaks
/// the revisions up to 2025-11-25.
final class JavaSdkPeersTest {
    private static final Set<Peer> IN_EVERY_REVISION = Set.of(Peer.SHOWCASE, Peer.EVERYTHING);

    @TempDir
    static Path home;

    static Stream<Arguments> pairs() {
        return Stream.of(Peer.values())
                .filter(peer -> peer != Peer.VERBATIM)
                .flatMap(peer -> Stream.of(Revision.values())
                        .filter(revision -> !revision.modern())
                        .filter(revision -> revision == Revision.NOV_2025 || IN_EVERY_REVISION.contains(peer))
                        .map(revision -> Arguments.of(peer, revision)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pairs")
    void a_client_of_the_java_sdk_is_given_the_same(Peer peer, Revision revision) throws IOException {
        Path direct = Files.createTempDirectory(home, "tour");
        Path through = Files.createTempDirectory(home, "tour");
        var plain = CompletableFuture.supplyAsync(() -> tour(Way.DIRECT, peer, revision, direct));

        assertThat(tour(Way.THROUGH, peer, revision, through)).isEqualTo(plain.join());
    }

    private static List<String> tour(Way way, Peer peer, Revision revision, Path folder) {
        List<String> command = way.command(peer.title(), peer.command(folder));
        var parameters = ServerParameters.builder(command.getFirst())
                .args(command.subList(1, command.size()))
                .env(Way.environment(home))
                .build();
        var transport = new StdioClientTransport(parameters, JavaTour.JSON);
        return JavaTour.of(new Speaking(transport, revision.date(), new ReentrantLock()), peer, revision, folder);
    }

    /// A transport that proposes one revision, and takes one message at a time: the SDK's own drops one of two
    /// that its threads send at the same moment.
    private record Speaking(StdioClientTransport transport, String revision, Lock turn) implements McpClientTransport {
        @Override
        public List<String> protocolVersions() {
            return List.of(revision);
        }

        @Override
        public Mono<Void> connect(Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
            return transport.connect(handler);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return transport.closeGracefully();
        }

        @Override
        public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
            return Mono.defer(() -> {
                turn.lock();
                try {
                    return Mono.fromFuture(transport.sendMessage(message).toFuture());
                } finally {
                    turn.unlock();
                }
            });
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return transport.unmarshalFrom(data, type);
        }
    }
}
