/// Pins: what a model can see of a server, held to the bytes that were approved.
@NullMarked
package dev.pavise.core.pin;

import org.jspecify.annotations.NullMarked;
