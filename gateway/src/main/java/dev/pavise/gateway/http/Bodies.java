package dev.pavise.gateway.http;

import java.util.concurrent.atomic.AtomicLong;

/// How much of requests' bodies is held at once, over all clients: a share of the memory, which strangers may fill and
/// nobody else has to give.
final class Bodies {
    private final AtomicLong held = new AtomicLong();
    private final long bytesMax;

    Bodies(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// A quarter of the memory, and no more than sixteen of the longest bodies.
    static Bodies of(HttpLimits limits) {
        long most = 16L * limits.bodyBytesMax();
        return new Bodies(Math.max(
                limits.bodyBytesMax(), Math.min(most, Runtime.getRuntime().maxMemory() / 4)));
    }

    /// Takes so much more; false where that is too much, and then nothing is taken.
    boolean take(int bytes) {
        if (held.addAndGet(bytes) <= bytesMax) return true;
        held.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        held.addAndGet(-bytes);
    }
}
