package dev.pavise.app.view;

import dev.pavise.app.cli.Shown;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import dev.pavise.ledger.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Entries in their order, as people read them: under a headline for each session that follows another, with how long
/// each answer was waited for.
public final class Feed {
    private static final int OPEN_MAX = 1000;

    private final RulingView.Paper paper;
    private final Optional<PinStore> pins;
    private final Map<Asked, Instant> open = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Instant> eldest) {
            return size() > OPEN_MAX;
        }
    };
    private String session = "";

    private record Asked(String session, Evidence.Way way, String rpcId) {}

    /// @param pins where the names of things that lists lack are looked up
    public Feed(RulingView.Paper paper, Optional<PinStore> pins) {
        this.paper = paper;
        this.pins = pins;
    }

    /// Begins with this session, whose headline is written already.
    public void begin(String id) {
        session = id;
    }

    public List<String> lines(Entry entry) {
        if (!(entry.body() instanceof Entry.Body.Present(Evidence evidence, String _)))
            return List.of(EntryView.place(entry));
        var lines = new ArrayList<String>();
        if (!evidence.session().equals(session)) {
            session = evidence.session();
            String server = evidence.server().isEmpty() ? "pavise" : Shown.word(evidence.server());
            lines.add(paper.terminal().bold(server) + "  session " + Shown.word(session));
        }
        lines.addAll(RulingView.lines(evidence, took(evidence), kept(evidence), paper.on(LocalDate.now(paper.zone()))));
        return lines;
    }

    private Optional<Duration> took(Evidence evidence) {
        return switch (evidence.kind()) {
            case REQUEST -> {
                if (evidence.ruling() != Evidence.Ruling.DENIED)
                    open.put(new Asked(evidence.session(), evidence.way(), evidence.rpcId()), evidence.at());
                yield Optional.empty();
            }
            case RESULT, FAILURE -> {
                Instant since = open.remove(new Asked(evidence.session(), opposite(evidence.way()), evidence.rpcId()));
                yield since == null ? Optional.empty() : Optional.of(Duration.between(since, evidence.at()));
            }
            case NOTIFICATION, UNREADABLE, FACT -> Optional.empty();
        };
    }

    private static Evidence.Way opposite(Evidence.Way way) {
        return switch (way) {
            case TO_SERVER -> Evidence.Way.TO_CLIENT;
            case TO_CLIENT -> Evidence.Way.TO_SERVER;
            case INSIDE -> Evidence.Way.INSIDE;
        };
    }

    private List<RulingView.Kept> kept(Evidence evidence) {
        if (evidence.kind() != Evidence.Kind.RESULT || evidence.reasons().isEmpty()) return List.of();
        var kept = new ArrayList<RulingView.Kept>();
        pins.ifPresent(store -> {
            for (Pin pin : store.load(evidence.server()))
                for (Reason reason : pin.reasons()) kept.add(new RulingView.Kept(reason, pin));
        });
        return kept;
    }
}
