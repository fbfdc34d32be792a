/// Personal data, named after Presidio's entities: `pii/US_SSN`.
///
/// One pass over the text finds what could be a number of some kind, and costs nothing where no digit is. Each is held
/// against the shapes of its length, then against checksums, then against the words beside it.
///
/// ```
/// token     = ASCII letters and digits
/// candidate = token (separator token)*   ; a token with a digit, up to two short ones before it, all that follow
/// separator = space | "-" | "." | "/" | "_" | ":" | parentheses
/// shape     = "A" letter, "9" digit, "#" either, "?" the one before may be missing
///           | " " a space, hyphen or dot may stand here, "_" one has to; all of a number are the same
///           | "*" any separator may stand here, "&" one has to; they may differ
///           | "-" "/" ":" "." this one has to
/// ```
///
/// A candidate that a separator other than a space ties to more letters or digits is a part of something else: no
/// number is found in a UUID, a path or a fraction.
@NullMarked
package dev.pavise.detect.pii;

import org.jspecify.annotations.NullMarked;
