/// What text, files and definitions hide.
@NullMarked
package dev.pavise.detect;

import org.jspecify.annotations.NullMarked;
