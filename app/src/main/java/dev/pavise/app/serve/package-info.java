/// All configured servers behind one HTTP address.
@NullMarked
package dev.pavise.app.serve;

import org.jspecify.annotations.NullMarked;
