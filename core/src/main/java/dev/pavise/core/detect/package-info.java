/// What detectors are asked and what they answer. A detector looks at one text at a time and says what is wrong with
/// which characters of it; what is then done is the business of guards.
///
/// ```
/// passage  = text, origin                       ; one string that a model or a person sees
/// finding  = rule, severity, confidence, span, words
/// grade    = certain | likely | noted           ; from the confidence, for presets to act on
/// ```
@NullMarked
package dev.pavise.core.detect;

import org.jspecify.annotations.NullMarked;
