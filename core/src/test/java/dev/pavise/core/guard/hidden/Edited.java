package dev.pavise.core.guard.hidden;

/// A text after its cuts, put together by hand.
final class Edited {
    private Edited() {}

    static String of(String text) {
        Hidden found = Hidden.in(text, Mode.TEXT, 100_000);
        if (found.endless()) throw new AssertionError("no end: " + Shown.quoted(text));
        var out = new StringBuilder();
        int at = 0;
        for (Hidden.Cut cut : found.cuts()) {
            out.append(text, at, cut.from());
            for (InPlace each : InPlace.values()) {
                if (cut.inPlace().contains(each)) out.append(each.text());
            }
            at = cut.to();
        }
        return out.append(text, at, text.length()).toString();
    }
}
