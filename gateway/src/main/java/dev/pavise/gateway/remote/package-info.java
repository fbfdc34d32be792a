/// Servers that are reached over HTTP: Streamable HTTP of both eras, and HTTP+SSE of 2024-11-05.
///
/// [dev.pavise.gateway.remote.Remotes] holds what all sessions share: event loops, trust in certificates, names, and a
/// pool of connections for each origin and loop. [dev.pavise.gateway.remote.RemoteUpstream] is one session. A message
/// is a POST ([Call] on a [Wire]), and its reply is taken apart by [Intake]: JSON whole, event streams event by event.
/// Everything of one call happens on one event loop, and nothing there waits.
@NullMarked
package dev.pavise.gateway.remote;

import org.jspecify.annotations.NullMarked;
