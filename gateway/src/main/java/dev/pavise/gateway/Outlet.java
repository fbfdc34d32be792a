package dev.pavise.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// What leaves in one direction: messages in the order in which they were decided, each as soon as what it waits for
/// is done. A thread of its own writes, so that a peer that does not read holds nobody up but those who write to it.
final class Outlet {
    private static final int BUFFER = 64 << 10;
    /// How much may wait for a peer that does not read before those who make it wait.
    private static final long WAITING_BYTES_MAX = 32L << 20;

    /// A place in the order.
    final class Slot {
        private final CompletableFuture<List<byte[]>> messages = new CompletableFuture<>();

        void set(List<byte[]> decided) {
            for (byte[] message : decided) waits(message.length);
            messages.complete(decided);
        }
    }

    private final OutputStream out;
    private final Runnable broken;
    private final LinkedBlockingQueue<Slot> slots = new LinkedBlockingQueue<>();
    private final Slot last = new Slot();
    private final Thread writer;
    private final byte[] buffer = new byte[BUFFER];
    private final Object room = new Object();
    private int buffered;
    private long waiting;
    private boolean isBroken;

    /// @param broken called once when the peer no longer takes what is written
    Outlet(String name, OutputStream out, Runnable broken) {
        this.out = out;
        this.broken = broken;
        last.set(List.of());
        writer = Thread.ofPlatform().daemon().name(name).start(this::write);
    }

    Slot reserve() {
        var slot = new Slot();
        slots.add(slot);
        return slot;
    }

    void send(byte[] message) {
        reserve().set(List.of(message));
    }

    /// Waits while too much waits for the peer. For readers, between messages, never under a session's lock.
    void awaitRoom() throws InterruptedException {
        synchronized (room) {
            while (waiting > WAITING_BYTES_MAX && !isBroken) room.wait();
        }
    }

    /// Writes what was decided until now, and stops; whether all of it left within the time.
    boolean finish(long millis) throws InterruptedException {
        slots.add(last);
        writer.join(millis);
        return !writer.isAlive();
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
                Slot slot = slots.poll();
                if (slot == null) {
                    flush();
                    slot = slots.take();
                } else if (!slot.messages.isDone()) {
                    flush();
                }
                if (slot == last) break;
                for (byte[] message : slot.messages.join()) {
                    put(message);
                    waits(-message.length);
                }
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
