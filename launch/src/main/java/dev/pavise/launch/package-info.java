/// Running servers: how a server is started, watched and ended with everything that it started.
///
/// ```
/// starting ──► running ──► closing ──► terminating ──► killing ──► gone
///                 │        input is    SIGTERM to      SIGKILL to
///                 │        closed      the tree        the tree
///                 └───────────┴────────────┴──── the server exits ──► gone
/// ```
///
/// Every step has a bound ([Patience]). How the tree is found and ended is the work of a [Sandbox]; [Sandboxes#ALL]
/// lists them, strongest first, and the first one that works on this system is taken and named.
@NullMarked
package dev.pavise.launch;

import org.jspecify.annotations.NullMarked;
