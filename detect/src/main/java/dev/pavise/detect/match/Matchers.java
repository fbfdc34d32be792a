package dev.pavise.detect.match;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Which matcher looks for few and rare terms: the automaton at first, and Vectorscan, where its library
/// is, as soon as a process has looked at so much text that what it costs to begin with is paid back.
/// Terms that most texts hold are not looked for by it: telling Java of each place costs more than
/// finding it.
public final class Matchers {
    /// Names the folder of the library.
    public static final String FOLDER = "pavise.native";

    /// A fifth of a second of work for terms that take 2.5 ns a unit less.
    private static final long UNITS_BEFORE = 64L << 20;

    private static final Executor BESIDE =
            work -> Thread.ofPlatform().daemon().name("vectorscan").start(work);

    private Matchers() {}

    /// The library, and its name or why there is none.
    private record Found(Optional<HsLibrary> library, String words) {
        /// Looked for when it is first asked for.
        static final Found HERE = look(System.getProperty(FOLDER, ""));

        private static Found look(String folder) {
            if (folder.isEmpty()) return new Found(Optional.empty(), "no build has put the library anywhere");
            try {
                HsLibrary library = HsLibrary.in(Path.of(folder));
                return new Found(Optional.of(library), "Vectorscan " + library.version());
            } catch (HsLibrary.Missing e) {
                return new Found(Optional.empty(), String.valueOf(e.getMessage()));
            }
        }
    }

    /// @param terms as a matcher takes them
    public static Matcher rare(List<String> terms) {
        Matcher portable = new AhoCorasick(terms);
        if (System.getProperty(FOLDER, "").isEmpty()) return portable;
        return new Growing(portable, () -> faster(terms, portable), BESIDE, UNITS_BEFORE);
    }

    private static Matcher faster(List<String> terms, Matcher portable) {
        if (Found.HERE.library().isEmpty()) return portable;
        try {
            return new Vectorscan(Found.HERE.library().get(), terms);
        } catch (IllegalStateException _) {
            return portable; // terms that it does not take
        }
    }

    /// Whether Vectorscan can be used here.
    public static boolean isNative() {
        return Found.HERE.library().isPresent();
    }

    /// Its name and version, or why it cannot be used.
    public static String words() {
        return Found.HERE.words();
    }
}
