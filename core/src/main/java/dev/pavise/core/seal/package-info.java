/// What a server gives to a client to bring back, closed so that the client can neither read nor change
/// it, nor bring it in another's name. And tokens, which stand in for data that a model need not see,
/// and marks, between which it sees where a server's text begins and ends.
@NullMarked
package dev.pavise.core.seal;

import org.jspecify.annotations.NullMarked;
