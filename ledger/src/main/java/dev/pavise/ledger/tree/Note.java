package dev.pavise.ledger.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A text and the signatures under it (c2sp.org/signed-note).
public record Note(String text, List<Line> signatures) {
    /// One signature as it stands there; whose it is shows only when a known key verifies it.
    public record Line(String name, byte[] idAndSignature) {}

    private static final int LINES_MAX = 64;
    private static final String DASH = "— ";

    public Note {
        signatures = List.copyOf(signatures);
        boolean control = false;
        for (int i = 0; i < text.length(); i++) control |= text.charAt(i) < ' ' && text.charAt(i) != '\n';
        if (!text.endsWith("\n") || control) {
            throw new IllegalArgumentException("a note's text ends its last line and has no control characters");
        }
        if (signatures.isEmpty() || signatures.size() > LINES_MAX) {
            throw new IllegalArgumentException("a note has 1 to " + LINES_MAX + " signatures");
        }
    }

    static Note of(String text, NoteKey key, byte[] signature) {
        byte[] both = Arrays.copyOf(key.id(), 4 + signature.length);
        System.arraycopy(signature, 0, both, 4, signature.length);
        return new Note(text, List.of(new Line(key.name(), both)));
    }

    /// Reads a note; whether anybody signed it is [#signedBy]'s to say.
    ///
    /// @throws IllegalArgumentException when `note` is not a note
    public static Note parse(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n")) throw new IllegalArgumentException("a note has a blank line");
        var lines = new ArrayList<Line>();
        for (String line : note.substring(blank + 2).split("\n", -1)) {
            if (line.isEmpty()) continue;
            int space = line.indexOf(' ', DASH.length());
            if (!line.startsWith(DASH) || space < 0) throw new IllegalArgumentException("not a signature: " + line);
            byte[] both = Base64.getDecoder().decode(line.substring(space + 1));
            if (both.length < 5) throw new IllegalArgumentException("a signature is too short: " + line);
            String name = line.substring(DASH.length(), space);
            NoteKey.checkName(name);
            lines.add(new Line(name, both));
        }
        return new Note(note.substring(0, blank + 1), lines);
    }

    /// Whether `key` signed it. A signature that claims to be this key's and is not spoils the note.
    public boolean signedBy(NoteKey key) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] id = key.id();
        boolean found = false;
        for (Line line : signatures) {
            if (!line.name().equals(key.name()) || !Arrays.equals(line.idAndSignature(), 0, 4, id, 0, 4)) continue;
            byte[] signature = Arrays.copyOfRange(line.idAndSignature(), 4, line.idAndSignature().length);
            if (!key.verifies(bytes, signature)) return false;
            found = true;
        }
        return found;
    }

    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        for (Line line : signatures) {
            note.append(DASH).append(line.name()).append(' ');
            note.append(Base64.getEncoder().encodeToString(line.idAndSignature()))
                    .append('\n');
        }
        return note.toString();
    }
}
