package dev.pavise.detect.near;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words of many topics. At each place where a word may begin, as many letters are
/// read
/// as some word goes on with.
public final class Vocabulary {
    /// What may follow the letters read so far, and what they mean if they end here.
    private static final class Node {
        private final Node[] small = new Node[26];
        private final Map<Character, Node> other = new HashMap<>(2);
        private final List<Topic> topics = new ArrayList<>(1);

        private @Nullable Node next(char c) {
            return c >= 'a' && c <= 'z' ? small[c - 'a'] : other.isEmpty() ? null : other.get(c);
        }

        private Node grow(char c) {
            if (c < 'a' || c > 'z') return other.computeIfAbsent(c, _ -> new Node());
            if (small[c - 'a'] == null) small[c - 'a'] = new Node();
            return small[c - 'a'];
        }
    }

    private final Node root = new Node();

    public Vocabulary(Collection<Topic> topics) {
        for (Topic topic : topics) {
            for (String word : topic.words()) {
                Node node = root;
                for (int i = 0; i < word.length(); i++) node = node.grow(word.charAt(i));
                node.topics.add(topic);
            }
        }
    }

    /// A text to ask of.
    public Mentions in(String text) {
        return new Mentions(this, text);
    }

    /// All words that begin between these places.
    void read(String text, int from, int to, List<Mentions.Mention> all) {
        for (int i = from; i < to; i++) {
            if (isLetter(text.charAt(i)) && isBorder(text, i)) from(text, i, all);
        }
    }

    private void from(String text, int start, List<Mentions.Mention> all) {
        @Nullable Node node = root;
        for (int i = start; i < text.length(); i++) {
            boolean joined = joins(text.charAt(i));
            if (joined || i > start && isHump(text, i)) node = node.next(' ');
            while (joined && i + 1 < text.length() && joins(text.charAt(i + 1))) i++;
            if (node != null && !joined) node = node.next(Character.toLowerCase(text.charAt(i)));
            if (node == null) return;
            if (!joined && !node.topics.isEmpty() && isBorder(text, i + 1)) {
                all.add(new Mentions.Mention(start, i + 1, node.topics));
            }
        }
    }

    /// Whether a word may begin or end here. Scripts that do not part their words have borders everywhere.
    private static boolean isBorder(String text, int at) {
        return at == 0
                || at == text.length()
                || !isParted(text.charAt(at - 1))
                || !isParted(text.charAt(at))
                || isHump(text, at);
    }

    private static boolean isHump(String text, int at) {
        return Character.isUpperCase(text.charAt(at)) && Character.isLowerCase(text.charAt(at - 1));
    }

    private static boolean isLetter(char c) {
        return (c | 32) >= 'a' && (c | 32) <= 'z' || c >= 0x80 && Character.isLetter(c);
    }

    /// A letter of Latin, Greek, Cyrillic or Hebrew.
    private static boolean isParted(char c) {
        return (c | 32) >= 'a' && (c | 32) <= 'z' || c >= 0xc0 && c < 0x600 && Character.isLetter(c);
    }

    private static boolean joins(char c) {
        return c == ' ' || c == '_' || c == '-' || c == '\'' || c == '\u2019' || c == '\n' || c == '\t';
    }
}
