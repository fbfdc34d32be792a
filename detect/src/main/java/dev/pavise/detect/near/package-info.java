/// What is written near a place in a text: words that tell what a number or a key beside them is.
///
/// ```
/// window = the last 80 characters before, the first 40 after
/// word   = lower case; several parted by spaces: "credit card" is in creditCard, credit_card and Credit-Card
/// ```
@NullMarked
package dev.pavise.detect.near;

import org.jspecify.annotations.NullMarked;
