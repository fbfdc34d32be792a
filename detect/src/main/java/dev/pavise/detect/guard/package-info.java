/// The detectors as a guard: what they find in a message, turned into a verdict.
@NullMarked
package dev.pavise.detect.guard;

import org.jspecify.annotations.NullMarked;
