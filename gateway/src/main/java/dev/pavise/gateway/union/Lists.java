package dev.pavise.gateway.union;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.OwnRequest;
import dev.pavise.core.message.Reading;
import dev.pavise.core.union.Merging;
import dev.pavise.core.union.Route;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads members' lists on behalf of a request for something that none has listed yet.
final class Lists {
    private static final int PAGES_MAX = 100;
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

    private final AllServers all;
    private final Members members;
    private final Everyone everyone;
    private final boolean isStateless;
    /// Who asks again and again for what is not there does not have the lists read each time.
    private final Map<Key, Begun> begun = new ConcurrentHashMap<>();

    private record Key(String label, Method list) {}

    private record Begun(long at, CompletableFuture<Boolean> done) {}

    Lists(AllServers all, Members members, Everyone everyone, boolean isStateless) {
        this.all = all;
        this.members = members;
        this.everyone = everyone;
        this.isStateless = isStateless;
    }

    /// Done once they have been read, or the time is over.
    CompletableFuture<Void> read(Route.Unlisted unlisted, Message.Request waiting) {
        var reads = new ArrayList<CompletableFuture<Boolean>>();
        for (String label : unlisted.labels()) {
            Member member = members.find(label);
            if (member == null) continue;
            for (Method list : unlisted.lists()) {
                if (members.answers(member, list.wire())) reads.add(read(member, list, waiting));
            }
        }
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Boolean> read(Member member, Method list, Message.Request waiting) {
        long now = System.nanoTime();
        var read = new Begun(now, new CompletableFuture<>());
        Begun found = begun.compute(new Key(member.label, list), (_, before) -> {
            boolean isRecent =
                    before != null && now - before.at() < all.patience().toNanos();
            return isRecent ? before : read;
        });
        if (found.done() != read.done()) return found.done();
        new Pages(member, list, waiting, read.done()).ask(null, 1);
        long most = member.isLate ? 0 : all.patience().toMillis();
        return read.done().completeOnTimeout(false, most, TimeUnit.MILLISECONDS);
    }

    /// One member's list.
    private final class Pages {
        private final Member member;
        private final Method list;
        private final Message.Request waiting;
        private final CompletableFuture<Boolean> done;

        Pages(Member member, Method list, Message.Request waiting, CompletableFuture<Boolean> done) {
            this.member = member;
            this.list = list;
            this.waiting = waiting;
            this.done = done;
        }

        void ask(@Nullable String cursor, int number) {
            Message.Request request = OwnRequest.list(Id.of("pavise-all"), list, cursor, waiting, isStateless);
            var want = new Question.Want(Asker.ONLY, Optional.empty(), list.wire(), true);
            members.ask(member, want, new Next(cursor == null, number), new Reading.Read(request), headers());
        }

        private Optional<Map<String, String>> headers() {
            Value version = waiting.params() == null ? null : waiting.params().at("_meta", VERSION);
            return version == null || !version.isString()
                    ? Optional.empty()
                    : Optional.of(Map.of("mcp-method", list.wire(), "mcp-protocol-version", version.text()));
        }

        /// Learns a page and goes on behind it.
        private final class Next implements Hearer {
            private final boolean isFirst;
            private final int number;

            Next(boolean isFirst, int number) {
                this.isFirst = isFirst;
                this.number = number;
            }

            @Override
            public void answered(Effect.Send answer) {
                Reading reading = Reading.of(answer.bytes(), Bounds.DEFAULT);
                String next = reading instanceof Reading.Read(Message.Result result) ? learned(result) : null;
                if (next == null || number == PAGES_MAX) done.complete(true);
                else all.workers().execute(() -> ask(next, number + 1));
            }

            /// Where the list goes on, if it does.
            private @Nullable String learned(Message.Result result) {
                everyone.learning(catalog -> {
                    var page = new Merging.Page(member.label, isFirst, result);
                    if (catalog.has(member.label)) Merging.learn(list.wire(), page, catalog);
                });
                return result.result().string("nextCursor");
            }

            @Override
            public void finished() {
                done.complete(false);
            }

            @Override
            public void gone(String why) {
                done.complete(false);
            }
        }
    }
}
