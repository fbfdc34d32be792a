package dev.pavise.detect.guard;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Finding.Grade;
import dev.pavise.core.detect.Passage;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Context;
import dev.pavise.core.guard.Look;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.policy.Action;
import dev.pavise.core.policy.Actions.Matter;
import dev.pavise.core.policy.Files;
import dev.pavise.core.policy.Preset;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.engine.Score;
import dev.pavise.detect.file.Contents;
import dev.pavise.detect.file.FileBounds;
import dev.pavise.detect.file.FileReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads the files in what a server says, and judges their text as if it stood in the message.
///
/// A file cannot be edited: where its text would be withheld, or a key taken out of it, the message is denied whole,
/// unless the policy lets such pass. So it is where a file certainly is something else than it is declared as, or would
/// blow up; `strict` denies the likely too. What could not be read of a file is noted; a message whose files could not
/// be looked at in time is denied.
public final class FileLook implements Look {
    /// Smaller than a file by itself may be: somebody waits for the answer.
    public static final FileBounds BOUNDS =
            new FileBounds(24 << 20, 32 << 20, 32, 3, 1 << 20, 1000, 40_000_000, 4, 50, 20);

    private static final String ID = "look";
    private static final Duration TIME = Duration.ofSeconds(45);
    private static final int THREADS = 2;
    private static final int WAITING_MAX = 64;
    private static final long BYTES_MAX = 64 << 20;
    private static final int NOT_READ_MAX = 8;
    private static final String TOO_MANY = "too many files wait to be looked at; ask again";

    private final Supplier<Engine> engine;
    private final Supplier<FileReader> reader;
    private final Executor threads = threads();
    private final AtomicLong bytes = new AtomicLong();

    /// @param engine asked for when the first file comes; may wait
    /// @param reader likewise
    public FileLook(Supplier<Engine> engine, Supplier<FileReader> reader) {
        this.engine = engine;
        this.reader = reader;
    }

    private static Executor threads() {
        var threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().daemon().name("files-", 0).factory(),
                (task, _) -> ((Task) task).refuse(TOO_MANY));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public boolean isDue(Message message, Context context) {
        if (context.direction() == Direction.TO_SERVER || context.policy().files() == Files.PASS) return false;
        boolean isRead = message instanceof Message.Result || message instanceof Message.Request;
        Value content = isRead ? Detection.content(message, context) : null;
        return content != null && !Blob.in(content).isEmpty();
    }

    @Override
    public void look(Message message, Context context, Consumer<Verdict> said) {
        int length = message.bytes().length;
        var task = new Task(message, context, System.nanoTime() + TIME.toNanos(), verdict -> {
            bytes.addAndGet(-length);
            said.accept(verdict);
        });
        if (bytes.addAndGet(length) > BYTES_MAX) task.refuse(TOO_MANY);
        else threads.execute(task);
    }

    /// One message's files.
    private final class Task implements Runnable {
        private final Message message;
        private final Context context;
        private final long until;
        private final Consumer<Verdict> said;

        Task(Message message, Context context, long until, Consumer<Verdict> said) {
            this.message = message;
            this.context = context;
            this.until = until;
            this.said = said;
        }

        void refuse(String seen) {
            said.accept(Verdict.deny(new Reason(ID, "", seen)));
        }

        @Override
        public void run() {
            Verdict verdict;
            try {
                verdict = verdict();
            } catch (RuntimeException | Error broken) {
                refuse("the look failed: " + broken.getClass().getSimpleName());
                return;
            }
            said.accept(verdict);
        }

        private Verdict verdict() {
            var verdicts = new ArrayList<Verdict>();
            Value content = Detection.content(message, context);
            for (Blob each : content == null ? List.<Blob>of() : Blob.in(content)) {
                if (System.nanoTime() - until > 0) {
                    String seen = "the files take more than " + TIME.toSeconds() + " seconds";
                    verdicts.add(Verdict.deny(new Reason(ID, each.string().place(), seen)));
                    break;
                }
                verdicts.addAll(verdicts(each));
            }
            return told(verdicts);
        }

        /// The first reason is told to whoever asked: of a denial, no other reasons than those that deny.
        private static Verdict told(List<Verdict> verdicts) {
            List<Verdict> denials = verdicts.stream()
                    .filter(each -> each.decision() == Verdict.Decision.DENY)
                    .toList();
            return Verdict.all(denials.isEmpty() ? verdicts : denials);
        }

        private List<Verdict> verdicts(Blob blob) {
            String place = blob.string().place();
            Contents contents = reader.get().read(blob.bytes(), blob.mime(), blob.name());
            var verdicts = new ArrayList<Verdict>();
            for (Finding each : contents.findings()) {
                boolean denied = each.grade() == Grade.CERTAIN
                        || each.grade() == Grade.LIKELY && context.policy().preset() == Preset.STRICT;
                verdicts.add(verdict(each, place, denied));
            }
            contents.notAssessed().stream()
                    .limit(NOT_READ_MAX)
                    .map(what -> Verdict.noting(new Reason("file/not-read", place, "not looked at: " + what)))
                    .forEach(verdicts::add);
            verdicts.addAll(text(contents, place));
            return verdicts;
        }

        /// What the text says, all pieces of it together.
        private List<Verdict> text(Contents contents, String place) {
            var pieces = new Pieces(contents.pieces());
            if (pieces.text().isEmpty()) return List.of();
            var verdicts = new ArrayList<Verdict>();
            var steering = new ArrayList<Finding>();
            for (Finding each : engine.get().look(new Passage(pieces.text(), Detection.origin(message, context)))) {
                Finding told = new Finding(
                        each.rule(),
                        each.severity(),
                        each.confidence(),
                        each.span(),
                        each.seen() + " (in " + contents.type().words() + ": "
                                + pieces.howAt(each.span().from()) + ")");
                boolean passes = Handling.action(told, context) == Action.PASS || isAllowed(told);
                if (passes || Matter.of(told.family()).isData())
                    verdicts.add(verdict(told, place, !passes && told.grade() == Grade.CERTAIN));
                else steering.add(told);
            }
            boolean denied = Grade.of(Score.of(steering)) != Grade.NOTED;
            for (Finding each : steering) verdicts.add(verdict(each, place, denied));
            return verdicts;
        }

        private Verdict verdict(Finding finding, String place, boolean denied) {
            boolean allowed = isAllowed(finding);
            var reason = Detection.reason(finding, place, allowed ? " (allowed)" : "");
            return denied && !allowed ? Verdict.deny(reason) : Verdict.noting(reason);
        }

        private boolean isAllowed(Finding finding) {
            return Detection.isAllowed(finding, Detection.subject(message, context), () -> Stream.of(""), context);
        }
    }
}
