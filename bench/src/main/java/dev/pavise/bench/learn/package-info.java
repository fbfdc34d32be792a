/// Trains the learned head and measures it. Attacks are generated over honest lists, whose words stand
/// in one file a language; collections of other authors are only measured with. None of it is in the
/// product.
///
/// ```
/// grammar  = {name "=" choices | "+" kind ":" sentence | "-" kind ":" sentence}
/// case     = server, tools, others, labels      ; generated, or a line of a collection
/// example  = label, what the rules say, sentences
/// ```
@NullMarked
package dev.pavise.bench.learn;

import org.jspecify.annotations.NullMarked;
