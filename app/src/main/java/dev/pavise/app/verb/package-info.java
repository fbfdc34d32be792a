/// The commands of Pavise, one file a family.
@NullMarked
package dev.pavise.app.verb;

import org.jspecify.annotations.NullMarked;
