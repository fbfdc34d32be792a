package dev.pavise.app.up;

import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.sample.Market;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import dev.pavise.ledger.sqlite.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sample server of one tour, which no other tour disturbs meanwhile.
public final class Sample implements AutoCloseable {
    /// What it is called in pins and in the ledger; no server of a user's has this name by accident.
    public static final String NAME = "sample-market";

    /// Where the tour has another server.
    public static final Sample NONE = new Sample(null);

    private final @Nullable FileChannel lock;

    private Sample(@Nullable FileChannel lock) {
        this.lock = lock;
    }

    /// Begins a tour, unless another is under way.
    ///
    /// @param state the folder of all that Pavise keeps
    public static Sample alone(Path state) throws Fault {
        Path file = state.resolve("tour.lock");
        try {
            PrivateFiles.createFolderOf(file);
            PrivateFiles.createFile(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held != null) return new Sample(channel);
            channel.close();
        } catch (IOException e) {
            throw Fault.lacking(
                    file.toString(), "cannot be written (" + e.getMessage() + ")", "pavise doctor says more");
        }
        throw new Fault(
                ExitCode.INCOMPLETE,
                "pavise up",
                "another tour of the sample server is under way",
                "wait until it ends, or watch it: pavise ledger tail --follow");
    }

    public static List<String> command() {
        return Self.command(Market.class, List.of());
    }

    /// Forgets what became of its tools in earlier tours, so that each tour sees them for the first time.
    public void renew(PinStore pins) {
        if (lock == null) return;
        for (Pin pin : pins.load(NAME)) pins.decide(NAME, pin.item(), Sample::unseen);
    }

    private static Pin unseen(Pin pin) {
        return new Pin(pin.item(), Pin.State.QUARANTINED, Optional.empty(), pin.seen(), Instant.now(), "", List.of());
    }

    /// Lets others begin a tour.
    @Override
    public void close() {
        try {
            if (lock != null) lock.close();
        } catch (IOException e) {
            // It goes with this process.
            return;
        }
    }
}
