package dev.pavise.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The HTTP side, listening.
public final class HttpServer implements AutoCloseable {
    /// For clients to read what they are told when their sessions end.
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final long LOOK_NANOS = 10_000_000;
    /// How often it is looked whether sessions still may go on.
    private static final long REVIEW_MILLIS = 1000;

    private final HttpLimits limits;
    private final List<Future<?>> recurring;
    private final Channel listening;
    private final ChannelGroup connections;
    private final Dialogues dialogues;
    private final Doors doors;
    private final ExecutorService workers;

    private HttpServer(
            HttpLimits limits,
            List<Future<?>> recurring,
            Channel listening,
            ChannelGroup connections,
            Dialogues dialogues,
            Doors doors,
            ExecutorService workers) {
        this.limits = limits;
        this.recurring = recurring;
        this.listening = listening;
        this.connections = connections;
        this.dialogues = dialogues;
        this.doors = doors;
        this.workers = workers;
    }

    /// Listens; port 0 takes a free one.
    ///
    /// @param loops stay their owner's to close
    /// @throws IOException when the address cannot be had
    public static HttpServer listen(Endpoint endpoint, House house, HttpLimits limits, IoEventLoopGroup loops)
            throws IOException, InterruptedException {
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        var dialogues = new Dialogues(limits, workers);
        var doors = new Doors(limits);
        var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var names = new Names(endpoint.tls() != null);
        var router = new Router(house, names, dialogues, doors, limits, workers);
        Channel listening;
        try {
            listening = new Connections(connections, router, limits, endpoint.tls()).listen(endpoint.address(), loops);
        } catch (IOException e) {
            workers.shutdown();
            throw e;
        }
        names.add((InetSocketAddress) listening.localAddress(), endpoint.hosts());
        long sweep = Math.max(1, dialogues.sweepEach().toMillis());
        var recurring = List.<Future<?>>of(
                loops.scheduleWithFixedDelay(
                        () -> workers.execute(dialogues::sweep), sweep, sweep, TimeUnit.MILLISECONDS),
                loops.scheduleWithFixedDelay(
                        () -> workers.execute(() -> review(house, doors, dialogues, router)),
                        REVIEW_MILLIS,
                        REVIEW_MILLIS,
                        TimeUnit.MILLISECONDS));
        return new HttpServer(limits, recurring, listening, connections, dialogues, doors, workers);
    }

    private static void review(House house, Doors doors, Dialogues dialogues, Router router) {
        try {
            doors.review(house);
            dialogues.review(house.principals(), router::destination);
        } catch (RuntimeException e) {
            // Keys or settings cannot be read. Who calls meanwhile is told so, and the next look is soon.
            return;
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /// How many sessions are open.
    public int sessions() {
        return dialogues.size();
    }

    /// How many connections there are.
    public int connections() {
        return connections.size();
    }

    /// How many requests have no whole reply yet, streams among them.
    public int underWay() {
        return doors.underWay();
    }

    /// Whether it is about to end, and takes nothing new.
    public boolean isDraining() {
        return doors.isClosing();
    }

    /// Closes, and gives what is under way its time.
    @Override
    public void close() {
        close(limits.drainTime());
    }

    /// Takes nothing new, lets calls that are under way be answered, ends all sessions and lets go.
    ///
    /// @param patience for the calls
    public void close(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        doors.close();
        recurring.forEach(each -> each.cancel(false));
        listening.close().awaitUninterruptibly();
        await(() -> !dialogues.isBusy(), until);
        dialogues.closeAll();
        await(() -> doors.underWay() == 0, Math.max(until, System.nanoTime() + LAST_WORDS.toNanos()));
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        workers.shutdown();
        // Whoever still looks something up would open again what its owner closes next.
        await(workers::isTerminated, System.nanoTime() + LAST_WORDS.toNanos());
    }

    private static void await(BooleanSupplier isDone, long until) {
        while (!isDone.getAsBoolean() && System.nanoTime() < until) LockSupport.parkNanos(LOOK_NANOS);
    }
}
