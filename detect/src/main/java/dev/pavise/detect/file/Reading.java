package dev.pavise.detect.file;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Severity;
import dev.pavise.core.json.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What has been read of one file so far, and what may still be read: the bounds hold for the file and
/// all files in it together.
final class Reading {
    private static final int FINDINGS_MAX = 100;
    private static final int NOT_ASSESSED_MAX = 50;

    private final FileBounds bounds;
    private final long until;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> notAssessed = new LinkedHashSet<>();
    private long charsLeft;
    private long unpackedLeft;
    private int filesLeft;
    private int picturesLeft;
    private boolean isFull;

    /// Of the file that is being read now: its place among the files around it, and its length.
    private String inside = "";

    private int depth;
    private int length;

    Reading(FileBounds bounds) {
        this.bounds = bounds;
        until = System.nanoTime() + Duration.ofSeconds(bounds.secondsMax()).toNanos();
        charsLeft = bounds.charsMax();
        unpackedLeft = bounds.unpackedBytesMax();
        filesLeft = bounds.filesMax();
        picturesLeft = bounds.picturesMax();
    }

    FileBounds bounds() {
        return bounds;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }

    boolean isLate() {
        if (!left().isZero()) return false;
        missed("the rest: " + bounds.secondsMax() + " seconds are over");
        return true;
    }

    void shown(String text, String how) {
        say(text, how, false);
    }

    void hidden(String text, String how) {
        say(text, how, true);
    }

    private void say(String text, String how, boolean isHidden) {
        if (text.isBlank()) return;
        if (charsLeft <= 0 || pieces.size() >= bounds.piecesMax()) {
            full();
            return;
        }
        String kept = text.strip();
        if (kept.length() > charsLeft) {
            full();
            kept = kept.substring(0, (int) charsLeft);
        }
        charsLeft -= kept.length();
        if (!kept.isBlank()) pieces.add(new Piece(kept, inside + how, isHidden));
    }

    private void full() {
        if (isFull) return;
        isFull = true;
        missed("more text than %,d characters at %,d places".formatted(bounds.charsMax(), bounds.piecesMax()));
    }

    void found(Finding finding) {
        if (findings.size() < FINDINGS_MAX) findings.add(finding);
    }

    /// Something odd about the file as a whole.
    void found(String rule, Severity severity, double confidence, String seen) {
        found(new Finding(rule, severity, confidence, new Span(0, length), inside + seen));
    }

    /// A bound that honest files keep.
    void bomb(String seen) {
        found("file/bomb", Severity.MEDIUM, 0.8, seen + ": refuse the file");
        missed(seen);
    }

    void missed(String what) {
        if (notAssessed.size() < NOT_ASSESSED_MAX) notAssessed.add(inside + what);
    }

    /// Takes what unpacking may use; false, and said, when there is no more.
    boolean unpack(long bytes) {
        unpackedLeft -= bytes;
        if (unpackedLeft >= 0) return true;
        bomb("it unpacks to more than %,d bytes".formatted(bounds.unpackedBytesMax()));
        return false;
    }

    int unpackedLeft() {
        return (int) Math.max(0, unpackedLeft);
    }

    /// Whether one more picture may be read letter by letter.
    boolean takesPicture() {
        if (picturesLeft-- > 0) return true;
        missed("letters in more than " + bounds.picturesMax() + " pictures");
        return false;
    }

    /// Reads a file in this one, with the findings of it telling where it stands.
    void inner(String name, int bytes, Runnable read) {
        if (depth == bounds.depthMax()) {
            missed("files more than " + bounds.depthMax() + " deep in others: " + shortened(name));
            return;
        }
        if (filesLeft-- <= 0) {
            missed("more than " + bounds.filesMax() + " files in it");
            return;
        }
        String outside = inside;
        int lengthOutside = length;
        inside = outside + "in " + shortened(name) + ": ";
        depth++;
        length = bytes;
        try {
            read.run();
        } finally {
            inside = outside;
            depth--;
            length = lengthOutside;
        }
    }

    void begin(int bytes) {
        length = bytes;
    }

    Contents contents(Type type) {
        return new Contents(type, pieces, findings, List.copyOf(notAssessed));
    }

    /// A name from the file, fit to be shown.
    static String shortened(String name) {
        String plain = name.codePoints()
                .limit(80)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.isBlank() ? "a file without a name" : plain;
    }
}
