/// What those who run Pavise see of it: whether it is well, and what it counts. Nothing of what passes,
/// and no names that a peer can make up.
@NullMarked
package dev.pavise.app.admin;

import org.jspecify.annotations.NullMarked;
