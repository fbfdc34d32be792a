package dev.pavise.detect.rule;

import dev.pavise.detect.match.AhoCorasick;
import dev.pavise.detect.match.Matcher;
import dev.pavise.detect.pack.Packer;
import dev.pavise.detect.pack.Unpacker;
import dev.pavise.detect.text.Fold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/// The words of several languages for the concepts that rules speak of.
///
/// A line of a word list is `concept: term, term`, or `concept + concept: term, term` where the words stand for each of
/// them. `*` at a term's end lets the word go on (`instruct*`), `*` at its start lets it begin earlier. Lines that
/// begin
/// with `#` are remarks. Terms are folded as texts are.
public final class Lexicon {
    private static final int OPEN = 1;
    private static final int INNER = 2;

    private final Map<String, Integer> concepts;
    private final AhoCorasick matcher;
    /// Of each term: its length in units, the number of its concept, and how it may be continued.
    private final int[] lengths;

    private final int[] meant;
    private final int[] flags;

    private Lexicon(Map<String, Integer> concepts, AhoCorasick matcher, int[] lengths, int[] meant, int[] flags) {
        this.concepts = concepts;
        this.matcher = matcher;
        this.lengths = lengths;
        this.meant = meant;
        this.flags = flags;
    }

    /// @param files word lists by name
    /// @param wordless concepts that are found otherwise than by words
    /// @throws RuleFile.Fault where a line is neither a remark nor a concept with terms
    public static Lexicon of(Map<String, String> files, Collection<String> wordless) {
        var reading = new Reading();
        files.forEach(reading::add);
        wordless.forEach(reading::number);
        return new Lexicon(
                reading.concepts,
                new AhoCorasick(reading.terms),
                reading.terms.stream().mapToInt(String::length).toArray(),
                reading.meant.stream().mapToInt(Integer::intValue).toArray(),
                reading.flags.stream().mapToInt(Integer::intValue).toArray());
    }

    public static Lexicon read(Unpacker from) {
        var concepts = new LinkedHashMap<String, Integer>();
        for (String each : from.texts()) concepts.put(each, concepts.size());
        return new Lexicon(concepts, AhoCorasick.read(from), from.numbers(), from.numbers(), from.numbers());
    }

    public void write(Packer to) {
        to.texts(concepts.keySet());
        matcher.write(to);
        to.numbers(lengths);
        to.numbers(meant);
        to.numbers(flags);
    }

    /// The concepts by name, numbered from nought.
    public Map<String, Integer> concepts() {
        return concepts;
    }

    /// Finds the terms, by number.
    public Matcher matcher() {
        return matcher;
    }

    /// A term's length, in units.
    public int length(int term) {
        return lengths[term];
    }

    /// The number of the concept that a term stands for.
    public int concept(int term) {
        return meant[term];
    }

    /// Whether the word may go on behind a term.
    public boolean isOpen(int term) {
        return (flags[term] & OPEN) != 0;
    }

    /// Whether the word may begin before a term.
    public boolean isInner(int term) {
        return (flags[term] & INNER) != 0;
    }

    /// Word lists on their way to be a lexicon.
    private static final class Reading {
        private final Map<String, Integer> concepts = new LinkedHashMap<>();
        private final List<String> terms = new ArrayList<>();
        private final List<Integer> meant = new ArrayList<>();
        private final List<Integer> flags = new ArrayList<>();

        int number(String concept) {
            return concepts.computeIfAbsent(concept, _ -> concepts.size());
        }

        void add(String file, String text) {
            int number = 0;
            for (String line : text.split("\n", -1)) {
                number++;
                String bare = line.strip();
                if (bare.isEmpty() || bare.startsWith("#")) continue;
                int colon = bare.indexOf(": ");
                if (colon < 0) throw new RuleFile.Fault(file + ":" + number + ": a line is `concept: term, term`");
                for (String concept : bare.substring(0, colon).split(" \\+ ", -1)) {
                    number(concept);
                    var each = new StringTokenizer(bare.substring(colon + 1), ",、");
                    while (each.hasMoreTokens()) term(concept, each.nextToken().strip());
                }
            }
        }

        private void term(String concept, String written) {
            if (written.isEmpty()) return;
            boolean inner = written.length() > 1 && written.startsWith("*");
            boolean open = written.length() > 1 && written.endsWith("*");
            String bare = written.substring(inner ? 1 : 0, written.length() - (open ? 1 : 0));
            String folded = Fold.of(bare).text();
            if (folded.isBlank()) return;
            terms.add(folded);
            meant.add(number(concept));
            flags.add((open ? OPEN : 0) | (inner ? INNER : 0));
        }
    }
}
