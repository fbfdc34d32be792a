/// Measures `pavise serve`: the same calls directly, through nginx and through Pavise.
///
/// ```
/// Load, Caller ── Middle (nothing, nginx, Pavise) ── EchoServer
/// ```
@NullMarked
package dev.pavise.bench.http;

import org.jspecify.annotations.NullMarked;
