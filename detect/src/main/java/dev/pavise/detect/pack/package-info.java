/// Numbers and texts in one piece, which a start reads in a moment.
@NullMarked
package dev.pavise.detect.pack;

import org.jspecify.annotations.NullMarked;
