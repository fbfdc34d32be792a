package dev.pavise.gateway.remote;

import dev.pavise.gateway.Outlet;

/// Lets nobody read more from a server than is judged and its client takes: whoever told much waits, without holding up
/// its event loop.
final class Room {
    /// How much a stream may tell before it is asked whether the client has room.
    private static final int TOLD_BYTES_MAX = 256 << 10;

    private final InOrder judged;
    private final Outlet toClient;

    Room(InOrder judged, Outlet toClient) {
        this.judged = judged;
        this.toClient = toClient;
    }

    /// How much one stream has told since it was last asked.
    final class Told {
        private int bytes;
        private boolean isWaiting;

        /// On the call's event loop, after it has been told.
        void add(int more, Call call) {
            bytes += more;
            if (bytes < TOLD_BYTES_MAX || isWaiting) return;
            bytes = 0;
            isWaiting = true;
            call.pause();
            Thread.ofVirtual().start(() -> {
                try {
                    judged.await();
                    toClient.awaitRoom();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                call.loop().execute(() -> {
                    isWaiting = false;
                    call.resume();
                });
            });
        }
    }
}
