package dev.pavise.detect.engine;

import dev.pavise.detect.match.AhoCorasick;
import dev.pavise.detect.text.Fold;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names of tools and arguments that a text may speak of, each with what it is to that text.
public final class Names {
    /// The text's own tool.
    public static final String SELF = "self";
    /// Another tool of the same server.
    public static final String SIBLING = "sibling";
    /// A tool of another server.
    public static final String FOREIGN = "foreign";
    /// A server that is not the text's own.
    public static final String SERVER = "other-server";

    /// A tool that nobody listed, by the look of its name and the word behind it.
    public static final String UNLISTED = "unlisted";

    static final List<String> CONCEPTS = List.of(SELF, SIBLING, FOREIGN, SERVER, UNLISTED);

    public static final Names NONE = new Names(Map.of());

    private static final int LENGTH_MIN = 3;
    private static final int NAME_MAX = 64;

    private final List<String> texts;
    private final List<String> concepts;
    private final AhoCorasick matcher;
    private final @Nullable String self;
    private final Set<String> arguments;

    /// @param names by concept
    public Names(Map<String, ? extends Collection<String>> names) {
        texts = new ArrayList<>();
        concepts = new ArrayList<>();
        self = null;
        arguments = Set.of();
        names.forEach((concept, all) -> {
            for (String name : all) {
                String folded = folded(name);
                if (folded.length() < LENGTH_MIN) continue;
                texts.add(folded);
                concepts.add(concept);
            }
        });
        matcher = new AhoCorasick(texts);
    }

    private Names(Names all, String self, Set<String> arguments) {
        texts = all.texts;
        concepts = all.concepts;
        matcher = all.matcher;
        this.self = self;
        this.arguments = arguments;
    }

    /// The same names, as a text of this one of the siblings speaks of them.
    ///
    /// @param arguments that it takes
    public Names of(String name, Collection<String> arguments) {
        var folded = new HashSet<String>();
        for (String each : arguments) folded.add(folded(each));
        return new Names(this, folded(name), folded);
    }

    /// The text's own tool, folded; empty where there is none.
    public String self() {
        return self == null ? "" : self;
    }

    /// Whether the text's own tool takes an argument of this name, folded.
    public boolean isArgument(String folded) {
        return arguments.contains(folded);
    }

    private static String folded(String name) {
        return Fold.of(name).text().strip();
    }

    /// The places of names in a folded text. A name that is a word of everyday language counts only where it is marked
    /// as a name: in quotes or backticks, called with brackets, or beside the word tool.
    List<Hit> in(String text, Map<String, Integer> numbers) {
        var hits = new ArrayList<Hit>();
        if (!texts.isEmpty())
            matcher.scan(text, (term, end) -> {
                int from = end - texts.get(term).length();
                if (!Concepts.isStart(text, from) || !Concepts.isEnd(text, end)) return;
                if (!isName(texts.get(term)) && !isMarked(text, from, end)) return;
                Integer number = numbers.get(texts.get(term).equals(self) ? SELF : concepts.get(term));
                if (number != null) hits.add(new Hit(number, from, end));
            });
        unlisted(text, hits, numbers.getOrDefault(UNLISTED, 0));
        return hits;
    }

    /// `the get_user tool`, where get_user is none of the names.
    private void unlisted(String text, List<Hit> hits, int number) {
        var known = new BitSet();
        for (Hit each : hits) known.set(each.from(), each.to());
        for (String word : List.of(" tool", "` tool", "' tool", "\" tool", " function")) {
            int at = text.indexOf(word);
            while (at >= 0) {
                int from = at;
                while (from > 0 && at - from < NAME_MAX && isPart(text.charAt(from - 1))) from--;
                if (!known.get(from) && text.substring(from, at).indexOf('_') > 0) {
                    hits.add(new Hit(number, from, at));
                    known.set(from, at);
                }
                at = text.indexOf(word, at + 1);
            }
        }
    }

    private static boolean isPart(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '.';
    }

    private static boolean isName(String folded) {
        return folded.chars().anyMatch(c -> c == '_' || c == '-' || c == '.' || c == '/' || c >= '0' && c <= '9');
    }

    private static boolean isMarked(String text, int from, int end) {
        char before = from > 0 ? text.charAt(from - 1) : ' ';
        char behind = end < text.length() ? text.charAt(end) : ' ';
        if ("`'\"".indexOf(before) >= 0 && before == behind || behind == '(' || before == '`') return true;
        String after = text.substring(end, Math.min(text.length(), end + 12));
        return after.startsWith(" tool") || after.startsWith(" function") || after.startsWith(" operation");
    }
}
