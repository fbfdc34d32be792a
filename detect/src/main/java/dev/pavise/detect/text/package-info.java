/// A text made comparable, with the way back: case, compatibility forms, look-alike letters, invisible characters and
/// white space no longer count; and what is encoded in it, decoded.
///
/// ```
/// layer   = text, for each character the characters of the original that it stands for, how it was got
/// layers  = folded original, { folded decoded part }     ; nested and bounded
/// ```
///
/// Sources: Unicode UAX #15 (NFKC), UTS #39 (confusables), WHATWG HTML 13.2.5 (character references), RFC 3986
/// (percent codes), RFC 4648 (base64, base16).
@NullMarked
package dev.pavise.detect.text;

import org.jspecify.annotations.NullMarked;
