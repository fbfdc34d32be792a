package dev.pavise.core.evidence;

import java.util.ArrayList;
import java.util.List;

/// A command that a person can copy into a shell: the one place where Pavise makes one, because its words may be a
/// peer's. No word is ever more than one word, none is obeyed, and none hides anything.
public final class ShellLine {
    private ShellLine() {}

    /// These words as a line for a POSIX shell.
    public static String of(String... words) {
        var quoted = new ArrayList<String>(words.length);
        for (String word : List.of(words)) quoted.add(word(word));
        return String.join(" ", quoted);
    }

    /// One word. Characters that nobody sees stand there as their names, which the commands of Pavise understand.
    public static String word(String word) {
        String visible = Visible.line(word);
        boolean plain = visible.matches("[A-Za-z0-9_./:@%+,-]+");
        return plain ? visible : "'" + visible.replace("'", "'\\''") + "'";
    }
}
