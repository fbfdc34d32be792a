package dev.pavise.gateway.http;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// All sessions of the HTTP side.
final class Dialogues {
    private static final int ID_BYTES = 24;

    private record Shared(String principal, String server) {}

    private final Map<String, Dialogue> legacy = new ConcurrentHashMap<>();
    private final Map<Shared, Dialogue> modern = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final HttpLimits limits;
    private final Executor workers;

    Dialogues(HttpLimits limits, Executor workers) {
        this.limits = limits;
        this.workers = workers;
    }

    /// A new session of a legacy client; empty where the principal has too many.
    Optional<Dialogue> open(String principal, Backend backend) {
        long own = legacy.values().stream()
                .filter(each -> each.principal().equals(principal))
                .count();
        if (own >= limits.sessionsMax()) return Optional.empty();
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Dialogue dialogue = Dialogue.open(id, principal, backend);
        legacy.put(id, dialogue);
        dialogue.session().closed().thenRunAsync(() -> close(dialogue), workers);
        return Optional.of(dialogue);
    }

    /// The session of this id, if it is this principal's at this server. Whose it is otherwise is told to nobody.
    Optional<Dialogue> find(String id, String principal, String server) {
        Dialogue found = legacy.get(id);
        if (found == null || !found.isFor(principal, server)) return Optional.empty();
        found.touch();
        return Optional.of(found);
    }

    /// The session that modern requests of a principal share at a server.
    Dialogue shared(String principal, Backend backend) {
        Dialogue found = modern.computeIfAbsent(new Shared(principal, backend.name()), key -> {
            Dialogue dialogue = Dialogue.open("", principal, backend);
            dialogue.session().closed().thenRunAsync(() -> close(dialogue), workers);
            return dialogue;
        });
        found.touch();
        return found;
    }

    void close(Dialogue dialogue) {
        if (dialogue.id().isEmpty()) modern.remove(new Shared(dialogue.principal(), dialogue.server()), dialogue);
        else legacy.remove(dialogue.id(), dialogue);
        dialogue.close();
    }

    /// Closes what nobody has used for long.
    void sweep() {
        long most = limits.sessionTime().toNanos();
        for (Dialogue each : all()) if (each.idleNanos() > most) workers.execute(() -> close(each));
    }

    void closeAll() {
        all().parallelStream().forEach(this::close);
    }

    int size() {
        return legacy.size() + modern.size();
    }

    Duration sweepEach() {
        return limits.sessionTime().dividedBy(4);
    }

    private List<Dialogue> all() {
        var all = new ArrayList<>(legacy.values());
        all.addAll(modern.values());
        return all;
    }
}
