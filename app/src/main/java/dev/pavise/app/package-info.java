/// The command line, the configuration file and the wiring: the only place that calls every constructor.
@NullMarked
package dev.pavise.app;

import org.jspecify.annotations.NullMarked;
