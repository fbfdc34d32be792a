package dev.pavise.detect.guard;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Finding.Grade;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Context;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.json.Span;
import dev.pavise.core.message.Direction;
import dev.pavise.core.policy.Action;
import dev.pavise.core.policy.Actions.Matter;
import dev.pavise.core.seal.Tokens;
import dev.pavise.detect.engine.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What is done with the findings in one message, as its policy says.
///
/// Data counts one by one, and what is certain alone is acted on. Words to a model count together:
/// likely is enough.
final class Handling {
    private final Joined joined;
    private final Context context;
    private final Optional<Tokens> tokens;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Finding> tokenised = new ArrayList<>();
    private final List<Finding> asked = new ArrayList<>();
    private final List<Finding> blocked = new ArrayList<>();

    /// @param tokens empty where none can be made: what should be one is denied
    Handling(Joined joined, Context context, Optional<Tokens> tokens) {
        this.joined = joined;
        this.context = context;
        this.tokens = tokens;
    }

    /// @param subject the tool, prompt or address that the message is about
    Verdict verdict(List<Finding> findings, String subject) {
        for (Finding each : findings) {
            Matter matter = Matter.of(each.family());
            Action action = action(each, context);
            if (Detection.isAllowed(each, subject, () -> joined.places(each.span()), context)) {
                verdicts.add(Verdict.noting(reason(each, " (allowed)")));
            } else if (action == Action.PASS || matter.isData() && each.grade() != Grade.CERTAIN) {
                verdicts.add(Verdict.noting(reason(each, "")));
            } else if (matter.isData()) {
                data(each, action);
            } else {
                (action == Action.ASK ? asked : blocked).add(each);
            }
        }
        words();
        tokens();
        return Verdict.all(verdicts);
    }

    static Action action(Finding finding, Context context) {
        boolean isAnswer = context.direction() == Direction.TO_CLIENT;
        return context.policy().actions().with(Matter.of(finding.family()), isAnswer);
    }

    /// What stands in several strings cannot be taken out of one.
    private void data(Finding finding, Action action) {
        boolean isWhole = joined.isWhole(finding.span());
        switch (action) {
            case PASS -> verdicts.add(Verdict.noting(reason(finding, "")));
            case MASK ->
                verdicts.add(
                        isWhole
                                ? Verdict.withoutText(joined.bytes(finding.span()), reason(finding, ""))
                                : Verdict.deny(reason(finding, "")));
            case TOKENISE -> {
                if (isWhole && tokens.isPresent()) tokenised.add(finding);
                else verdicts.add(Verdict.deny(reason(finding, "")));
            }
            case BLOCK -> verdicts.add(Verdict.deny(reason(finding, "")));
            case ASK -> verdicts.add(Verdict.hold(reason(finding, "")));
        }
    }

    private void words() {
        var all = new ArrayList<>(blocked);
        all.addAll(asked);
        boolean denied = Grade.of(Score.of(blocked)) != Grade.NOTED;
        boolean held = Grade.of(Score.of(all)) != Grade.NOTED;
        for (Finding each : all) {
            Reason reason = reason(each, "");
            verdicts.add(denied ? Verdict.deny(reason) : held ? Verdict.hold(reason) : Verdict.noting(reason));
        }
    }

    /// What several rules found in one place has one token.
    private void tokens() {
        tokenised.sort(Comparator.comparing(Finding::span));
        for (int i = 0; i < tokenised.size(); ) {
            int from = tokenised.get(i).span().from();
            int to = tokenised.get(i).span().to();
            int next = i + 1;
            while (next < tokenised.size() && tokenised.get(next).span().from() <= to) {
                to = Math.max(to, tokenised.get(next++).span().to());
            }
            String text = joined.text().substring(from, to);
            String token = tokens.orElseThrow().of(text, context.principal(), context.server());
            for (Finding each : tokenised.subList(i, next)) {
                Reason reason = reason(each, " (a token stands in for it)");
                verdicts.add(Verdict.withText(joined.bytes(new Span(from, to)), reason, token));
            }
            i = next;
        }
    }

    private Reason reason(Finding finding, String more) {
        return Detection.reason(finding, joined.pieceAt(finding.span().from()).place(), more);
    }
}
