package dev.pavise.bench.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An MCP server over HTTP in both eras, with one tool that answers with as many letters as it is asked for, as JSON or
/// as a stream. Prints its port, and ends when its input does.
final class EchoServer extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+|\"[^\"]*\")");
    private static final Pattern LETTERS = Pattern.compile("\"letters\":(\\d+)");
    private static final String STREAMED = "\"streamed\":true";
    private static final String INTRODUCTION = """
            {"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"echo","version":"1"}}""";
    private static final String DISCOVERED = """
            {"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},\
            "serverInfo":{"name":"echo","version":"1"}}""";
    private static final String TOOLS = """
            {"resultType":"complete","ttlMs":0,"cacheScope":"private","tools":[{"name":"echo","description":\
            "Answers with letters","inputSchema":{"type":"object","properties":{"letters":{"type":"integer"},\
            "streamed":{"type":"boolean"}},"required":["letters"]}}]}""";
    private static final Map<Integer, String> ANSWERS = new ConcurrentHashMap<>();
    private static final AtomicLong SESSIONS = new AtomicLong();

    public static void main(String[] args) throws IOException, InterruptedException {
        boolean epoll = Epoll.isAvailable();
        var loops = new MultiThreadIoEventLoopGroup(1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20), new EchoServer());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync();
        System.out.println(((InetSocketAddress) bound.channel().localAddress()).getPort());
        System.in.transferTo(System.err);
        loops.shutdownGracefully();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        switch (request.method().name()) {
            case "POST" -> post(context, request.content().toString(StandardCharsets.UTF_8));
            case "DELETE" -> whole(context, 200, "");
            // It has nothing to say by itself.
            default -> whole(context, 405, "");
        }
    }

    private static void post(ChannelHandlerContext context, String message) {
        Matcher id = ID.matcher(message);
        if (!id.find()) {
            whole(context, 202, "");
        } else if (message.contains("\"subscriptions/listen\"")) {
            context.write(streamHead());
            context.writeAndFlush(new DefaultHttpContent(event("{\"jsonrpc\":\"2.0\",\"method\":"
                    + "\"notifications/subscriptions/acknowledged\",\"params\":{\"notifications\":"
                    + "{\"toolsListChanged\":true},\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":"
                    + id.group(1) + "}}}")));
        } else {
            String answer = "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":" + result(message) + "}";
            if (message.contains(STREAMED)) {
                context.write(streamHead());
                context.write(new DefaultHttpContent(event(answer)));
                context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            } else {
                whole(context, 200, answer);
            }
        }
    }

    private static String result(String message) {
        if (message.contains("\"initialize\"")) return INTRODUCTION;
        if (message.contains("\"server/discover\"")) return DISCOVERED;
        if (message.contains("\"tools/list\"")) return TOOLS;
        Matcher letters = LETTERS.matcher(message);
        return ANSWERS.computeIfAbsent(
                letters.find() ? Integer.parseInt(letters.group(1)) : 8,
                count -> "{\"resultType\":\"complete\",\"content\":[{\"type\":\"text\",\"text\":\""
                        + "abcdefg ".repeat(count / 8) + "\"}]}");
    }

    private static HttpResponse streamHead() {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set("content-type", "text/event-stream").set("transfer-encoding", "chunked");
        return head;
    }

    private static ByteBuf event(String data) {
        return Unpooled.copiedBuffer("data: " + data + "\n\n", StandardCharsets.US_ASCII);
    }

    private static void whole(ChannelHandlerContext context, int status, String body) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII));
        response.headers().set("content-length", body.length());
        if (!body.isEmpty()) response.headers().set("content-type", "application/json");
        if (body.contains("\"protocolVersion\"")) {
            response.headers().set("mcp-session-id", "echo-" + SESSIONS.incrementAndGet());
        }
        context.writeAndFlush(response);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
