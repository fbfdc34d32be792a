/// Rules and word lists, made ready to look at texts: one pass of the matcher over each layer of a text finds all
/// words and all literals; sentences that hold the words of a rule together meet it, and expressions are tried only
/// where one of their literals stands.
@NullMarked
package dev.pavise.detect.engine;

import org.jspecify.annotations.NullMarked;
