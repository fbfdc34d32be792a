/// Looking at single cases, for whoever wants to know what the detectors see.
@NullMarked
package dev.pavise.app.inspect;

import org.jspecify.annotations.NullMarked;
