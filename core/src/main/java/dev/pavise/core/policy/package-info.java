/// Settings as values: presets, bounds, what is allowed and until when.
@NullMarked
package dev.pavise.core.policy;

import org.jspecify.annotations.NullMarked;
