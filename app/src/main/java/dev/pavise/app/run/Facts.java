package dev.pavise.app.run;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Puts facts that no message caused into the ledger: decisions of a person, changes of settings.
public final class Facts {
    private final Ledger ledger;
    private final InstantSource clock;
    private final String session = SessionId.random();
    private final AtomicLong count = new AtomicLong();

    public Facts(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Who runs this process, as the system knows them.
    public static String principal() {
        return System.getProperty("user.name", "");
    }

    /// Hands a fact over and does not wait; its id.
    ///
    /// @param method such as `pins/approve`
    public String keep(
            String server,
            String method,
            String subject,
            Evidence.Ruling ruling,
            String note,
            Ledger.Durability durability,
            Ledger.Then then) {
        return keep(principal(), server, method, subject, ruling, note, durability, then);
    }

    /// Hands over that somebody who is nobody here was turned away.
    public void keepOfStranger(String method, String subject, String note) {
        keep("", "", method, subject, Evidence.Ruling.DENIED, note, Ledger.Durability.LATER, _ -> {});
    }

    private String keep(
            String principal,
            String server,
            String method,
            String subject,
            Evidence.Ruling ruling,
            String note,
            Ledger.Durability durability,
            Ledger.Then then) {
        String id = session + "-" + count.incrementAndGet();
        var fact = new Evidence(
                id,
                clock.instant(),
                principal,
                server,
                Evidence.Way.INSIDE,
                Evidence.Kind.FACT,
                method,
                subject,
                "",
                ruling,
                true,
                List.of(),
                "",
                0,
                "",
                0,
                note);
        ledger.keep(fact, Evidence.Payload.NONE, durability, then);
        return id;
    }
}
