/// What is written near a place in a text: words that tell what a number or a key beside them is.
///
/// ```
/// topic  = words, in lower case; those of several parts with spaces: "credit card" is in creditCard and credit_card
/// near   = in the last 80 characters before, or in the first 40 after
/// ```
@NullMarked
package dev.pavise.detect.near;

import org.jspecify.annotations.NullMarked;
