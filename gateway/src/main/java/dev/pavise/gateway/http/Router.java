package dev.pavise.gateway.http;

import dev.pavise.gateway.Destination;
import dev.pavise.gateway.union.AllServers;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who may come in, and where they go.
final class Router implements Routing {
    /// What is longer takes long to judge, and all others of its event loop would wait.
    private static final int LOOP_BYTES_MAX = 32 << 10;

    private static final Pattern DOOR = Pattern.compile("(?:/s/([A-Za-z0-9._-]{1,128}))?/(mcp|sse|messages)");
    private static final Refused TOO_MANY = new Refused(429, "too many requests of yours are open", "Retry-After: 1");
    private static final Refused KEY_NEEDED = new Refused(
            401, "a key is needed: Authorization: Bearer KEY\nhint: pavise keys add NAME", "WWW-Authenticate: Bearer");

    private final House house;
    private final Names names;
    private final Destination all;
    private final Executor workers;
    private final Doors doors;
    private final Streamable streamable;
    private final OldStyle oldStyle;

    Router(House house, Names names, Dialogues dialogues, Doors doors, HttpLimits limits, Executor workers) {
        this.house = house;
        this.names = names;
        all = new AllServers(
                this::servers,
                new OneServer(house.own()),
                house::leftOut,
                house::patience,
                limits.drainTime(),
                workers);
        this.workers = workers;
        this.doors = doors;
        streamable = new Streamable(dialogues, doors, limits);
        oldStyle = new OldStyle(dialogues, doors, limits);
    }

    @Override
    public void elsewhere(Runnable action) {
        workers.execute(action);
    }

    /// A short message of a session that runs is judged here and now, on its event loop; whatever may
    /// wait for a file or a process goes to another thread.
    @Override
    public void route(Incoming incoming, ChannelHandlerContext context, Visit visit) {
        doors.begin(visit);
        Runnable entering = answering(context, visit, () -> enter(incoming, context, visit));
        if (incoming.body().length > LOOP_BYTES_MAX) workers.execute(entering);
        else entering.run();
    }

    @Override
    public void note(Refused refused, String path, Channel client) {
        SocketAddress address = client.remoteAddress();
        String from =
                address instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "";
        workers.execute(() -> house.refused(refused.status(), refused.why(), path, from));
    }

    private static Runnable answering(ChannelHandlerContext context, Visit visit, Runnable action) {
        return () -> {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                String fault = e.getClass().getSimpleName();
                reply(context, visit).breakOff(500, "Pavise failed: " + fault + "\nhint: please report this");
            }
        };
    }

    @Override
    public void examine(Incoming head, Consumer<Optional<Refused>> tell) {
        workers.execute(() -> {
            Optional<Refused> why;
            try {
                why = names.strangeness(head)
                        .or(() -> Optional.ofNullable(head.bearer())
                                        .flatMap(house::principal)
                                        .isEmpty()
                                ? Optional.of(KEY_NEEDED)
                                : Optional.empty());
            } catch (RuntimeException | Error e) {
                why = Optional.of(
                        new Refused(500, "Pavise failed: " + e.getClass().getSimpleName()));
            }
            tell.accept(why);
        });
    }

    private static Reply reply(ChannelHandlerContext context, Visit visit) {
        return new Reply(context, visit, Reply.Pending.NONE);
    }

    private void enter(Incoming incoming, ChannelHandlerContext context, Visit visit) {
        Reply reply = reply(context, visit);
        Optional<Refused> strange = names.strangeness(incoming);
        if (strange.isPresent()) {
            note(strange.get(), incoming.path(), context.channel());
            reply.refuse(strange.get());
            return;
        }
        if (incoming.path().equals("/healthz")) {
            if (doors.isClosing()) visit.makeLast();
            reply.words(doors.isClosing() ? 503 : 200, doors.isClosing() ? "about to end" : "ok");
            return;
        }
        Matcher path = DOOR.matcher(incoming.path());
        String key = incoming.bearer();
        Optional<String> principal = Optional.ofNullable(key).flatMap(house::principal);
        if (key == null || principal.isEmpty()) {
            note(KEY_NEEDED, incoming.path(), context.channel());
            reply.refuse(KEY_NEEDED);
            return;
        }
        Optional<Destination> destination = path.matches() ? destination(named(path)) : Optional.empty();
        if (destination.isEmpty()) {
            String hint = "\nhint: /mcp for all servers, /s/SERVER/mcp for one, with SERVER one of ";
            var none = new Refused(404, "there is no " + incoming.path() + hint + String.join(", ", house.names()));
            note(none, incoming.path(), context.channel());
            reply.refuse(none);
            return;
        }
        visit.enter(key);
        if (!doors.admits(principal.get(), visit)) {
            note(TOO_MANY, incoming.path(), context.channel());
            reply.refuse(TOO_MANY);
            return;
        }
        Executor elsewhere = action -> workers.execute(answering(context, visit, action));
        var guest = new Guest(
                principal.get(),
                destination.get(),
                incoming,
                context,
                visit,
                elsewhere,
                refused -> note(refused, incoming.path(), context.channel()));
        if (path.group(2).equals("mcp")) streamable.serve(guest);
        else elsewhere.execute(() -> oldStyle.serve(guest, path.group(2)));
    }

    private static String named(Matcher path) {
        return path.group(1) == null ? "" : path.group(1);
    }

    /// What a name leads to now: a server's, or nothing for all.
    Optional<Destination> destination(String name) {
        return name.isEmpty() ? Optional.of(all) : house.backend(name).map(OneServer::new);
    }

    private List<Destination> servers() {
        return house.names().stream()
                .flatMap(name -> destination(name).stream())
                .toList();
    }
}
