/// Standard streams: a message is a line (UTF-8 without a line feed in it, then a line feed). For each side one thread
/// reads and one writes.
@NullMarked
package dev.pavise.gateway.stdio;

import org.jspecify.annotations.NullMarked;
