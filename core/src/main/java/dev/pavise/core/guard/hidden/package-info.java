/// Text that a person does not see and a model reads: how it is recognised, named, and taken out or made visible.
///
/// A string is read in rounds. One round looks for terminal control ([Terminal], ECMA-48), invisible characters
/// ([Invisible]; Unicode Default_Ignorable_Code_Point, UTR #36, UTS #39 and UTS #51), the same in entities and percent
/// codes ([Encoded]), and what HTML and Markdown do not show ([Markup], [Comments], [Elements]; WHATWG HTML and
/// CommonMark). What it finds is cut, and the next round reads what is left, because a cut can join the halves of
/// something else. A string is done when a round finds nothing; so an edited text, judged again, is clean.
///
/// Invisible characters are judged by runs, with the visible characters on both sides. Grammar of what may stand:
///
/// ```
/// run      = [flag | selector] joint{0,3}
/// flag     = (2-letter country, 1 to 3 letters or digits, as tag characters) U+E007F   ; behind U+1F3F4
/// selector = one variation selector                                         ; behind a character that takes it
/// joint    = ZWJ | ZWNJ | ZWSP | mark | balanced isolate | soft hyphen | …    ; where its script or neighbour needs it
/// ```
@NullMarked
package dev.pavise.core.guard.hidden;

import org.jspecify.annotations.NullMarked;
