package dev.pavise.gateway.remote;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The connections of one event loop to one origin. Everything happens on that loop.
final class Pool {
    private static final long SWEEP_MILLIS = 1000;
    private static final int CHUNK_MAX = 64 << 10;

    /// Connections of one kind, and what waits for one.
    private static final class Lane {
        private final int max;
        private final ArrayDeque<Call> waiting = new ArrayDeque<>();
        private int open;
        private int connecting;

        Lane(int max) {
            this.max = max;
        }
    }

    private final Remotes shared;
    private final EventLoop loop;
    private final Target origin;
    private final Limits limits;
    private final Lane calls;
    private final Lane streams;
    private final ArrayDeque<Wire> idle = new ArrayDeque<>();
    private boolean isSweeping;

    Pool(Remotes shared, EventLoop loop, Target origin, int loops) {
        this.shared = shared;
        this.loop = loop;
        this.origin = origin;
        limits = shared.limits();
        calls = new Lane((limits.connectionsMax() + loops - 1) / loops);
        streams = new Lane((limits.streamsMax() + loops - 1) / loops);
    }

    EventLoop loop() {
        return loop;
    }

    /// Gives a call a connection, as soon as there is one.
    void run(Call call) {
        if (!call.isStream()) {
            for (Wire wire = idle.pollLast(); wire != null; wire = idle.pollLast()) {
                if (wire.isUsable()) {
                    wire.start(call);
                    return;
                }
                wire.close();
            }
        }
        Lane lane = lane(call.isStream());
        if (lane.waiting.size() >= limits.waitingMax() + lane.connecting + lane.max - lane.open) {
            call.broken("too many calls wait for a connection to it");
            return;
        }
        lane.waiting.add(call);
        connect(lane);
    }

    /// A call that no longer wants a connection.
    void forget(Call call) {
        lane(call.isStream()).waiting.remove(call);
    }

    /// A connection whose call is over.
    void rest(Wire wire) {
        Call next = calls.waiting.poll();
        wire.rest();
        if (next != null) {
            wire.start(next);
            return;
        }
        idle.add(wire);
        sweepLater();
    }

    void gone(Wire wire) {
        idle.remove(wire);
        Lane lane = lane(wire.isStream());
        lane.open--;
        connect(lane);
    }

    /// Lets a connection count as a stream; whether there is room for one.
    boolean promote() {
        if (streams.open >= streams.max) return false;
        streams.open++;
        calls.open--;
        connect(calls);
        return true;
    }

    void close() {
        for (Wire each : List.copyOf(idle)) each.close();
    }

    private Lane lane(boolean isStream) {
        return isStream ? streams : calls;
    }

    private void connect(Lane lane) {
        while (lane.connecting < lane.waiting.size() && lane.open < lane.max) {
            lane.open++;
            lane.connecting++;
            var _ = shared.addresses(origin)
                    .whenComplete((found, fault) -> loop.execute(() -> {
                        if (fault != null) failed(lane, fault.getCause() == null ? fault : fault.getCause());
                        else connect(lane, found.iterator());
                    }));
        }
    }

    private void connect(Lane lane, Iterator<InetAddress> addresses) {
        InetAddress address = addresses.next();
        var opening = new Opening(lane == streams);
        var connected = new Bootstrap()
                .group(loop)
                .channel(shared.channelType())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        limits.connect().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(opening)
                .connect(new InetSocketAddress(address, origin.port()));
        var _ = connected.addListener((ChannelFuture done) -> {
            if (!done.isSuccess()) {
                if (addresses.hasNext()) connect(lane, addresses);
                else failed(lane, done.cause());
                return;
            }
            SslHandler tls = opening.tls;
            if (tls == null) ready(lane, opening);
            else
                tls.handshakeFuture().addListener((Future<Object> shaken) -> {
                    if (shaken.isSuccess()) {
                        ready(lane, opening);
                    } else {
                        var _ = done.channel().close();
                        failed(lane, shaken.cause());
                    }
                });
        });
    }

    private void ready(Lane lane, Opening opening) {
        lane.connecting--;
        Wire wire = opening.open();
        Call next = lane.waiting.poll();
        if (next != null) wire.start(next);
        else if (lane == streams) wire.close();
        else rest(wire);
    }

    private void failed(Lane lane, Throwable cause) {
        lane.connecting--;
        lane.open--;
        Call next = lane.waiting.poll();
        if (next != null) next.broken("no connection to " + origin + ": " + Words.of(cause));
        connect(lane);
    }

    private void sweepLater() {
        if (isSweeping) return;
        isSweeping = true;
        var _ = loop.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        isSweeping = false;
        for (Wire each : List.copyOf(idle)) {
            if (!each.isUsable()) each.close();
        }
        if (!idle.isEmpty()) sweepLater();
    }

    /// Builds the handlers of a new connection. It is no [Wire] before its handshake is done.
    private final class Opening extends ChannelInitializer<SocketChannel> {
        private final boolean isStream;
        private @Nullable SocketChannel channel;
        private @Nullable SslHandler tls;

        Opening(boolean isStream) {
            this.isStream = isStream;
        }

        @Override
        protected void initChannel(SocketChannel opened) {
            channel = opened;
            if (!origin.tls()) return;
            tls = shared.tls().newHandler(opened.alloc(), origin.host(), origin.port());
            tls.setHandshakeTimeoutMillis(limits.connect().toMillis());
            opened.pipeline().addLast(tls, new Shaking());
        }

        Wire open() {
            if (channel == null) throw new IllegalStateException("not connected");
            var config = new HttpDecoderConfig()
                    .setMaxInitialLineLength(limits.headBytesMax())
                    .setMaxHeaderSize(limits.headBytesMax())
                    .setMaxChunkSize(CHUNK_MAX);
            Wire wire = new Wire(Pool.this, channel, limits, isStream);
            if (tls != null) channel.pipeline().remove(Shaking.class);
            channel.pipeline().addLast(new HttpResponseDecoder(config), wire);
            return wire;
        }
    }

    /// While hands are shaken, what goes wrong is heard of by the handshake's own future.
    private static final class Shaking extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }
}
