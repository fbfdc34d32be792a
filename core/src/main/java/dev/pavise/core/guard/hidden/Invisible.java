package dev.pavise.core.guard.hidden;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Invisible characters in a text, judged by runs: what scripts and emoji need at that place may stand, the rest is
/// found.
///
/// Sources: UTS #51 (emoji sequences), Unicode 16, sections 23.2 to 23.4 (joiners, bidirectional controls, variation
/// selectors), UTR #36 and UTS #39 (what misleads), UAX #9 (isolates).
final class Invisible {
    private static final int JOINTS_MAX = 3;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int CANCEL_TAG = 0xE007F;
    private static final Set<String> FLAGS = Set.of("gbeng", "gbsct", "gbwls");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    /// Flags of other regions show as plain black flags on most systems, so few may stand.
    private static final int OTHER_FLAGS_MAX = 4;
    /// So many ideographs in a row with a selector each are no names any more.
    private static final int SELECTED_MAX = 16;
    private static final int RUN_SPELLS = 8;
    private static final int SELECTORS_SPELL = 3;
    private static final int PRIVATE_RUN = 8;

    private final String text;
    private final Mode mode;
    private final Findings out;
    private @Nullable BitSet isolates;
    private @Nullable Boolean rightToLeft;
    private @Nullable Boolean braille;
    private int otherFlags;
    private int tagsSeen;
    private int lastHyphen = -8;
    private int selected;
    private int lastSelected = -1;

    Invisible(String text, Mode mode, Findings out) {
        this.text = text;
        this.mode = mode;
        this.out = out;
    }

    /// Looks at the run that begins here, and returns the unit behind it.
    int run(int start) {
        int[] run = new int[8];
        int length = 0;
        int end = start;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (Sort.of(c) == null) break;
            if (length == run.length) run = Arrays.copyOf(run, length * 2);
            run[length++] = c;
            end += Character.charCount(c);
        }
        run = Arrays.copyOf(run, length);
        int before = start == 0 ? -1 : text.codePointBefore(start);
        int behind = end == text.length() ? -1 : text.codePointAt(end);
        int allowed = allowed(run, start, before, behind);
        if (allowed < length) report(Arrays.copyOfRange(run, allowed, length), start + units(run, allowed), end);
        return end;
    }

    /// Looks at the run of private-use characters that begins here. They show as icons or boxes, so single ones may
    /// stand in a text; a definition needs none.
    int privateRun(int start) {
        int end = start;
        int length = 0;
        while (end < text.length() && Sort.isPrivate(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
            length++;
        }
        boolean free = mode == Mode.PAYLOAD || (mode == Mode.TEXT && length < PRIVATE_RUN);
        if (free) return end;
        int[] run = text.substring(start, end).codePoints().toArray();
        String spelled = out.wantsWords(Kind.PRIVATE) ? Spelling.ofPrivate(run) : "";
        boolean spells = !spelled.isEmpty();
        InPlace inPlace = length < PRIVATE_RUN ? InPlace.NOTHING : InPlace.REMOVED;
        String says = spells ? spelled : Shown.name(run[0]);
        out.add(new Finding(Kind.PRIVATE, inPlace, start, end, length, says, spells));
        return end;
    }

    /// How many characters from the front of the run may stand.
    private int allowed(int[] run, int start, int before, int behind) {
        int at = 0;
        if (before == BLACK_FLAG && Sort.of(run[0]) == Sort.TAG) at = flag(run);
        if (at == 0 && Sort.of(run[0]) == Sort.SELECTOR && takes(before, run[0], behind, start)) at = 1;
        if (at == run.length) return at;
        if (run.length - at > JOINTS_MAX) {
            return isBlanks(run, at) && mode != Mode.EXACT && hasBraille() ? run.length : at;
        }
        for (int i = at; i < run.length; i++) {
            if (!belongs(run, i, start, before, behind)) return at;
        }
        return run.length;
    }

    /// The length of a well-formed flag at the front, or 0 (UTS #51, ED-14a; UTS #35, subdivision identifiers).
    private int flag(int[] run) {
        int end = 0;
        var name = new StringBuilder();
        while (end < run.length && end <= 6 && run[end] != CANCEL_TAG) {
            int letter = run[end++] - 0xE0000;
            if (!((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))) return 0;
            name.append((char) letter);
        }
        if (end == run.length || run[end] != CANCEL_TAG || end < 3 || end > 6) return 0;
        if (FLAGS.contains(name.toString())) return end + 1;
        if (!COUNTRIES.contains(name.substring(0, 2).toUpperCase(Locale.ROOT))) return 0;
        return ++otherFlags <= OTHER_FLAGS_MAX ? end + 1 : 0;
    }

    /// Whether a character takes a variation selector.
    private boolean takes(int base, int selector, int behind, int at) {
        if (base < 0) return false;
        int type = Character.getType(base);
        if (selector == 0xFE0E || selector == 0xFE0F) {
            if (base < 0x80) return behind == 0x20E3;
            return Character.isEmoji(base)
                    || Character.isExtendedPictographic(base)
                    || type == Character.OTHER_SYMBOL
                    || type == Character.MATH_SYMBOL;
        }
        boolean ideograph = Character.isIdeographic(base);
        if (selector >= 0xE0100) return ideograph && !isStreak(base, at);
        if (ideograph) return selector <= 0xFE02;
        return switch (Character.UnicodeScript.of(base)) {
            case MYANMAR, MANICHAEAN -> selector == 0xFE00;
            case PHAGS_PA -> selector == 0xFE00;
            case EGYPTIAN_HIEROGLYPHS -> selector <= 0xFE06;
            default ->
                selector <= 0xFE01
                        && (type == Character.MATH_SYMBOL
                                || isWidePunctuation(base)
                                || (base == '0' && behind != 0x20E3));
        };
    }

    private static boolean isWidePunctuation(int c) {
        return (c >= 0x2018 && c <= 0x201D) || c == 0x3001 || c == 0x3002 || (c >= 0xFF01 && c <= 0xFF1F);
    }

    private boolean isStreak(int base, int at) {
        selected = lastSelected == at - Character.charCount(base) ? selected + 1 : 1;
        lastSelected = at + 2;
        return selected > SELECTED_MAX;
    }

    /// Whether one character of a run belongs where it stands.
    private boolean belongs(int[] run, int i, int start, int before, int behind) {
        int c = run[i];
        boolean text = mode == Mode.TEXT || mode == Mode.DEFINITION;
        return switch (java.util.Objects.requireNonNull(Sort.of(c))) {
            case SELECTOR, TAG, EMBEDDING, NONCHARACTER, OTHER -> false;
            case JOINER ->
                Scripts.joins(before)
                        || Scripts.joins(behind)
                        || (c == 0x200D && (Scripts.isPictograph(before) || Scripts.isPictograph(behind)));
            case SPACE -> Scripts.isUnspaced(before) || Scripts.isUnspaced(behind);
            case MARK -> text && hasRightToLeft() && !(isLatin(before) && isLatin(behind));
            case ISOLATE -> text && isBalanced(start + units(run, i));
            case HYPHEN -> text && run.length == 1 && !isBetweenSingles(start);
            case MATH -> run.length == 1 && !(Character.isLetter(before) && Character.isLetter(behind));
            case FILLER -> Scripts.isHangulLetter(before) || Scripts.isHangulLetter(behind);
            case MONGOLIAN -> Scripts.isMongolian(before) && (i == 0 || run[i - 1] != c);
            case KHMER -> Scripts.isUnspaced(before);
            case GRAPHEME -> run.length == 1 && (Scripts.isCombining(before) || Scripts.isCombining(behind));
            case BLANK -> text && hasBraille();
            case BYTE_ORDER -> text && start == 0 && run.length == 1;
            case MUSICAL -> Scripts.isMusical(before) || Scripts.isMusical(behind);
            case SHORTHAND -> Scripts.isShorthand(before) || Scripts.isShorthand(behind);
            case HIEROGLYPH -> Scripts.isHieroglyph(before) || Scripts.isHieroglyph(behind);
        };
    }

    /// Soft hyphens around every letter take a word apart; nobody breaks lines there.
    private boolean isBetweenSingles(int at) {
        boolean single = at - lastHyphen == 2;
        lastHyphen = at;
        return single;
    }

    private void report(int[] run, int from, int to) {
        int tags = 0;
        int selectors = 0;
        int bidi = 0;
        for (int c : run) {
            Sort sort = Sort.of(c);
            if (sort == Sort.TAG) tags++;
            if (sort == Sort.SELECTOR) selectors++;
            if (sort == Sort.EMBEDDING || sort == Sort.ISOLATE) bidi++;
        }
        Kind kind = tags > 0
                ? Kind.TAGS
                : selectors > 0 ? Kind.SELECTORS : bidi > 0 && run.length < RUN_SPELLS ? Kind.BIDI : Kind.INVISIBLE;
        int enough = kind == Kind.INVISIBLE ? RUN_SPELLS : SELECTORS_SPELL;
        boolean one = run.length > 1 && Arrays.stream(run).allMatch(c -> c == run[0]);
        boolean carries = kind != Kind.BIDI && !one && run.length >= enough;
        tagsSeen += tags;
        boolean payload = tags > 0 ? tagsSeen >= RUN_SPELLS : carries && run.length >= RUN_SPELLS;
        if (mode == Mode.PAYLOAD && !payload) return;
        String spelled = out.wantsWords(kind) ? Spelling.of(kind, run) : "";
        boolean spells = !spelled.isEmpty();
        String says = spells ? spelled : out.wantsWords(kind) ? text.substring(from, to) : "";
        out.add(new Finding(kind, carries ? InPlace.REMOVED : InPlace.NOTHING, from, to, run.length, says, spells));
    }

    private boolean isBalanced(int at) {
        if (isolates == null) isolates = Scripts.harmlessIsolates(text);
        return isolates.get(at);
    }

    private boolean hasRightToLeft() {
        if (rightToLeft == null) rightToLeft = text.codePoints().anyMatch(Scripts::isRightToLeft);
        return rightToLeft;
    }

    private boolean hasBraille() {
        if (braille == null) braille = text.chars().anyMatch(c -> c > 0x2800 && c <= 0x28FF);
        return braille;
    }

    private static boolean isBlanks(int[] run, int from) {
        for (int i = from; i < run.length; i++) {
            if (run[i] != 0x2800) return false;
        }
        return true;
    }

    private static boolean isLatin(int c) {
        return c >= 0 && Character.isLetter(c) && !Scripts.isRightToLeft(c);
    }

    private static int units(int[] run, int count) {
        int units = 0;
        for (int i = 0; i < count; i++) units += Character.charCount(run[i]);
        return units;
    }
}
