package dev.pavise.app.up;

import dev.pavise.app.cli.Terminal;
import dev.pavise.app.view.EntryView;
import dev.pavise.app.view.Feed;
import dev.pavise.app.view.RulingView;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.pin.PinStore;
import dev.pavise.ledger.Archive;
import dev.pavise.ledger.Entry;
import dev.pavise.ledger.Tail;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Prints what the ledger keeps from now on: while the tour lasts, what is of its session; then what anybody causes.
public final class Watch {
    private static final long LOOK_MILLIS = 200;
    private static final int PORTION = 500;
    /// What others cause during the tour is printed behind it, unless it is more than this.
    private static final int OTHERS_MAX = 1000;

    private final Tail tail;
    private final Feed feed;
    private final Terminal terminal;
    private final boolean isJson;
    private final ArrayDeque<Entry> others = new ArrayDeque<>();
    private String firstRequest = "";
    private String session = "";

    public Watch(Archive archive, PinStore pins, RulingView.Paper paper, boolean isJson) {
        tail = Tail.of(archive, 0);
        feed = new Feed(paper, Optional.of(pins));
        terminal = paper.terminal();
        this.isJson = isJson;
    }

    /// The tour's session is the one in which this request arrives.
    ///
    /// @param rpcId JSON
    void follow(String rpcId) {
        firstRequest = rpcId;
    }

    /// Prints what is new of the tour's session.
    void show() {
        for (var entries = tail.next(PORTION); !entries.isEmpty(); entries = tail.next(PORTION))
            for (Entry entry : entries)
                if (isTour(entry)) print(entry);
                else if (others.size() < OTHERS_MAX) others.add(entry);
        terminal.flush();
    }

    private boolean isTour(Entry entry) {
        if (!(entry.body() instanceof Entry.Body.Present(Evidence evidence, String _))) return false;
        if (session.isEmpty() && evidence.rpcId().equals(firstRequest)) {
            session = evidence.session();
            feed.begin(session);
        }
        return evidence.session().equals(session);
    }

    /// Prints what anybody causes until somebody wants it to end.
    public void everybody(BooleanSupplier isOver) throws InterruptedException {
        others.forEach(this::print);
        others.clear();
        while (!isOver.getAsBoolean()) {
            for (Entry entry : tail.next(PORTION)) print(entry);
            terminal.flush();
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void print(Entry entry) {
        if (isJson) terminal.print(EntryView.json(entry));
        else feed.lines(entry).forEach(terminal::print);
    }
}
