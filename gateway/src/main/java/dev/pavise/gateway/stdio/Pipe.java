package dev.pavise.gateway.stdio;

import dev.pavise.core.exchange.Effect;
import dev.pavise.gateway.Outlet;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.LinkedBlockingQueue;

/// One message a line into a stream. A thread of its own writes, so that a peer that does not read holds nobody up but
/// those who write to it.
final class Pipe implements Outlet {
    private static final int BUFFER = 64 << 10;
    /// How much may wait for a peer that does not read before those who make it wait.
    private static final long WAITING_BYTES_MAX = 32L << 20;
    private static final byte[] LAST = new byte[0];

    private final OutputStream out;
    private final Runnable broken;
    private final LinkedBlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
    private final Thread writer;
    private final byte[] buffer = new byte[BUFFER];
    private final Object room = new Object();
    private int buffered;
    private long waiting;
    private boolean isBroken;

    /// @param broken called once when the peer no longer takes what is written
    Pipe(String name, OutputStream out, Runnable broken) {
        this.out = out;
        this.broken = broken;
        writer = Thread.ofPlatform().daemon().name(name).start(this::write);
    }

    @Override
    public void send(Effect.Send send) {
        byte[] line = onOneLine(send.bytes());
        waits(line.length);
        lines.add(line);
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        synchronized (room) {
            while (waiting > WAITING_BYTES_MAX && !isBroken) room.wait();
        }
    }

    boolean hasRoom() {
        synchronized (room) {
            return waiting <= WAITING_BYTES_MAX || isBroken;
        }
    }

    /// Writes what was sent until now, and stops; whether all of it left within the time.
    boolean finish(long millis) throws InterruptedException {
        lines.add(LAST);
        writer.join(millis);
        return !writer.isAlive();
    }

    /// A message that came over HTTP may have line ends between its values; inside strings JSON has none. Some readers
    /// end a line at a carriage return too; one that stands before the line feed is the peer's way to end lines.
    private static byte[] onOneLine(byte[] message) {
        byte[] line = message;
        for (int i = 0; i < message.length; i++) {
            boolean breaks = message[i] == '\n' || (message[i] == '\r' && i < message.length - 1);
            if (!breaks) continue;
            if (line == message) line = message.clone();
            line[i] = ' ';
        }
        return line;
    }

    private void waits(int bytes) {
        synchronized (room) {
            waiting += bytes;
            if (waiting <= WAITING_BYTES_MAX) room.notifyAll();
        }
    }

    private void write() {
        try {
            while (true) {
                byte[] line = lines.poll();
                if (line == null) {
                    flush();
                    line = lines.take();
                }
                if (line == LAST) break;
                put(line);
                waits(-line.length);
            }
            flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            synchronized (room) {
                isBroken = true;
                room.notifyAll();
            }
            broken.run();
        }
    }

    private void put(byte[] message) throws IOException {
        if (message.length + 1 > BUFFER - buffered) flush();
        if (message.length + 1 > BUFFER) {
            out.write(message);
            out.write('\n');
            return;
        }
        System.arraycopy(message, 0, buffer, buffered, message.length);
        buffered += message.length;
        buffer[buffered++] = '\n';
    }

    private void flush() throws IOException {
        if (buffered > 0) out.write(buffer, 0, buffered);
        buffered = 0;
        out.flush();
    }
}
