package dev.pavise.launch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A started server with everything that it started, as a sandbox can end it.
interface Tree {
    /// The process that Pavise started: its streams are the server's, its exit status is the server's.
    Process process();

    /// SIGTERM to every process of the tree.
    void terminate();

    /// SIGKILL to every process of the tree. Returns whether nothing is left, after at most this long.
    boolean kill(Duration bound);

    /// Done when what watches over the tree has died before its time: then nothing would end the tree with Pavise.
    CompletableFuture<?> unguarded();

    /// Lets go of what watched over the tree, once the tree is gone.
    void release();
}
