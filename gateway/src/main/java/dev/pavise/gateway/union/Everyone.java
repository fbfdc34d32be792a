package dev.pavise.gateway.union;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.exchange.Refusal;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Reading;
import dev.pavise.core.message.Revision;
import dev.pavise.core.union.Catalog;
import dev.pavise.core.union.Marks;
import dev.pavise.core.union.Route;
import dev.pavise.core.union.Routing;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Partner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All servers as one to one client, or to all modern requests of a principal. Each of the client's messages goes to
/// one server, or to several; what concerns none is judged and answered by Pavise itself, and so is, first, what goes
/// to
/// several.
final class Everyone implements Partner {
    private static final byte[] TASK = "\"taskId\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] URI = "\"uri\"".getBytes(StandardCharsets.US_ASCII);

    private final AllServers all;
    private final boolean isStateless;
    private final Outlet client;
    private final Consumer<Long> finish;
    private final Questions questions = new Questions();
    private final Members members;
    private final Together together;
    /// Guards the catalog.
    private final Object lock = new Object();

    private Catalog catalog;

    Everyone(AllServers all, String principal, boolean isStateless, Outlet client, Consumer<Long> finish) {
        this.all = all;
        this.isStateless = isStateless;
        this.client = client;
        this.finish = finish;
        members = new Members(all, principal, isStateless, client, questions, this::aside);
        catalog = new Catalog(members.labels());
        together = new Together(all, members, this, isStateless);
    }

    @Override
    public Reading read(byte[] bytes) {
        return members.ownPartner().read(bytes);
    }

    @Override
    public void asks(Reading reading, Asker from, Optional<Map<String, String>> headers) {
        switch (reading) {
            case Reading.Batch batch
            when hasBatches() -> {
                // In a batch, answers are to requests alone.
                for (Reading each : batch.each()) {
                    boolean isAnswered =
                            !(each instanceof Reading.Read(Message message)) || message instanceof Message.Request;
                    asks(each, isAnswered ? from : Asker.ONLY, headers);
                }
            }
            case Reading.Read(Message.Request request) -> asks(request, from, headers);
            case Reading.Read(Message.Notification notification) -> tells(notification, from, headers);
            case Reading.Read(Message message) -> answers(message, from, headers);
            case Reading.Batch _, Reading.Unreadable _ -> {
                var want = new Question.Want(from, Optional.empty(), "", false);
                members.ask(members.own(), want, new Passing(members.own(), want, Optional.empty()), reading, headers);
            }
        }
    }

    private void asks(Message.Request request, Asker from, Optional<Map<String, String>> headers) {
        review();
        route(request, from, headers, false);
    }

    @Override
    public void review() {
        if (members.isOver() || !members.refresh()) return;
        synchronized (lock) {
            catalog = catalog.among(members.labels());
        }
        if (!isStateless && members.hasBegun()) together.announceAll();
    }

    /// @param isRead whether the lists that tell where it goes have just been read
    void route(Message.Request request, Asker from, Optional<Map<String, String>> headers, boolean isRead) {
        Route route =
                isBegun(request) ? knowing(known -> Routing.of(request, headers, known, isRead)) : new Route.Nowhere();
        switch (route) {
            case Route.One(String label, byte[] message, Optional<Map<String, String>> own) -> {
                Member member = members.find(label);
                Reading reading = read(message);
                if (member == null) ask(members.own(), request, new Reading.Read(request), from, headers);
                else ask(member, request, reading, from, own);
            }
            case Route.Nowhere _ -> ask(members.own(), request, new Reading.Read(request), from, headers);
            case Route.Several several -> together.ask(request, several, from, headers);
            case Route.Unlisted unlisted -> together.learn(unlisted, request, from, headers);
        }
    }

    /// Before a legacy session has begun, no server is there to be asked.
    private boolean isBegun(Message.Request request) {
        return isStateless || members.hasBegun() || Method.INITIALIZE.is(request.method());
    }

    private void ask(
            Member member,
            Message.Request request,
            Reading reading,
            Asker from,
            Optional<Map<String, String>> headers) {
        Question.Want named = Question.Want.of(request, from);
        Question.Want want = member == members.own() ? named.shared() : named;
        members.ask(member, want, new Passing(member, want, Optional.of(request)), reading, headers);
    }

    /// Asks Pavise itself, and lets the client have the answer, unless it is one to go on with.
    ///
    /// @param message the request as Pavise judges it
    void askOwn(
            Message.Request request,
            byte[] message,
            Asker from,
            Optional<Map<String, String>> headers,
            Consumer<Message.Result> goOn) {
        var want = Question.Want.of(request, from).shared();
        var passing = new Passing(members.own(), want, Optional.of(request)) {
            @Override
            public void answered(Effect.Send answer) {
                Reading reading = Reading.of(answer.bytes(), Bounds.DEFAULT);
                if (answer.error() == 0 && reading instanceof Reading.Read(Message.Result result)) {
                    all.workers().execute(() -> goOn.accept(result));
                } else {
                    super.answered(answer);
                }
            }
        };
        members.ask(members.own(), want, passing, read(message), headers);
    }

    <T> T knowing(Function<Catalog, T> look) {
        synchronized (lock) {
            return look.apply(catalog);
        }
    }

    void learning(Consumer<Catalog> learn) {
        synchronized (lock) {
            learn.accept(catalog);
        }
    }

    private void tells(Message.Notification notification, Asker from, Optional<Map<String, String>> headers) {
        var reading = new Reading.Read(notification);
        switch (Method.of(notification.method()).orElse(null)) {
            case INITIALIZED -> {
                members.greeted(reading);
                tell(members.own(), notification.method(), reading, from, headers);
            }
            case ROOTS_CHANGED -> {
                members.tell(reading);
                tell(members.own(), notification.method(), reading, from, headers);
            }
            case CANCELLED -> cancels(notification, from, headers);
            case PROGRESS -> {
                Optional<Marks.Returned> returned = returned(notification);
                Member member =
                        returned.map(each -> members.there(each.label())).orElse(null);
                if (member == null) tell(members.own(), notification.method(), reading, from, headers);
                else tell(member, notification.method(), read(returned.get().message()), from, headers);
            }
            case null, default -> tell(members.own(), notification.method(), reading, from, headers);
        }
    }

    /// Whoever judges a message that wants no answer tells what its transport answers; a batch, or HTTP+SSE, answers
    /// nothing.
    ///
    /// @param method empty for an answer of the client's
    private void tell(
            Member member, String method, Reading reading, Asker from, Optional<Map<String, String>> headers) {
        if (from.stream() == 0) {
            members.tell(member, reading, headers);
            return;
        }
        var want = new Question.Want(from, Optional.empty(), method, member == members.own());
        members.ask(member, want, new Passing(member, want, Optional.empty()), reading, headers);
    }

    private Optional<Marks.Returned> returned(Message message) {
        return knowing(known -> Marks.returned(message, known));
    }

    /// What a client answers to a server that asked it.
    private void answers(Message message, Asker from, Optional<Map<String, String>> headers) {
        Optional<Marks.Returned> returned = returned(message);
        Member member = returned.map(each -> members.there(each.label())).orElse(null);
        if (member == null) tell(members.own(), "", new Reading.Read(message), from, headers);
        else tell(member, "", read(returned.get().message()), from, headers);
    }

    /// A client gives up a request of its session, wherever that is.
    private void cancels(Message.Notification notification, Asker from, Optional<Map<String, String>> headers) {
        Value id = notification.params() == null ? null : notification.params().member("requestId");
        Optional<Id> wanted = id == null || from.scope() != 0 ? Optional.empty() : Id.of(id);
        List<Question> found = questions.find(each -> wanted.isPresent()
                && each.want().client().scope() == 0
                && each.want().id().equals(wanted));
        Optional<Question> alone =
                found.stream().filter(each -> !each.want().isShared()).findFirst();
        found.stream().filter(each -> each.want().isShared()).forEach(this::giveUp);
        if (alone.isPresent() || found.isEmpty()) {
            Member member = alone.map(Question::member).orElse(members.own());
            tell(member, notification.method(), new Reading.Read(notification), from, headers);
        } else {
            finish.accept(from.stream());
        }
    }

    private void giveUp(Question question) {
        if (questions.take(question.number()) == null) return;
        question.partner().left(question.asker());
        question.hearer().finished();
    }

    @Override
    public void left(Asker from) {
        questions.find(each -> each.want().client().equals(from)).forEach(this::giveUp);
    }

    /// What a member says besides its answers.
    private void aside(Member member, @Nullable Question about, Effect.Send send) {
        long stream = about == null ? 0 : about.want().client().stream();
        if (!(Reading.of(send.bytes(), Bounds.DEFAULT) instanceof Reading.Read(Message message))) return;
        if (about != null && !about.hearer().hears(message)) return;
        String method = about == null ? "" : about.want().method();
        tell(stream, Marks.toClient(member.label, message, method, isStateless));
    }

    /// Tells the client something that is no answer.
    void tell(long stream, byte[] message) {
        client.send(new Effect.Send(Direction.TO_CLIENT, message, stream, false, 0, false, Optional.empty()));
    }

    /// Answers the client.
    void answer(Asker to, byte[] message) {
        client.send(answer(to, message, 0, false));
    }

    /// Lets the client have what a member answered.
    void pass(Asker to, Effect.Send answer) {
        client.send(answer(to, answer.bytes(), answer.error(), answer.refused()));
    }

    /// Nothing more comes for the client here.
    void gone(Asker to) {
        finish.accept(to.stream());
    }

    private static Effect.Send answer(Asker to, byte[] message, int error, boolean isRefused) {
        return new Effect.Send(Direction.TO_CLIENT, message, to.stream(), true, error, isRefused, Optional.empty());
    }

    /// Hears one server's answer for the client.
    private class Passing implements Hearer {
        private final Member member;
        private final Question.Want want;
        private final Optional<Message.Request> request;

        /// @param request empty where what was asked could not be read
        Passing(Member member, Question.Want want, Optional<Message.Request> request) {
            this.member = member;
            this.want = want;
            this.request = request;
        }

        @Override
        public void answered(Effect.Send answer) {
            client.send(answer(want.client(), marked(answer.bytes()), answer.error(), answer.refused()));
        }

        /// Most answers name nothing that has to be marked, and are not read again.
        private byte[] marked(byte[] answer) {
            boolean isTask = Bytes.contains(answer, TASK);
            boolean links = Method.TOOLS_CALL.is(want.method()) && Bytes.contains(answer, URI);
            if (member == members.own() || !(isTask || links)) return answer;
            if (!(Reading.of(answer, Bounds.DEFAULT) instanceof Reading.Read(Message message))) return answer;
            if (links && message instanceof Message.Result result) {
                learning(known -> known.links(member.label, result));
            }
            return isTask ? Marks.toClient(member.label, message, want.method(), isStateless) : answer;
        }

        @Override
        public void finished() {
            finish.accept(want.client().stream());
        }

        @Override
        public void gone(String why) {
            if (request.isEmpty()) {
                finished();
                return;
            }
            Refusal refusal = Refusal.because(request.get(), isStateless, Refusal.SERVER_GONE, why);
            client.send(answer(want.client(), refusal.bytes(), refusal.code(), true));
        }
    }

    @Override
    public Revision revision() {
        return members.ownPartner().revision();
    }

    @Override
    public boolean hasBatches() {
        return members.ownPartner().hasBatches();
    }

    /// What it does may wait for a file or a process.
    @Override
    public boolean isReady() {
        return false;
    }

    /// Each member is asked for itself.
    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public boolean isOver() {
        return members.ownPartner().isOver();
    }

    /// Each member that hangs is another one for the next request.
    @Override
    public boolean isMute() {
        return false;
    }

    @Override
    public boolean isBusy() {
        return together.isBusy() || members.isBusy();
    }

    @Override
    public CompletableFuture<String> closed() {
        return members.ownPartner().closed();
    }

    @Override
    public void close() {
        members.close();
    }
}
