package dev.pavise.gateway.remote;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Revision;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Upstream;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds out which era a server speaks: asks as the modern one does, and believes only what says so clearly.
///
/// Source: revision 2026-07-28, Streamable HTTP, backward compatibility.
public final class Eras {
    /// What a server speaks.
    public enum Era {
        /// 2026-07-28.
        MODERN,
        /// Streamable HTTP of 2025-03-26 to 2025-11-25.
        LEGACY_STREAM,
        /// HTTP+SSE of 2024-11-05.
        LEGACY_SSE,
        /// Nothing that is evidence: no connection, no leave, a fault of the server's.
        UNKNOWN
    }

    private static final int BYTES_MAX = 1 << 20;
    private static final long STEP_SECONDS = 10;
    /// Header mismatch, a capability that is missing, a version that is not spoken: only modern servers say these.
    private static final Set<String> MODERN_ERRORS = Set.of("-32020", "-32021", "-32022");
    private static final Id ASKED = Id.of("pavise-probe");
    private static final String MODERN = Revision.V2026_07_28.date();
    private static final String CLIENT = "{\"name\":\"pavise\",\"version\":\"0\"}";

    private final Remotes remotes;

    public Eras(Remotes remotes) {
        this.remotes = remotes;
    }

    /// Asks a server, in at most three steps of ten seconds. The answer is for the moment; servers change.
    ///
    /// @throws IllegalArgumentException what is wrong with the URL or a header, in words
    public CompletableFuture<Era> probe(URI url, Map<String, String> headers) {
        var remote = new Remote(url, headers);
        var found = new CompletableFuture<Era>();
        EventLoop loop = remotes.anyLoop();
        var peer = new Peer(remotes, remote, BYTES_MAX, Nobody.OUTLET, Nobody.LISTENER);
        loop.execute(() -> new Probe(peer, loop, found).discover());
        return found;
    }

    /// What an answer to `server/discover` says about the era; empty where it is no JSON-RPC at all.
    static Optional<Era> said(byte[] answer) {
        if (!(Json.read(answer) instanceof Json json)) return Optional.empty();
        Optional<Answers.Failure> failure = Answers.failure(answer);
        if (failure.isPresent()) {
            boolean isModern = MODERN_ERRORS.contains(failure.get().code());
            return Optional.of(isModern ? Era.MODERN : Era.LEGACY_STREAM);
        }
        Value result = json.root().member("result");
        if (result == null || !"2.0".equals(json.root().string("jsonrpc"))) return Optional.empty();
        Value versions = result.member("supportedVersions");
        boolean isModern = versions != null && versions.elements().stream().anyMatch(each -> each.is(MODERN));
        return Optional.of(isModern ? Era.MODERN : Era.LEGACY_STREAM);
    }

    /// One server being asked.
    private record Probe(Peer peer, EventLoop loop, CompletableFuture<Era> found) {
        void discover() {
            String body = "{\"jsonrpc\":\"2.0\",\"id\":" + ASKED.json() + ",\"method\":\"" + Method.DISCOVER.wire()
                    + "\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + MODERN
                    + "\",\"io.modelcontextprotocol/clientInfo\":" + CLIENT
                    + ",\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
            String own = "MCP-Protocol-Version: " + MODERN + "\r\nMcp-Method: " + Method.DISCOVER.wire() + "\r\n";
            var asking = new Asking(loop, this::discovered);
            asking.start(peer.post(loop, peer.target(), own, body.getBytes(StandardCharsets.UTF_8), asking));
        }

        private void discovered(Asking asked) {
            Optional<Era> said = said(asked.body);
            boolean refused = asked.status == 400 || asked.status == 404 || asked.status == 405;
            if (!refused && asked.status != 200) found.complete(Era.UNKNOWN);
            else if (said.isPresent()) found.complete(said.get());
            else if (refused) listen();
            else found.complete(Era.UNKNOWN);
        }

        private void listen() {
            var asking = new Asking(loop, asked -> {
                if (asked.endpoint != null
                        && OldStream.endpoint(peer.target(), asked.endpoint).isPresent()) {
                    found.complete(Era.LEGACY_SSE);
                } else {
                    initialize();
                }
            });
            asking.start(peer.get(loop, "", asking));
        }

        private void initialize() {
            String body = "{\"jsonrpc\":\"2.0\",\"id\":" + ASKED.json() + ",\"method\":\"" + Method.INITIALIZE.wire()
                    + "\",\"params\":{\"protocolVersion\":\"" + Revision.V2025_11_25.date()
                    + "\",\"capabilities\":{},\"clientInfo\":" + CLIENT + "}}";
            var asking = new Asking(loop, asked -> {
                boolean opened = asked.status == 200
                        && Json.read(asked.body) instanceof Json json
                        && json.root().at("result", "protocolVersion") != null;
                if (opened) leave(asked.sessionId);
                found.complete(opened ? Era.LEGACY_STREAM : Era.UNKNOWN);
            });
            asking.start(peer.post(loop, peer.target(), "", body.getBytes(StandardCharsets.UTF_8), asking));
        }

        /// The session was only opened to see whether it could be.
        private void leave(String sessionId) {
            if (sessionId.isEmpty() || !LegacyTalk.isSessionId(sessionId)) return;
            var asking = new Asking(loop, _ -> {});
            asking.start(peer.delete(loop, "Mcp-Session-Id: " + sessionId + "\r\n", asking));
        }
    }

    /// Waits for the first thing that a server says, and hangs up.
    private static final class Asking implements Intake.Hearer {
        private final EventLoop loop;
        private final Consumer<Asking> then;
        private @Nullable Call call;
        private @Nullable Future<?> timer;
        private int status;
        private byte[] body = Request.NO_BODY;
        private byte @Nullable [] endpoint;
        private String sessionId = "";
        private boolean isOver;

        Asking(EventLoop loop, Consumer<Asking> then) {
            this.loop = loop;
            this.then = then;
        }

        void start(Call made) {
            call = made;
            timer = loop.schedule(() -> made.abort("no answer"), STEP_SECONDS, TimeUnit.SECONDS);
            made.start();
        }

        private void done() {
            if (isOver) return;
            isOver = true;
            if (timer != null) timer.cancel(false);
            if (call != null) call.cancel();
            then.accept(this);
        }

        @Override
        public void head(int found, HttpHeaders headers) {
            status = found;
            String given = headers.get("mcp-session-id");
            if (given != null) sessionId = given;
        }

        @Override
        public void message(byte[] bytes) {
            if (!Answers.isTo(ASKED, bytes) && Answers.failure(bytes).isEmpty()) return;
            body = bytes;
            done();
        }

        @Override
        public void named(String event, byte[] data) {
            if (!event.equals("endpoint")) return;
            endpoint = data;
            done();
        }

        @Override
        public void overlong(long bytes) {
            done();
        }

        @Override
        public void over(Intake.End end) {
            if (end.body().length > 0) body = end.body();
            if (!end.why().isEmpty()) status = 0;
            done();
        }
    }

    /// Whom a probe tells nothing.
    private static final class Nobody {
        private static final Outlet OUTLET = new Outlet() {
            @Override
            public void send(Effect.Send send) {}

            @Override
            public void awaitRoom() {}
        };

        private static final Upstream.Listener LISTENER = new Upstream.Listener() {
            @Override
            public void tells(byte[] message, Optional<Id> about) {}

            @Override
            public void overlong(long bytes, Optional<Id> id) {}

            @Override
            public void unanswered(Id sentAs, String why) {}

            @Override
            public void ended(String why) {}
        };
    }
}
