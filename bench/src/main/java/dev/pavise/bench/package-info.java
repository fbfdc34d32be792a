/// Benchmarks: what Pavise costs, part by part and as a whole.
@NullMarked
package dev.pavise.bench;

import org.jspecify.annotations.NullMarked;
