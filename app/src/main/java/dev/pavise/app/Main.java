package dev.pavise.app;

import dev.pavise.app.run.Wrapped;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import dev.pavise.launch.Command;
import dev.pavise.launch.LaunchException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// The command line's entry.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length == 0 || !args[0].equals("run")) {
            System.out.println("Pavise 0.1.0");
            return;
        }
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
        var words = List.of(args);
        int dashes = words.indexOf("--");
        var flags = words.subList(1, dashes);
        var preset = flags.contains("--observe")
                ? Preset.OBSERVE
                : flags.contains("--strict") ? Preset.STRICT : Preset.BALANCED;
        int name = flags.indexOf("--name");
        var command = new Command(
                name < 0 ? words.get(dashes + 1) : flags.get(name + 1),
                words.subList(dashes + 1, words.size()),
                Map.of(),
                null);
        try {
            System.exit(Wrapped.run(command, Policy.of(preset)));
        } catch (LaunchException e) {
            System.err.println(e.getMessage() + "\nhint: " + e.hint());
            System.exit(4);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
