/// Real servers and clients of MCP, put on both sides of Pavise. Each conversation is held twice, directly and
/// through `pavise run`, and both must hear the same bytes.
///
/// - `Bed`: the npm packages under `src/test/peers`, installed once, and the Node that runs them.
/// - `Way`, `Peer`, `Revision`: how a server is reached, which server, in which revision.
/// - `Script`, `Talk`, `Wire`, `Envelope`: a client that says fixed lines and keeps every line it hears.
/// - `Scripts…`: what is said to each server.
@NullMarked
package dev.pavise.app.peers;

import org.jspecify.annotations.NullMarked;
