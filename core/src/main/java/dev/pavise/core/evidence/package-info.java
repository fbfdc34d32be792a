/// What is kept of each judged message, and the ports of the stores that keep it.
@NullMarked
package dev.pavise.core.evidence;

import org.jspecify.annotations.NullMarked;
