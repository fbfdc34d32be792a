/// `pavise run`: one server behind the judge, over standard input and output.
@NullMarked
package dev.pavise.app.run;

import org.jspecify.annotations.NullMarked;
