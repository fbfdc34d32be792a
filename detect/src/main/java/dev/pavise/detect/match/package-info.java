/// Where any of many terms stands in a text, in one pass.
@NullMarked
package dev.pavise.detect.match;

import org.jspecify.annotations.NullMarked;
