package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.hidden.Hidden;
import dev.pavise.core.guard.hidden.InPlace;
import dev.pavise.core.guard.hidden.Kind;
import dev.pavise.core.guard.hidden.Mode;
import dev.pavise.core.guard.hidden.Padding;
import dev.pavise.core.guard.hidden.Shown;
import dev.pavise.core.guard.hidden.Suspicion;
import dev.pavise.core.json.Edits;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Text;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.pin.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Text that a person does not see and a model reads: Unicode tag characters, bidirectional controls, zero-width
/// and variation characters, terminal escapes, comments and hidden elements of HTML, comments of Markdown.
///
/// A definition that hides text is denied, because nobody can approve what they can't see. What a server answers,
/// tells or asks is edited: formatting goes, what carried a message is replaced by words that say so, comments and
/// hidden elements are made visible. Names, addresses and identifiers are never rewritten: the message is denied.
///
/// What a client sends passes, because a person may well ask for a file with comments, escapes or bidirectional
/// controls in it. Only what spells a message and what nobody types (tag characters, selectors and zero-width letters
/// in
/// long runs) is denied there too: a model that was told to send something out unseen would send it so.
public final class HiddenText implements Guard {
    /// Beyond so many places in one message it is denied whole; each costs some 300 bytes.
    static final int EDITS_MAX = 20_000;

    private static final int REASONS_MAX = 24;
    private static final int FINDINGS_IN_DEFINITION = 64;
    private static final int PLACE_MAX = 200;
    private static final String ID = "hidden-text";

    /// Whether this label of an edit is one of this guard's.
    public static boolean isLabel(String label) {
        return InPlace.isLabel(label);
    }

    /// The words for an edit with these labels, as JSON string content.
    public static byte[] inPlaceOf(Set<String> labels) {
        return InPlace.of(labels);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Verdict judge(Message message, Context context) {
        byte[] bytes = message.bytes();
        int first = Suspicion.next(bytes, 0, bytes.length);
        return first == bytes.length ? Verdict.PASS : new Judging(message.json(), context, first).verdict();
    }

    @Override
    public Verdict judge(Definition definition, Context context) {
        Value value = definition.value();
        byte[] bytes = value.json().bytes();
        int to = value.span().to();
        int suspect = Suspicion.next(bytes, value.span().from(), to);
        boolean padded = Padding.mayBe(bytes, value.span().from(), to);
        if (suspect == to && !padded) return Verdict.PASS;
        var against = new Against();
        Json json = value.json();
        boolean isPage = definition.item().kind() == Pin.Kind.UI && Definitions.isPage(value, context);
        for (int entry = value.entry(); entry < json.end(value.entry()); entry++) {
            if (json.kind(entry) != Json.Kind.STRING || (!padded && json.to(entry) <= suspect)) continue;
            if (!padded && !isSuspect(json, entry)) continue;
            Mode mode = mode(isPage, json, entry);
            Hidden found = Hidden.glance(new Value(json, entry).text(), mode, FINDINGS_IN_DEFINITION);
            against.add(new Value(json, entry), isPattern(json, entry) ? withoutControls(found) : found.sights());
        }
        return against.reasons.isEmpty() ? Verdict.PASS : denial(against.reasons);
    }

    private static boolean isSuspect(Json json, int entry) {
        return Suspicion.next(json.bytes(), json.from(entry), json.to(entry)) < json.to(entry);
    }

    private static Verdict denial(SortedSet<Reason> reasons) {
        return new Verdict(Verdict.Decision.DENY, Edits.NONE, reasons);
    }

    /// Pages run in a frame and are read by no model; pictures likewise.
    private static Mode mode(boolean isPage, Json json, int entry) {
        if (json.isName(entry)) return Mode.EXACT;
        if (entry == 0 || !json.isName(entry - 1)) return Mode.DEFINITION;
        return switch (new Value(json, entry - 1).text()) {
            case "name", "uri", "uriTemplate", "mimeType", "$ref", "$id", "version" -> Mode.EXACT;
            case "text", "blob" -> isPage ? Mode.PAYLOAD : Mode.DEFINITION;
            case "src" -> new Value(json, entry).text().startsWith("data:image/") ? Mode.PAYLOAD : Mode.DEFINITION;
            default -> Mode.DEFINITION;
        };
    }

    /// A pattern names control characters to forbid them.
    private static boolean isPattern(Json json, int entry) {
        return entry > 0 && json.isName(entry - 1) && new Value(json, entry - 1).is("pattern");
    }

    private static List<Hidden.Sight> withoutControls(Hidden found) {
        return found.sights().stream()
                .filter(each -> each.kind() != Kind.CONTROL && each.kind() != Kind.OVERPRINT)
                .toList();
    }

    /// The reasons against something, and how many more there were.
    private static final class Against {
        final SortedSet<Reason> reasons = new TreeSet<>();

        void add(Value string, List<Hidden.Sight> sights) {
            if (sights.isEmpty() || reasons.size() >= REASONS_MAX) return;
            String place = Shown.of(string.place(), PLACE_MAX);
            for (Hidden.Sight each : sights) reasons.add(new Reason(ID, place, each.words()));
        }
    }

    /// One walk over the strings of one message, past all that holds nothing suspect.
    private static final class Judging {
        private final Json json;
        private final Context context;
        private final List<Edits.Edit> edits = new ArrayList<>();
        private final Against against = new Against();
        private int suspect;
        private boolean denied;

        Judging(Json json, Context context, int suspect) {
            this.json = json;
            this.context = context;
            this.suspect = suspect;
        }

        Verdict verdict() {
            walk(0, Place.ENVELOPE);
            if (denied) return denial(against.reasons);
            if (edits.isEmpty()) return Verdict.PASS;
            return new Verdict(Verdict.Decision.PASS, new Edits(edits), against.reasons);
        }

        private void walk(int entry, Place place) {
            if (json.to(entry) <= suspect) return;
            if (place == Place.DEFINED && json.kind(entry) != Json.Kind.ARRAY) {
                suspect = Suspicion.next(json.bytes(), json.to(entry), json.bytes().length);
                return;
            }
            switch (json.kind(entry)) {
                case OBJECT -> {
                    for (int name = entry + 1; name < json.end(entry); name = json.end(name + 1)) {
                        if (json.to(name + 1) <= suspect) continue;
                        Place below = place.below(new Value(json, name).text(), new Value(json, name + 1), context);
                        look(name, isFree(place) ? Mode.TEXT : Mode.EXACT, place == Place.SENT, true);
                        walk(name + 1, below);
                    }
                }
                case ARRAY -> {
                    for (int each = entry + 1; each < json.end(entry); each = json.end(each)) {
                        if (json.to(each) > suspect) walk(each, place.element(new Value(json, each), context));
                    }
                }
                case STRING -> string(entry, place);
                case NUMBER, TRUE, FALSE, NULL -> {}
            }
        }

        private static boolean isFree(Place place) {
            return place == Place.TEXT || place == Place.SENT;
        }

        private void string(int entry, Place place) {
            switch (place) {
                case NAME -> look(entry, Mode.EXACT, false, true);
                case FORM -> look(entry, Mode.DEFINITION, false, true);
                case SENT -> look(entry, Mode.PAYLOAD, false, true);
                case DEFINED -> {}
                case ENVELOPE, PARAMS, RESULT, ERROR, CONTENTS, PARTY, META, SHAPED, TEXT ->
                    look(entry, Mode.TEXT, false, false);
            }
        }

        private void look(int entry, Mode wanted, boolean sent, boolean fixed) {
            if (json.to(entry) <= suspect) return;
            if (isSuspect(json, entry)) {
                Mode mode = sent ? Mode.PAYLOAD : wanted;
                if (fixed) {
                    refuse(entry, mode);
                } else {
                    edit(entry, mode);
                }
            }
            suspect = Suspicion.next(json.bytes(), json.to(entry), json.bytes().length);
        }

        private void refuse(int entry, Mode mode) {
            Value value = new Value(json, entry);
            Hidden found = Hidden.glance(value.text(), mode, FINDINGS_IN_DEFINITION);
            denied |= !found.isNothing();
            against.add(value, found.sights());
        }

        private void edit(int entry, Mode mode) {
            var text = new Text(new Value(json, entry));
            Hidden found = Hidden.in(text.string(), mode, Math.max(1, EDITS_MAX - edits.size()));
            against.add(text.value(), found.sights());
            if (found.endless()) {
                denied = true;
                against.reasons.add(new Reason(ID, "", "more of it than can be taken out: " + EDITS_MAX + " pieces"));
            }
            for (Hidden.Cut cut : found.cuts()) {
                edits.add(new Edits.Edit(text.span(cut.from(), cut.to()), Edits.Kind.TEXT, labels(cut.inPlace())));
            }
        }

        private static Set<String> labels(Set<InPlace> inPlace) {
            var labels = new TreeSet<String>();
            for (InPlace each : inPlace) labels.add(each.label());
            return labels;
        }
    }
}
