/// What people have decided, in one small SQLite file beside the ledger: pins and allowances.
///
/// ```
/// state.db    pin         server, kind, name → state, digests of the approved and the seen definition, since, by
///             pin_reason  server, kind, name, place in the list → rule, place, seen
///             definition  digest → canonical text; many pins may share one
///             allowance   rule, server, subject, argument → until, owner, reason, given
///             version     one number each for pins and allowances, which grows with every change
/// state.lock  locked by whose turn it is to write
/// ```
///
/// Times are RFC 3339 in UTC. Several processes may have it open.
@NullMarked
package dev.pavise.ledger.state;

import org.jspecify.annotations.NullMarked;
