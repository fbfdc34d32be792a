package dev.pavise.detect.rule;

import dev.pavise.detect.text.Fold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/// The words of several languages for the concepts that rules speak of.
///
/// A line is `concept: term, term`, or `concept + concept: term, term` where the words stand for each of them. `*`
/// at a term's end lets the word go on (`instruct*`), `*` at its start lets it begin earlier. Lines that begin with
/// `#` are remarks.
public final class Lexicon {
    /// A term, folded as texts are.
    ///
    /// @param concept what it stands for
    /// @param open whether the word may go on behind it
    /// @param inner whether the word may begin before it
    public record Term(String text, String concept, boolean open, boolean inner) {}

    private final List<Term> terms = new ArrayList<>();
    private final Map<String, Integer> concepts = new LinkedHashMap<>();

    public List<Term> terms() {
        return List.copyOf(terms);
    }

    /// The concepts by name, numbered from nought.
    public Map<String, Integer> concepts() {
        return Map.copyOf(concepts);
    }

    /// A concept's number. One without words yet gets the next.
    public int number(String concept) {
        return concepts.computeIfAbsent(concept, _ -> concepts.size());
    }

    /// @throws RuleFile.Fault where a line is neither a remark nor a concept with terms
    public void add(String file, String text) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#")) continue;
            int colon = bare.indexOf(": ");
            if (colon < 0) throw new RuleFile.Fault(file + ":" + number + ": a line is `concept: term, term`");
            for (String concept : bare.substring(0, colon).split(" \\+ ", -1)) {
                number(concept);
                var terms = new StringTokenizer(bare.substring(colon + 1), ",、");
                while (terms.hasMoreTokens()) term(concept, terms.nextToken().strip());
            }
        }
    }

    private void term(String concept, String written) {
        if (written.isEmpty()) return;
        boolean inner = written.length() > 1 && written.startsWith("*");
        boolean open = written.length() > 1 && written.endsWith("*");
        String bare = written.substring(inner ? 1 : 0, written.length() - (open ? 1 : 0));
        String folded = Fold.of(bare).text();
        if (!folded.isBlank()) terms.add(new Term(folded, concept, open, inner));
    }
}
