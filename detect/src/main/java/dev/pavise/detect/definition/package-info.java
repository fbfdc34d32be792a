/// Definitions judged among the others that a model sees beside them: what a tool, prompt or resource says, and how its
/// name stands to theirs.
@NullMarked
package dev.pavise.detect.definition;

import org.jspecify.annotations.NullMarked;
