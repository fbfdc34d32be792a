/// Several servers as one to a client: what their tools are called there, where a request goes, and how their answers
/// become one. Bytes are cut and joined, never written anew.
///
/// ```
/// request ── Routing (by name, by URI, by task) ──► Route ── to one server as its own, or to all
/// answers ── Merging (lists, introductions) ──► one answer
/// each message of one server ── Marks (its ids, tokens, tasks) ──► as nobody else's
/// ```
@NullMarked
package dev.pavise.core.union;

import org.jspecify.annotations.NullMarked;
