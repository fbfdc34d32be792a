/// The gateway as an HTTP server: Streamable HTTP of all revisions, and HTTP+SSE of the oldest.
///
/// ```
/// bytes ── Framing (what two parsers could read in two ways is refused) ── Netty's codec ── Requests (one after
///       another, in their time) ── Router (who, where) ── Streamable, OldStyle (what the revision demands) ── Session
/// Session ── Streams ── Stream (which request it is about) ── Reply ── bytes
/// ```
///
/// A legacy client has a session of its own and with it a server of its own. Modern requests have none: those of one
/// principal at one server share a session that nobody sees.
@NullMarked
package dev.pavise.gateway.http;

import org.jspecify.annotations.NullMarked;
