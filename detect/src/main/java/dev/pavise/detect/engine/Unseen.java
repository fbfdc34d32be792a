package dev.pavise.detect.engine;

import dev.pavise.core.detect.Detector;
import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.core.detect.Severity;
import dev.pavise.core.guard.hidden.Hidden;
import dev.pavise.core.guard.hidden.Kind;
import dev.pavise.core.guard.hidden.Mode;
import dev.pavise.core.json.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Text that nobody sees, as the guard `hidden-text` finds it. Definitions and answers are judged by that guard itself;
/// this says the same of single texts.
public final class Unseen implements Detector {
    private static final int FINDINGS_MAX = 64;
    private static final double IN_DEFINITION = 0.9;
    private static final double IN_TEXT = 0.3;
    private static final double CARRIES = 0.85;

    @Override
    public String id() {
        return "hidden";
    }

    @Override
    public List<Finding> look(Passage passage) {
        boolean defined = passage.origin() == Origin.DEFINITION || passage.origin() == Origin.INSTRUCTIONS;
        Hidden hidden = Hidden.glance(passage.text(), defined ? Mode.DEFINITION : Mode.TEXT, FINDINGS_MAX);
        var findings = new ArrayList<Finding>();
        for (Hidden.Sight each : hidden.sights()) {
            boolean carries = switch (each.kind()) {
                case TAGS, ENCODED -> true;
                case SELECTORS, BIDI, OVERPRINT -> false;
                case ESCAPE, TERMINAL_TEXT, CONTROL, INVISIBLE, PRIVATE, COMMENT, DECLARATION -> false;
                case ELEMENT, REFERENCE, PADDING -> false;
            };
            boolean markup = each.kind() == Kind.ELEMENT || each.kind() == Kind.COMMENT;
            boolean sure = defined && !(markup && passage.origin() == Origin.INSTRUCTIONS);
            double confidence = sure ? IN_DEFINITION : carries ? CARRIES : IN_TEXT;
            String name =
                    "hidden/" + each.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            findings.add(new Finding(
                    name, Severity.HIGH, confidence, new Span(0, passage.text().length()), each.words()));
        }
        return findings;
    }
}
