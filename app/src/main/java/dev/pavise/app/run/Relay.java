package dev.pavise.app.run;

import dev.pavise.launch.StderrRelay;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Hands a server's stderr on to ours, up to a bound. A thread of its own writes, so that a host that does not read
/// makes nobody wait.
final class Relay implements StderrRelay {
    static final int CHARS_MAX = 256 << 10;
    private static final String END = "\0";

    private final Consumer<String> say;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread writer;
    private int chars;

    Relay(Consumer<String> say) {
        this.say = say;
        writer = Thread.ofPlatform().daemon().name("relay").start(this::write);
    }

    @Override
    public boolean line(String text) {
        chars += text.length() + 1;
        if (chars > CHARS_MAX) {
            lines.add("pavise: the server has written more than 256 KiB to stderr; what follows is left out");
            return false;
        }
        lines.add(text);
        return true;
    }

    /// Writes what is there, within the time.
    void finish(long millis) throws InterruptedException {
        lines.add(END);
        writer.join(millis);
    }

    private void write() {
        try {
            while (true) {
                String line = lines.take();
                if (END.equals(line)) return;
                say.accept(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
