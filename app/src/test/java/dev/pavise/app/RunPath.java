package dev.pavise.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The class path of `pavise run`: that of the tests, without the jars that `scripts/build.sh` keeps from it.
public final class RunPath {
    private static final Pattern LEFT_OUT = Pattern.compile("(?m)^not_for_run='([^']+)'$");

    private RunPath() {}

    public static String classPath() {
        List<String> leftOut = leftOut();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> leftOut.stream()
                        .noneMatch(
                                jar -> Path.of(entry).getFileName().toString().startsWith(jar + "-")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// The beginnings of the jars' names.
    static List<String> leftOut() {
        try {
            var list = LEFT_OUT.matcher(Files.readString(Checkout.root().resolve("scripts/build.sh")));
            if (!list.find()) throw new IllegalStateException("scripts/build.sh has no line not_for_run='…'");
            return List.of(list.group(1).split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
