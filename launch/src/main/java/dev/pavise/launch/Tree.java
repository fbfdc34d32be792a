package dev.pavise.launch;

import java.time.Duration;

/// A started server with everything that it started, as a sandbox can end it.
interface Tree {
    /// The process that Pavise started: its streams are the server's, its exit status is the server's.
    Process process();

    /// SIGTERM to every process of the tree.
    void terminate();

    /// SIGKILL to every process of the tree. Returns whether nothing is left, after at most this long.
    boolean kill(Duration bound);

    /// Lets go of what watched over the tree, once the tree is gone.
    void release();
}
