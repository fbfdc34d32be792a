package dev.pavise.launch;

import java.io.IOException;
import java.util.Arrays;

/// A host for tests to kill: owns the pipes of the program that it starts, as an editor does.
final class HostProcess {
    private HostProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var child = new ProcessBuilder(Arrays.asList(arguments))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        child.getInputStream().transferTo(System.out);
        System.exit(child.waitFor());
    }
}
