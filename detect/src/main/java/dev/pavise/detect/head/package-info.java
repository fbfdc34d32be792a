/// The learned head: what it looks at in a sentence, and what each of these weighs. It never sees a
/// letter that no word list, name or shape stands for: it learns how a sentence is built and not how
/// its author writes.
///
/// ```
/// feature  = concept | concept "&" concept | concept ">" concept | "rule:" id | form
/// weights  = {line}                             ; head.txt, a resource
/// line     = feature weight | "bias" z | "note" z | "likely" z | "#" remark
/// ```
@NullMarked
package dev.pavise.detect.head;

import org.jspecify.annotations.NullMarked;
