package dev.pavise.gateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sets up what reads and writes on a new connection.
final class Connections extends ChannelInitializer<Channel> {
    /// Requests of one h2 connection at once; more wait at the client.
    private static final int H2_STREAMS_MAX = 128;

    private static final long UNSENT_BYTES_MAX = 128 << 10;

    private static final Refused TOO_MANY = new Refused(503, "too many connections");

    private final ChannelGroup all;
    private final Routing router;
    private final HttpLimits limits;
    private final @Nullable Supplier<Tls> tls;
    private final Bodies bodies;

    /// @param tls asked for each connection; null for plain HTTP/1.1
    Connections(ChannelGroup all, Routing router, HttpLimits limits, @Nullable Supplier<Tls> tls) {
        this.all = all;
        this.router = router;
        this.limits = limits;
        this.tls = tls;
        bodies = Bodies.of(limits);
    }

    /// Listens for them.
    ///
    /// @throws IOException when the address cannot be had
    Channel listen(InetSocketAddress address, IoEventLoopGroup loops) throws IOException, InterruptedException {
        boolean isEpoll = loops.isIoType(EpollIoHandler.class);
        var bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(isEpoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(this);
        // A slow client then shows as slow here, and does not keep megabytes in the kernel.
        if (isEpoll) bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES_MAX);
        var bound = bootstrap.bind(address).await();
        if (!bound.isSuccess())
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        return bound.channel();
    }

    @Override
    protected void initChannel(Channel channel) {
        if (all.size() >= limits.connectionsMax()) {
            router.note(TOO_MANY, "", channel);
            channel.close();
            return;
        }
        all.add(channel);
        if (tls == null) {
            addHttp(channel.pipeline());
            return;
        }
        SslHandler handler = tls.get().context().newHandler(channel.alloc());
        handler.setHandshakeTimeout(limits.requestTime().toMillis(), TimeUnit.MILLISECONDS);
        channel.pipeline().addLast(handler, new Negotiated());
    }

    private void addHttp(ChannelPipeline pipeline) {
        var decoding = new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.headBytesMax())
                .setMaxHeaderSize(limits.headBytesMax());
        pipeline.addLast(new Framing(limits), new HttpServerCodec(decoding), new Requests(router, limits, bodies));
    }

    /// Floods of resets, settings, pings and empty frames are bounded by the codec (CVE-2023-44487, CVE-2019-9512 ff.).
    private void addH2(ChannelPipeline pipeline) {
        var settings =
                new Http2Settings().maxConcurrentStreams(H2_STREAMS_MAX).maxHeaderListSize(limits.headBytesMax());
        var codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(settings)
                .decoderEnforceMaxRstFramesPerWindow(200, 30)
                .build();
        pipeline.addLast(codec, new H2Watch(codec, limits), new Http2MultiplexHandler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline()
                        .addLast(
                                new Http2StreamFrameToHttpObjectCodec(true),
                                new H2Heads(),
                                new Requests(router, limits, bodies));
            }
        }));
    }

    /// Goes on by what the client chose.
    private final class Negotiated extends ApplicationProtocolNegotiationHandler {
        Negotiated() {
            super(ApplicationProtocolNames.HTTP_1_1);
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) addH2(context.pipeline());
            else addHttp(context.pipeline());
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
