/// The strict reader: JSON as bytes plus the places of its values, and edits that leave all other bytes alone.
///
/// Grammar: RFC 8259, narrowed so that no two parsers can read one text in two ways (RFC 7493, I-JSON, and more).
@NullMarked
package dev.pavise.core.json;

import org.jspecify.annotations.NullMarked;
