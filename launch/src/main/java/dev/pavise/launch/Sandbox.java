package dev.pavise.launch;

import java.io.IOException;
import java.util.Optional;

/// A way to run a server so that all that it starts can be ended, also when Pavise itself is killed.
interface Sandbox {
    /// Its name in settings and status lines.
    String id();

    /// What it does and what it does not, in a line.
    String describe();

    /// Why it cannot work here, if that can be seen without trying.
    Optional<String> missing(Tools tools, Command command);

    /// The line by which it says on stderr that the server is about to begin; without one, a start that returns has
    /// begun.
    Optional<String> greeting(String mark);

    /// Starts the command, which is resolved, on the thread that will live as long as the process: the kernel sends
    /// the signal of a parent's death when the thread that started the child ends.
    Tree start(Command command, Tools tools, String mark) throws IOException;
}
