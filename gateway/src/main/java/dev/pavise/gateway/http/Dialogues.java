package dev.pavise.gateway.http;

import dev.pavise.gateway.Destination;
import dev.pavise.gateway.Partner;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// All sessions of the HTTP side.
final class Dialogues {
    private static final int ID_BYTES = 24;

    private record Shared(String principal, String destination) {}

    private final Map<String, Dialogue> legacy = new ConcurrentHashMap<>();
    private final Map<Shared, Dialogue> modern = new ConcurrentHashMap<>();
    /// Modern ones whose place another has taken, until they are closed.
    private final Set<Dialogue> replaced = ConcurrentHashMap.newKeySet();
    private final SecureRandom random = new SecureRandom();
    private final Counts counts;
    private final Counts unions;
    private final HttpLimits limits;
    private final EventLog.Room room;
    private final Executor workers;
    private volatile boolean isClosing;

    Dialogues(HttpLimits limits, Executor workers) {
        this.limits = limits;
        this.workers = workers;
        room = new EventLog.Room(limits.eventBytesMax());
        counts = new Counts(limits.sessionsMax());
        unions = new Counts(limits.unionsMax());
    }

    /// A new session of a legacy client; empty where the principal has too many.
    Optional<Dialogue> open(String principal, Destination destination, Dialogue.Door door) {
        if (isClosing || !enters(principal, destination.name())) return Optional.empty();
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Dialogue dialogue;
        try {
            dialogue = Dialogue.open(id, door, principal, destination, room);
        } catch (RuntimeException e) {
            leaves(principal, destination.name());
            throw e;
        }
        legacy.put(id, dialogue);
        dialogue.partner().closed().thenRunAsync(() -> close(dialogue), workers);
        if (isClosing) close(dialogue);
        return Optional.of(dialogue);
    }

    /// Clients that went without a word leave a process of every server behind: where there are too many, the one that
    /// has been idle for longest makes room. Its client, if it comes back, begins anew.
    private synchronized boolean enters(String principal, String destination) {
        if (!counts.enter(principal)) return false;
        if (!destination.isEmpty() || unions.enter(principal)) return true;
        Optional<Dialogue> oldest = legacy.values().stream()
                .filter(each ->
                        each.principal().equals(principal) && each.destination().isEmpty() && each.isIdle())
                .max(Comparator.comparingLong(Dialogue::idleNanos));
        oldest.ifPresent(each -> {
            forget(each);
            closeLater(each);
        });
        if (unions.enter(principal)) return true;
        counts.leave(principal);
        return false;
    }

    private void leaves(String principal, String destination) {
        counts.leave(principal);
        if (destination.isEmpty()) unions.leave(principal);
    }

    /// The session of this id, if it is this principal's at this destination. Whose it is otherwise is told to nobody.
    Optional<Dialogue> find(String id, Guest guest, Dialogue.Door door) {
        Dialogue found = legacy.get(id);
        if (found == null || !found.isFor(guest.principal(), guest.destination().name(), door)) return Optional.empty();
        if (!found.isAt(guest.destination())) found.retire(limits.drainTime());
        found.touch();
        return Optional.of(found);
    }

    /// The session that modern requests of a principal share at a destination; another one as soon as that is over, the
    /// server is another, or hangs.
    Dialogue shared(String principal, Destination destination) {
        var key = new Shared(principal, destination.name());
        Dialogue found = modern.get(key);
        if (found == null || !isOf(found, destination)) found = renewed(key, destination);
        found.touch();
        return found;
    }

    /// The session that modern requests of a guest's principal share at its server, if there is one by now.
    Optional<Dialogue> found(Guest guest) {
        return Optional.ofNullable(modern.get(
                        new Shared(guest.principal(), guest.destination().name())))
                .filter(dialogue -> isOf(dialogue, guest.destination()));
    }

    private static boolean isOf(Dialogue found, Destination destination) {
        Partner partner = found.partner();
        return !partner.isOver() && !found.isLeaving() && !partner.isMute() && found.isAt(destination);
    }

    private synchronized Dialogue renewed(Shared key, Destination destination) {
        Dialogue found = modern.get(key);
        if (found != null && isOf(found, destination)) return found;
        if (found != null) {
            found.retire(limits.drainTime());
            replaced.add(found);
        }
        Dialogue dialogue = Dialogue.open("", Dialogue.Door.MODERN, key.principal(), destination, room);
        modern.put(key, dialogue);
        dialogue.partner().closed().thenRunAsync(() -> close(dialogue), workers);
        if (isClosing) workers.execute(() -> close(dialogue));
        return dialogue;
    }

    /// Nobody finds it from now on.
    void forget(Dialogue dialogue) {
        if (dialogue.door() == Dialogue.Door.MODERN) {
            modern.remove(new Shared(dialogue.principal(), dialogue.destination()), dialogue);
            replaced.remove(dialogue);
        } else if (legacy.remove(dialogue.id(), dialogue)) {
            leaves(dialogue.principal(), dialogue.destination());
        }
    }

    void close(Dialogue dialogue) {
        forget(dialogue);
        dialogue.close();
    }

    void closeLater(Dialogue dialogue) {
        workers.execute(() -> close(dialogue));
    }

    /// Closes what nobody has used for long.
    void sweep() {
        long most = limits.sessionTime().toNanos();
        for (Dialogue each : all()) if (each.idleNanos() > most) closeLater(each);
    }

    /// Lets sessions go whose servers are no more what they were, and closes those that have left, or whose principals
    /// may not come in any more.
    void review(Set<String> principals, Function<String, Optional<Destination>> destinations) {
        var known = new HashMap<String, Optional<Destination>>();
        for (Dialogue each : all()) {
            Optional<Destination> now = known.computeIfAbsent(each.destination(), destinations);
            if (now.isEmpty() || !each.isAt(now.get())) each.retire(limits.drainTime());
            each.partner().review();
            if (each.isToClose() || !principals.contains(each.principal())) closeLater(each);
        }
    }

    boolean isBusy() {
        return all().stream().anyMatch(Dialogue::isBusy);
    }

    void closeAll() {
        isClosing = true;
        CompletableFuture.allOf(all().stream()
                        .map(each -> CompletableFuture.runAsync(() -> close(each), workers))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    int size() {
        return all().size();
    }

    Duration sweepEach() {
        return limits.sessionTime().dividedBy(4);
    }

    private List<Dialogue> all() {
        var all = new ArrayList<>(legacy.values());
        all.addAll(modern.values());
        all.addAll(replaced);
        return all;
    }
}
