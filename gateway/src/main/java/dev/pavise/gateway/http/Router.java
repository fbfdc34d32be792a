package dev.pavise.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who may come in, and where they go.
final class Router {
    private static final Pattern SERVER = Pattern.compile("/s/([A-Za-z0-9._-]{1,128})/(mcp|sse|messages)");

    private final House house;
    private final Set<String> hosts;
    private final Executor workers;
    private final Streamable streamable;
    private final OldStyle oldStyle;

    /// @param hosts what may stand in `Host`, each in lower case with its port
    Router(House house, Set<String> hosts, Dialogues dialogues, Executor workers) {
        this.house = house;
        this.hosts = hosts;
        this.workers = workers;
        streamable = new Streamable(dialogues);
        oldStyle = new OldStyle(dialogues);
    }

    void elsewhere(Runnable action) {
        workers.execute(action);
    }

    /// Replies, or sees to it that a reply comes.
    void route(Incoming incoming, ChannelHandlerContext context, Requests.Visit visit) {
        workers.execute(() -> {
            try {
                enter(incoming, context, visit);
            } catch (RuntimeException e) {
                reply(context).words(500, "Pavise failed: " + e + "\nhint: please report this");
            }
        });
    }

    private static Reply reply(ChannelHandlerContext context) {
        return new Reply(context, Reply.Pending.NONE);
    }

    private void enter(Incoming incoming, ChannelHandlerContext context, Requests.Visit visit) {
        Reply reply = reply(context);
        if (incoming.isAmbiguous()) {
            reply.words(400, "a header stands there twice");
            return;
        }
        if (!isOurs(incoming.header("host"))) {
            reply.words(403, "no such host here");
            return;
        }
        String origin = incoming.header("origin");
        if (origin != null && !isOurOrigin(origin)) {
            reply.words(403, "pages from elsewhere may not call");
            return;
        }
        if (incoming.path().equals("/healthz")) {
            reply.words(200, "ok");
            return;
        }
        Matcher path = SERVER.matcher(incoming.path());
        Optional<String> principal = Optional.ofNullable(incoming.bearer()).flatMap(house::principal);
        if (principal.isEmpty()) {
            reply.header("WWW-Authenticate", "Bearer")
                    .words(401, "a key is needed: Authorization: Bearer KEY\nhint: pavise keys add NAME");
            return;
        }
        Optional<Backend> backend = path.matches() ? house.backend(path.group(1)) : Optional.empty();
        if (backend.isEmpty()) {
            reply.words(
                    404,
                    "there is no " + incoming.path() + "\nhint: /s/SERVER/mcp, with SERVER one of "
                            + String.join(", ", house.names()));
            return;
        }
        var guest = new Guest(principal.get(), backend.get(), incoming, context, visit);
        if (path.group(2).equals("mcp")) streamable.serve(guest);
        else oldStyle.serve(guest, path.group(2));
    }

    private boolean isOurs(@org.jspecify.annotations.Nullable String host) {
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private boolean isOurOrigin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        for (String scheme : new String[] {"http://", "https://"}) {
            if (lower.startsWith(scheme) && hosts.contains(lower.substring(scheme.length()))) return true;
        }
        return false;
    }
}
