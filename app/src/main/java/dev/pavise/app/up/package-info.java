/// `pavise up`: a tour through Pavise with a real server, and the live view of what is ruled.
@NullMarked
package dev.pavise.app.up;

import org.jspecify.annotations.NullMarked;
