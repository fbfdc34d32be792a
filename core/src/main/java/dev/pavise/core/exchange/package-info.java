/// The gateway as a pure machine: state, event, step, effects.
@NullMarked
package dev.pavise.core.exchange;

import org.jspecify.annotations.NullMarked;
