/// All servers as one. Each server keeps a session of its own, judged by its own pins and policy; what concerns no
/// server is judged in a session whose server is Pavise itself. [dev.pavise.core.union] decides where a message goes
/// and how answers become one; this asks and gathers.
///
/// ```
/// client ── Everyone ──┬─ Member ── Partner (a session) ── server
///                      ├─ Member ── Partner (a session) ── server
///                      └─ Member ── Partner (a session) ── Pavise's own answers
/// ```
///
/// No partner is asked under a lock, nor on a thread on which another one speaks: each has locks of its own.
@NullMarked
package dev.pavise.gateway.union;

import org.jspecify.annotations.NullMarked;
