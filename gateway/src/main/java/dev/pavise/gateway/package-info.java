/// The edge: turns bytes into events, lets the exchange decide, and carries out its effects.
///
/// A session has one server ([Upstream]) and one client side ([Outlet]). A step is taken by whichever thread brought
/// the event, under the session's lock; what leaves keeps the order in which it was decided.
@NullMarked
package dev.pavise.gateway;

import org.jspecify.annotations.NullMarked;
