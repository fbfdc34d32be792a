package dev.pavise.detect.rule;

import java.util.List;
import java.util.Set;

/// One way for a rule to be met.
public sealed interface Condition {
    /// That it is what the rule looks for, 0 to 1.
    double confidence();

    /// Concepts that stand together in one sentence.
    ///
    /// @param groups of each, one concept has to be there
    /// @param ordered whether each group has to stand behind the one before it
    /// @param absent none of these may be there
    /// @param wordsMax from the first to the last, in words
    /// @param sentences how many sentences in a row it may stretch over
    /// @param encoded whether it counts only in what was decoded
    record Words(
            List<Set<String>> groups,
            List<Boolean> ordered,
            Set<String> absent,
            int wordsMax,
            int sentences,
            boolean encoded,
            double confidence)
            implements Condition {
        public Words {
            groups = groups.stream().map(Set::copyOf).toList();
            ordered = List.copyOf(ordered);
            absent = Set.copyOf(absent);
        }

        /// As rule files have it.
        public String written() {
            var out = new StringBuilder();
            for (int i = 0; i < groups.size(); i++) {
                if (i > 0) out.append(ordered.get(i) ? " > " : " ");
                out.append(String.join("|", groups.get(i).stream().sorted().toList()));
            }
            for (String each : absent.stream().sorted().toList())
                out.append(" !").append(each);
            out.append(", within ").append(wordsMax).append(" words");
            return out.append(encoded ? ", in an encoding" : "").toString();
        }
    }

    /// An expression over the original text.
    ///
    /// @param regex RE2 syntax; the group named `secret`, or else the first, or else all of it, is what is found
    /// @param literals one of which has to stand in the text, in any case; they are what is searched for
    /// @param before how far a match may begin before its literal, in units
    /// @param reach how far a match goes on behind its literal, in units
    /// @param entropyMin in bits a character (Shannon), of what is found
    /// @param except a match that holds one of these, its name and all, is spared
    /// @param allowed what is found and fits one of these is spared
    /// @param stopWords what is found and holds one of these is spared
    record Regex(
            Expression regex,
            List<String> literals,
            int before,
            int reach,
            double entropyMin,
            List<Expression> except,
            List<Expression> allowed,
            List<String> stopWords,
            double confidence)
            implements Condition {
        public Regex {
            literals = List.copyOf(literals);
            except = List.copyOf(except);
            allowed = List.copyOf(allowed);
            stopWords = List.copyOf(stopWords);
        }
    }
}
