/// The edge: turns bytes into events, lets the exchange decide, and carries out its effects.
///
/// Over stdio a message is a line (UTF-8 without a line feed in it, then a line feed). Two platform threads read, two
/// write; a step is taken by the thread that read, under the session's lock.
@NullMarked
package dev.pavise.gateway;

import org.jspecify.annotations.NullMarked;
