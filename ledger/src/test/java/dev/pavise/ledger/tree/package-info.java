@NullMarked
package dev.pavise.ledger.tree;

import org.jspecify.annotations.NullMarked;
