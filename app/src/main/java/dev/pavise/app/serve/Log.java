package dev.pavise.app.serve;

import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What happens to a process that serves, on stderr: one line an event, `key=value`, or JSON where
/// scripts read. Never what passes: that is evidence.
public final class Log implements AutoCloseable {
    /// Of one kind of event; what is beyond is counted. Whoever provokes events must not fill a disk
    /// with them.
    private static final int LINES_MAX = 20;

    private static final Duration WINDOW = Duration.ofSeconds(10);

    /// Of lines that wait; more are lost, for whoever reads stderr and stops must not stop us.
    private static final int WAITING_MAX = 1000;

    private static final long LAST_WORDS_MILLIS = 500;

    private final Consumer<String> say;
    private final Form form;
    private final InstantSource clock;
    private final Map<String, Window> windows = new HashMap<>();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("log").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    /// How it is written.
    public enum Form {
        TEXT,
        JSON,
        /// Events are left out: somebody looks at something else.
        NONE
    }

    private static final class Window {
        private Instant since = Instant.MIN;
        private int lines;
        private int unsaid;
    }

    /// @param say takes a line, or several that belong together
    Log(Consumer<String> say, Form form, InstantSource clock) {
        this.say = say;
        this.form = form;
        this.clock = clock;
        writer.allowCoreThreadTimeOut(true);
    }

    /// Something happened.
    ///
    /// @param event such as `server/up`; from a few, for each is bounded by itself
    /// @param pairs names and values in turn; where a value is empty, the pair is left out
    synchronized void event(String event, String... pairs) {
        if (form == Form.NONE) return;
        Instant now = clock.instant();
        Window window = windows.computeIfAbsent(event, _ -> new Window());
        if (window.since.plus(WINDOW).isBefore(now)) {
            window.since = now;
            window.lines = 0;
        }
        if (++window.lines > LINES_MAX) {
            window.unsaid++;
            return;
        }
        var line = new JsonLine().put("at", now.truncatedTo(ChronoUnit.MILLIS)).put("event", event);
        var text = new StringBuilder(now.truncatedTo(ChronoUnit.MILLIS) + " " + event);
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1].isEmpty()) continue;
            line.put(pairs[i], pairs[i + 1]);
            text.append(' ').append(pairs[i]).append('=').append(word(pairs[i + 1]));
        }
        if (window.unsaid > 0) {
            line.put("unsaid", window.unsaid);
            text.append(" unsaid=").append(window.unsaid);
            window.unsaid = 0;
        }
        String said = form == Form.JSON ? line.toString() : text.toString();
        writer.execute(() -> say.accept(said));
    }

    /// What a person should know: fault, place and next step.
    void notice(String words) {
        String said = form != Form.JSON
                ? words
                : new JsonLine()
                        .put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS))
                        .put("event", "notice")
                        .put("words", words)
                        .toString();
        writer.execute(() -> say.accept(said));
    }

    /// Lets out what waits.
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) writer.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String word(String value) {
        String shown = Shown.line(value);
        return shown.matches("[^\\s\"=]+") ? shown : JsonLine.of(shown);
    }
}
