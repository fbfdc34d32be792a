package dev.pavise.gateway.remote;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// What all sessions with remote servers share: event loops, trust, names and pools of connections.
public final class Remotes implements AutoCloseable {
    private static final int LOOKUPS_MAX = 32;

    private record Key(EventLoop loop, boolean tls, String host, int port) {}

    private final IoEventLoopGroup loops;
    private final int loopCount;
    private final Limits limits;
    private final Resolver resolver;
    private final SslContext tls;
    private final ConcurrentHashMap<Key, Pool> pools = new ConcurrentHashMap<>();
    private final ExecutorService lookups;

    /// With the certificates that this Java trusts.
    ///
    /// @param loops stay their owner's to close
    public Remotes(IoEventLoopGroup loops, Limits limits, Resolver resolver) {
        this(loops, limits, resolver, null);
    }

    /// @param trust whom to trust for TLS; null for the certificates that this Java trusts
    public Remotes(IoEventLoopGroup loops, Limits limits, Resolver resolver, @Nullable TrustManagerFactory trust) {
        this.loops = loops;
        this.limits = limits;
        this.resolver = resolver;
        int count = 0;
        for (EventExecutor _ : loops) count++;
        loopCount = count;
        try {
            tls = SslContextBuilder.forClient()
                    .trustManager(trust)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
        lookups = new ThreadPoolExecutor(
                0,
                LOOKUPS_MAX,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> Thread.ofPlatform().daemon().name("name lookup").unstarted(task));
    }

    /// Event loops as this system has them best, on daemon threads: epoll where there is epoll.
    public static IoEventLoopGroup loops(int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads,
                new DefaultThreadFactory("remote", true),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /// Lets go of what nobody uses. Sessions are closed before.
    @Override
    public void close() {
        for (Pool each : pools.values()) each.loop().execute(each::close);
        lookups.shutdownNow();
    }

    Limits limits() {
        return limits;
    }

    SslContext tls() {
        return tls;
    }

    Class<? extends SocketChannel> channelType() {
        return loops.isIoType(EpollIoHandler.class) ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    Pool pool(EventLoop loop, Target target) {
        return pools.computeIfAbsent(
                new Key(loop, target.tls(), target.host(), target.port()),
                _ -> new Pool(this, loop, target, loopCount));
    }

    EventLoop anyLoop() {
        return loops.next();
    }

    /// The loop whose thread this is, so that a message is handled where it came; else any.
    EventLoop thisLoop() {
        for (EventExecutor each : loops) {
            if (each.inEventLoop()) return (EventLoop) each;
        }
        return loops.next();
    }

    boolean isOnLoop() {
        for (EventExecutor each : loops) {
            if (each.inEventLoop()) return true;
        }
        return false;
    }

    /// The addresses of an origin that may be reached. They are what the connection is made to: a name that means
    /// something else a moment later changes nothing.
    CompletableFuture<List<InetAddress>> addresses(Target origin) {
        if (origin.literal().isPresent()) {
            return CompletableFuture.completedFuture(List.of(origin.literal().get()));
        }
        if (origin.host().equals("localhost")) {
            return CompletableFuture.completedFuture(
                    List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")));
        }
        try {
            return CompletableFuture.supplyAsync(() -> lookUp(origin.host()), lookups)
                    .orTimeout(limits.connect().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new UnknownHostException("too many names are being looked up"));
        }
    }

    private List<InetAddress> lookUp(String host) {
        try {
            List<InetAddress> found = resolver.resolve(host);
            Addresses.check(host, found);
            return found;
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }
}
