/// Verdicts, their laws, and the guards that need only the message, the pins and the state: one a file.
@NullMarked
package dev.pavise.core.guard;

import org.jspecify.annotations.NullMarked;
