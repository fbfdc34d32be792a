/// The command line as data: verbs with their options, from which parsing, help, completion and the documents are
/// made.
///
/// ```
/// line    = option* verb (option | operand)* ["--" word*]
/// option  = "--name" [("=" | " ") value] | "-letter" [value]
/// ```
///
/// Data goes to stdout, talk to stderr. The exit codes are those of [ExitCode].
@NullMarked
package dev.pavise.app.cli;

import org.jspecify.annotations.NullMarked;
