package dev.pavise.core.guard.hidden;

import dev.pavise.core.guard.hidden.Hidden.Cut;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// A string after cuts, with the way back to the original.
///
/// @param from for each unit, the first unit of the original that it stands for
/// @param to for each unit, the unit behind those
record View(String text, int[] from, int[] to) {
    static View of(String text) {
        return after(text, List.of());
    }

    static View after(String original, List<Cut> cuts) {
        var out = new StringBuilder(original.length());
        int most = original.length();
        for (Cut each : cuts) most += words(each).length();
        int[] from = new int[most];
        int[] to = new int[most];
        int at = 0;
        for (int i = 0; i <= cuts.size(); i++) {
            int end = i < cuts.size() ? cuts.get(i).from() : original.length();
            for (int unit = at; unit < end; unit++) {
                from[out.length()] = unit;
                to[out.length()] = unit + 1;
                out.append(original.charAt(unit));
            }
            if (i == cuts.size()) break;
            Cut cut = cuts.get(i);
            String words = words(cut);
            for (int unit = 0; unit < words.length(); unit++) {
                from[out.length() + unit] = cut.from();
                to[out.length() + unit] = cut.to();
            }
            out.append(words);
            at = cut.to();
        }
        return new View(out.toString(), from, to);
    }

    List<Cut> inOriginal(List<Finding> findings) {
        var cuts = new ArrayList<Cut>(findings.size());
        for (Finding each : findings) {
            cuts.add(new Cut(from[each.from()], to[each.to() - 1], EnumSet.of(each.inPlace())));
        }
        return cuts;
    }

    private static String words(Cut cut) {
        if (cut.inPlace().size() == 1) return cut.inPlace().iterator().next().text();
        var words = new StringBuilder();
        for (InPlace each : InPlace.values()) {
            if (cut.inPlace().contains(each)) words.append(each.text());
        }
        return words.toString();
    }
}
