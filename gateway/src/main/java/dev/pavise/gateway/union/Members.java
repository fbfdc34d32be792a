package dev.pavise.gateway.union;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Reading;
import dev.pavise.core.union.Introduction;
import dev.pavise.core.union.Merging;
import dev.pavise.core.union.Names;
import dev.pavise.gateway.Destination;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Partner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The members of one dialogue: opens them when they are first asked, in the legacy era with the client's own
/// handshake, asks them, and hears them. One that ends is opened again by the next question.
final class Members {
    /// Hears what members say unasked.
    interface Voice {
        /// @param about the question that it is about; null where it is about none
        void aside(Member member, @Nullable Question about, Effect.Send send);
    }

    private static final String LOGGING = "logging";
    private static final String ENDED = "The session is over";
    private static final String REMOVED = "The server is no longer configured";
    private static final String FULL = "The server does not take what it is sent";
    private static final String UNOPENED = "Pavise could not begin with it";

    private final AllServers all;
    private final String principal;
    private final boolean isStateless;
    private final Outlet client;
    private final Voice voice;
    private final Questions questions;
    private final Object lock = new Object();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Leaving leaving = new Leaving();
    private final Member own;
    private final Partner ownPartner;
    /// The client's word to begin with, its word that it has begun, and what it wants logged.
    private Message.@Nullable Request initialize;

    private @Nullable Reading initialized;
    private Message.@Nullable Request level;
    private boolean isOver;

    Members(AllServers all, String principal, boolean isStateless, Outlet client, Questions questions, Voice voice) {
        this.all = all;
        this.principal = principal;
        this.isStateless = isStateless;
        this.client = client;
        this.questions = questions;
        this.voice = voice;
        own = new Member("", all.own());
        ownPartner = opened(own);
        own.isReady = true;
        refresh();
    }

    /// Where what concerns no server is judged.
    Member own() {
        return own;
    }

    Partner ownPartner() {
        return ownPartner;
    }

    List<String> labels() {
        synchronized (lock) {
            return List.copyOf(members.keySet());
        }
    }

    @Nullable
    Member find(String label) {
        synchronized (lock) {
            return members.get(label);
        }
    }

    /// Takes up servers that have come, lets those go that are gone or are not what they were; whether there were any.
    boolean refresh() {
        List<Destination> now = all.servers().get();
        var gone = new ArrayList<Partner>();
        boolean isOther;
        synchronized (lock) {
            var before = new LinkedHashMap<>(members);
            members.clear();
            for (Destination server : now) {
                Member member = new Member(Names.label(server.name()), server);
                Member known = before.get(member.label);
                if (known != null && known.isAt(server)) member = known;
                if (members.putIfAbsent(member.label, member) != null) {
                    all.leftOut().leftOut(server.name(), "another server is called " + member.label + ", too");
                }
            }
            isOther = !List.copyOf(before.values()).equals(List.copyOf(members.values()));
            for (Member each : before.values()) {
                if (!members.containsValue(each) && each.partner != null) gone.add(each.partner);
            }
        }
        gone.forEach(each -> all.workers().execute(() -> leaving.retire(each, all.drainTime())));
        return isOther;
    }

    /// Asks a member; it is opened where it is not.
    void ask(Member member, Question.Want want, Hearer hearer, Reading reading, Optional<Map<String, String>> headers) {
        Runnable now;
        synchronized (lock) {
            if (isOver) {
                now = () -> hearer.gone(ENDED);
            } else {
                replaceMute(member);
                // One that was taken out meanwhile would be opened for nobody to close.
                boolean isMember = member == own || members.get(member.label) == member;
                boolean isToOpen = member.partner == null && isMember;
                now = isToOpen ? introduction(member, Optional.empty()) : () -> {};
                Partner partner = member.partner;
                if (partner == null) {
                    now = () -> hearer.gone(isMember ? UNOPENED : REMOVED);
                } else {
                    Question question = questions.add(number -> new Question(number, want, member, partner, hearer));
                    Runnable asks = () -> put(question, reading, headers);
                    if (member.isReady) now = asks;
                    else member.waiting.add(asks);
                }
            }
        }
        now.run();
    }

    /// The next request leaves a server that hangs; another one is opened for it.
    private void replaceMute(Member member) {
        Partner mute = member.partner;
        if (mute == null || member == own || !mute.isMute()) return;
        member.leave();
        all.workers().execute(() -> leaving.retire(mute, all.drainTime()));
    }

    private void put(Question question, Reading reading, Optional<Map<String, String>> headers) {
        try {
            if (!question.partner().hasRoom()) {
                if (questions.take(question.number()) != null) question.hearer().gone(FULL);
                return;
            }
            question.partner().asks(reading, question.asker(), headers);
        } catch (RuntimeException e) {
            String fault = e.getClass().getSimpleName();
            if (questions.take(question.number()) != null) question.hearer().gone("Pavise failed: " + fault);
        }
    }

    /// Begins with a member of a legacy client; what it says of itself becomes a part.
    void introduce(Member member, Gather.Part part) {
        Runnable now;
        synchronized (lock) {
            now = isOver || member.partner != null ? () -> part.gone(ENDED) : introduction(member, Optional.of(part));
        }
        now.run();
    }

    /// Opens it, if it can be; what is left to do is to be done without the lock.
    private Runnable introduction(Member member, Optional<Gather.Part> part) {
        Partner partner;
        try {
            partner = opened(member);
        } catch (RuntimeException e) {
            return () -> part.ifPresent(each -> each.gone(UNOPENED));
        }
        member.isReady = isStateless;
        Message.Request hello = initialize;
        if (isStateless || hello == null) return () -> {};
        var want = new Question.Want(Asker.ONLY, Optional.empty(), hello.method(), true);
        Question question = questions.add(number ->
                new Question(number, want, member, partner, new Meeting(this, all.workers(), member, partner, part)));
        return () -> put(question, new Reading.Read(hello), Optional.empty());
    }

    private Partner opened(Member member) {
        var outlet = new Outlet() {
            @Override
            public void send(Effect.Send send) {
                hears(member, send);
            }

            @Override
            public void awaitRoom() throws InterruptedException {
                client.awaitRoom();
            }
        };
        Partner partner = member.server.open(principal, isStateless, outlet, this::finished);
        member.partner = partner;
        partner.closed().thenAcceptAsync(why -> ended(member, partner, why), all.workers());
        return partner;
    }

    private void hears(Member member, Effect.Send send) {
        if (!send.ends()) {
            voice.aside(member, questions.find(send.stream()), send);
            return;
        }
        Question question = questions.take(send.stream());
        if (question == null) return;
        member.isLate = false;
        question.hearer().answered(send);
    }

    private void finished(long number) {
        Question question = questions.take(number);
        if (question != null) question.hearer().finished();
    }

    private void ended(Member member, Partner partner, String why) {
        synchronized (lock) {
            if (member.partner == partner) member.leave();
        }
        leaving.end(partner);
        for (Question each : questions.takeFrom(partner)) each.hearer().gone("The server has ended: " + why);
    }

    /// A member has introduced itself: tells it what the client has said since, and asks it what there is to ask.
    ///
    /// @return whether it is still wanted
    boolean met(Member member, Partner partner, Message.Result introduction) {
        boolean isTold = false;
        while (true) {
            Reading word;
            List<Runnable> waiting = List.of();
            synchronized (lock) {
                if (member.partner != partner) return false;
                word = isTold ? null : initialized;
                if (word == null) {
                    member.capabilities = Introduction.capabilities(introduction);
                    member.isReady = true;
                    waiting = member.waiting;
                    member.waiting = new ArrayList<>();
                    logged(member, partner).ifPresent(waiting::addFirst);
                }
            }
            if (word == null) {
                waiting.forEach(Runnable::run);
                return true;
            }
            partner.asks(word, Asker.ONLY, Optional.empty());
            isTold = true;
        }
    }

    private Optional<Runnable> logged(Member member, Partner partner) {
        Message.Request wanted = level;
        if (wanted == null || !has(member, LOGGING)) return Optional.empty();
        var want = new Question.Want(Asker.ONLY, Optional.empty(), wanted.method(), true);
        Question question = questions.add(number -> new Question(number, want, member, partner, Hearer.NOBODY));
        return Optional.of(() -> put(question, new Reading.Read(wanted), Optional.empty()));
    }

    /// A member has not introduced itself. Who waits for it is told.
    void failed(Member member, Partner partner, String why) {
        synchronized (lock) {
            if (member.partner == partner) member.leave();
            member.isLate = true;
        }
        for (Question each : questions.takeFrom(partner)) each.hearer().gone("The server is not there: " + why);
        leaving.end(partner);
    }

    private static boolean has(Member member, String capability) {
        return member.capabilities != null && member.capabilities.member(capability) != null;
    }

    /// Whether a member has said that it can do this.
    boolean declares(Member member, String capability) {
        synchronized (lock) {
            return has(member, capability);
        }
    }

    /// Whether a member has been declared to answer such a request.
    boolean answers(Member member, String method) {
        synchronized (lock) {
            if (isStateless || !member.isReady) return true;
            if (Method.SET_LEVEL.is(method)) return has(member, LOGGING);
            return Merging.isDeclared(method, member.capabilities);
        }
    }

    /// Whether a legacy client has begun its handshake.
    boolean hasBegun() {
        synchronized (lock) {
            return initialize != null;
        }
    }

    /// The client's word to begin with; those who are opened later hear it, too.
    void begins(Message.Request hello) {
        synchronized (lock) {
            initialize = hello;
        }
    }

    /// What the client wants logged; those who are opened later hear it, too.
    void logs(Message.Request wanted) {
        synchronized (lock) {
            level = wanted;
        }
    }

    /// The client's handshake is over; those who are opened later hear it, too.
    void greeted(Reading word) {
        synchronized (lock) {
            initialized = word;
        }
        tell(word);
    }

    /// A notification for all members who are there.
    void tell(Reading word) {
        var there = new ArrayList<Partner>();
        synchronized (lock) {
            for (Member each : members.values()) {
                if (each.isReady && each.partner != null) there.add(each.partner);
            }
        }
        for (Partner each : there) each.asks(word, Asker.ONLY, Optional.empty());
    }

    /// Whether a member is about to introduce itself and has taken its time over it: what it is asked now would wait
    /// with all that it was asked before.
    boolean isStuck(Member member) {
        synchronized (lock) {
            return member.isLate && member.partner != null && !member.isReady;
        }
    }

    /// The member under this label, if it is there.
    @Nullable
    Member there(String label) {
        synchronized (lock) {
            Member member = members.get(label);
            return member != null && member.isReady && member.partner != null ? member : null;
        }
    }

    /// A message that is not answered, for a member that is there.
    void tell(Member member, Reading reading, Optional<Map<String, String>> headers) {
        Partner partner;
        synchronized (lock) {
            partner = member.partner;
        }
        if (partner != null) partner.asks(reading, Asker.ONLY, headers);
    }

    boolean isOver() {
        synchronized (lock) {
            return isOver;
        }
    }

    boolean isBusy() {
        return partners().stream().anyMatch(Partner::isBusy);
    }

    private List<Partner> partners() {
        var all = new ArrayList<Partner>();
        all.add(ownPartner);
        all.addAll(leaving.all());
        synchronized (lock) {
            for (Member each : members.values()) if (each.partner != null) all.add(each.partner);
        }
        return all;
    }

    /// Ends all, each in its own time.
    void close() {
        synchronized (lock) {
            isOver = true;
        }
        leaving.hurry();
        CompletableFuture.allOf(partners().stream()
                        .map(each -> CompletableFuture.runAsync(each::close, all.workers()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
