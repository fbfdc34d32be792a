package dev.pavise.gateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The HTTP side, listening.
public final class HttpServer implements AutoCloseable {
    private final EventLoopGroup loops;
    private final Channel listening;
    private final ChannelGroup connections;
    private final Dialogues dialogues;
    private final ExecutorService workers;

    private HttpServer(
            EventLoopGroup loops,
            Channel listening,
            ChannelGroup connections,
            Dialogues dialogues,
            ExecutorService workers) {
        this.loops = loops;
        this.listening = listening;
        this.connections = connections;
        this.dialogues = dialogues;
        this.workers = workers;
    }

    /// Listens at an address; port 0 takes a free one.
    ///
    /// @throws IOException when the address cannot be had
    public static HttpServer listen(InetSocketAddress address, House house, HttpLimits limits)
            throws IOException, InterruptedException {
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        var loops = new MultiThreadIoEventLoopGroup(io);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        var dialogues = new Dialogues(limits, workers);
        var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var hosts = new HashSet<String>();
        var router = new Router(house, hosts, dialogues, workers);
        Class<? extends ServerChannel> type =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        var bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (connections.size() >= limits.connectionsMax()) {
                            channel.close();
                            return;
                        }
                        connections.add(channel);
                        pipeline(channel, router, limits);
                    }
                });
        var bound = bootstrap.bind(address).await();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            workers.shutdown();
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        hosts.addAll(hosts((InetSocketAddress) bound.channel().localAddress()));
        loops.scheduleAtFixedRate(
                dialogues::sweep,
                dialogues.sweepEach().toSeconds(),
                dialogues.sweepEach().toSeconds(),
                TimeUnit.SECONDS);
        return new HttpServer(loops, bound.channel(), connections, dialogues, workers);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /// How many sessions are open.
    public int sessions() {
        return dialogues.size();
    }

    /// Takes no more connections, ends all sessions and lets go.
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        dialogues.closeAll();
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        workers.shutdown();
    }

    private static void pipeline(Channel channel, Router router, HttpLimits limits) {
        long idle = limits.idleTime().toSeconds();
        channel.pipeline()
                .addLast(new Framing(limits.headBytesMax()))
                .addLast(new HttpServerCodec())
                .addLast(new HttpServerKeepAliveHandler())
                .addLast(new HttpObjectAggregator(limits.bodyBytesMax(), true))
                .addLast(new IdleStateHandler(idle, 0, 0, TimeUnit.SECONDS))
                .addLast(new Requests(router));
    }

    /// What may stand in `Host` for this address (DNS rebinding comes with another).
    private static Set<String> hosts(InetSocketAddress address) {
        String port = ":" + address.getPort();
        var hosts = new HashSet<>(Set.of("localhost" + port, "127.0.0.1" + port, "[::1]" + port));
        if (!address.getAddress().isLoopbackAddress()) {
            hosts.add(address.getHostString().toLowerCase(Locale.ROOT) + port);
        }
        return hosts;
    }
}
