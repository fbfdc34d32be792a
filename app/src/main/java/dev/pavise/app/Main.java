package dev.pavise.app;

import dev.pavise.app.cli.Terminal;
import dev.pavise.app.verb.Verbs;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;

/// The command line's entry.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        prepare();
        // What some library prints by mistake must not get between the messages.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
        var terminal = new Terminal(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv());
        System.exit(Verbs.cli().execute(List.of(args), terminal));
    }

    /// What has to be settled before a library looks.
    static void prepare() {
        // A library of ours asks for a logger; there is none, and nobody has to be told so.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
}
