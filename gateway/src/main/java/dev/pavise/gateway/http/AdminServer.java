package dev.pavise.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A listener of its own for those who run Pavise: a few pages, with the same edge as the HTTP side and
/// no key, since they hold nothing of what passes.
public final class AdminServer implements AutoCloseable {
    private static final HttpLimits LIMITS = new HttpLimits(
            16 << 10,
            1 << 10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(75),
            64,
            64,
            1,
            1,
            Duration.ofMinutes(1),
            Duration.ZERO,
            0);

    private final Channel listening;
    private final ChannelGroup connections;
    private final ExecutorService workers;

    /// What is shown.
    ///
    /// @param type of the text, with its parameters
    public record Page(int status, String type, String text) {}

    private AdminServer(Channel listening, ChannelGroup connections, ExecutorService workers) {
        this.listening = listening;
        this.connections = connections;
        this.workers = workers;
    }

    /// Listens; port 0 takes a free one.
    ///
    /// @param pages by their paths, made anew for each request
    /// @param loops stay their owner's to close
    /// @throws IOException when the address cannot be had
    public static AdminServer listen(
            InetSocketAddress address, Map<String, Supplier<Page>> pages, IoEventLoopGroup loops)
            throws IOException, InterruptedException {
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var names = new Names(false);
        try {
            var routing = new Pages(Map.copyOf(pages), names, workers);
            Channel listening = new Connections(connections, routing, LIMITS, null).listen(address, loops);
            names.add((InetSocketAddress) listening.localAddress(), Set.of());
            return new AdminServer(listening, connections, workers);
        } catch (IOException e) {
            workers.shutdown();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        workers.shutdown();
    }

    private record Pages(Map<String, Supplier<Page>> pages, Names names, ExecutorService workers) implements Routing {
        @Override
        public void route(Incoming incoming, ChannelHandlerContext context, Visit visit) {
            workers.execute(() -> {
                var reply = new Reply(context, visit, Reply.Pending.NONE);
                try {
                    show(incoming, reply);
                } catch (RuntimeException | Error e) {
                    String fault = e.getClass().getSimpleName();
                    reply.breakOff(500, "Pavise failed: " + fault + "\nhint: please report this");
                }
            });
        }

        private void show(Incoming incoming, Reply reply) {
            Optional<Refused> strange = names.strangeness(incoming);
            Supplier<Page> page = pages.get(incoming.path());
            if (strange.isPresent()) {
                reply.refuse(strange.get());
            } else if (page == null) {
                String all = String.join(", ", pages.keySet().stream().sorted().toList());
                reply.words(404, "there is no " + incoming.path() + "\nhint: " + all);
            } else if (!incoming.method().equals("GET")) {
                reply.header("Allow", "GET").words(405, "pages are read by GET");
            } else {
                Page shown = page.get();
                reply.whole(shown.status(), shown.type(), shown.text().getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public void examine(Incoming head, Consumer<Optional<Refused>> tell) {
            workers.execute(() -> tell.accept(names.strangeness(head)));
        }

        @Override
        public void note(Refused refused, String path, Channel from) {}

        @Override
        public void elsewhere(Runnable action) {
            workers.execute(action);
        }
    }
}
