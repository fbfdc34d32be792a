package dev.pavise.detect.near;

import dev.pavise.core.json.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a text speaks of which topics. Looked for in blocks, each once and only where somebody asks.
public final class Mentions {
    private static final int BEFORE_MAX = 80;
    private static final int AFTER_MAX = 40;
    private static final int BLOCK_CHARS = 128;

    /// A word, and what it is of.
    record Mention(int from, int to, List<Topic> topics) {}

    private final Vocabulary vocabulary;
    private final String text;
    private final @Nullable List<Mention>[] blocks;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Mentions(Vocabulary vocabulary, String text) {
        this.vocabulary = vocabulary;
        this.text = text;
        this.blocks = new List[text.length() / BLOCK_CHARS + 1];
    }

    /// What is spoken of before or after these characters, the nearest before them last.
    public List<Topic> near(Span span) {
        List<Topic> near = between(span.to(), Math.min(text.length(), span.to() + AFTER_MAX));
        near.addAll(before(span.from()));
        return near;
    }

    /// What is spoken of before this place, the nearest last.
    public List<Topic> before(int at) {
        return between(Math.max(0, at - BEFORE_MAX), at);
    }

    /// Of words that lie between these places.
    private List<Topic> between(int from, int to) {
        List<Topic> topics = new ArrayList<>();
        for (int block = from / BLOCK_CHARS; block <= to / BLOCK_CHARS; block++) {
            for (Mention mention : block(block)) {
                if (mention.from() >= from && mention.to() <= to) topics.addAll(mention.topics());
            }
        }
        return topics;
    }

    private List<Mention> block(int index) {
        List<Mention> block = blocks[index];
        if (block != null) return block;
        List<Mention> read = new ArrayList<>();
        vocabulary.read(text, index * BLOCK_CHARS, Math.min(text.length(), (index + 1) * BLOCK_CHARS), read);
        blocks[index] = read;
        return read;
    }
}
