/// JSON Schema as guards need it: whether a schema may be served, what `pattern` costs, what a value lacks.
///
/// Grammars: JSON Schema 2020-12 and draft-07; regular expressions of ECMA-262 in unicode mode, as JSON Schema wants
/// them.
@NullMarked
package dev.pavise.core.guard.schema;

import org.jspecify.annotations.NullMarked;
