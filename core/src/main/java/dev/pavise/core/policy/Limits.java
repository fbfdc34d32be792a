package dev.pavise.core.policy;

import dev.pavise.core.json.Bounds;
import java.time.Duration;

/// How large a message and what it holds may be, and how long an answer may take.
///
/// @param messageBytesMax of one message
/// @param depthMax containers inside one another in one message; definitions have a bound of their own
/// @param contentItemsMax content blocks, messages or resource contents in one answer
/// @param blobBytesMax of one base64 text as written
/// @param listItemsMax definitions in one page of a list
/// @param definitionBytesMax of one definition
/// @param callTime how long a request may go unanswered; progress renews it
/// @param pagesMax of one list that Pavise reads by itself
public record Limits(
        int messageBytesMax,
        int depthMax,
        int contentItemsMax,
        int blobBytesMax,
        int listItemsMax,
        int definitionBytesMax,
        Duration callTime,
        int pagesMax) {
    public static final Limits DEFAULT =
            new Limits(32 << 20, 128, 1000, 24 << 20, 2000, 256 << 10, Duration.ofMinutes(5), 100);

    /// The bounds of the reader under these limits.
    public Bounds bounds() {
        Bounds all = Bounds.DEFAULT;
        int bytesMax = Math.min(all.bytesMax(), messageBytesMax);
        return new Bounds(bytesMax, all.depthMax(), all.valuesMax(), all.numberBytesMax());
    }

    public Limits {
        if (messageBytesMax < 1024 || depthMax < 16 || contentItemsMax < 1 || blobBytesMax < 1024) {
            throw new IllegalArgumentException("limits too small to carry MCP");
        }
        if (listItemsMax < 1 || definitionBytesMax < 1024 || pagesMax < 1 || !callTime.isPositive()) {
            throw new IllegalArgumentException("limits too small to carry MCP");
        }
    }
}
