package dev.pavise.app.run;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.config.Config;
import dev.pavise.app.config.Home;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.AllowanceStore;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import dev.pavise.gateway.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Settings as they stand now: pins and allowances by their stores' versions, the configuration by its file's stamp.
/// A file with errors, and a store that cannot be read, leave what was in force.
final class LiveSettings implements Settings {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String server;
    private final Optional<Preset> wanted;
    private final Home home;
    private final PinStore pins;
    private final AllowanceStore allowances;
    private final Facts facts;
    private final Consumer<String> say;
    private Config config;
    private Stamp stamp;
    private long looked;
    private long pinsSeen;
    private long allowancesSeen;
    private boolean isTroubled;

    /// What tells one state of a file from another.
    private record Stamp(long modified, long size, Object key) {
        static final Stamp NONE = new Stamp(0, 0, "");

        static Stamp of(Path file) {
            try {
                var found = Files.readAttributes(file, BasicFileAttributes.class);
                Object key = found.fileKey();
                return new Stamp(
                        found.lastModifiedTime().to(TimeUnit.NANOSECONDS), found.size(), key == null ? "" : key);
            } catch (IOException e) {
                return NONE;
            }
        }
    }

    LiveSettings(String server, Optional<Preset> wanted, Home home, Stores stores, Consumer<String> say) throws Fault {
        this.server = server;
        this.wanted = wanted;
        this.home = home;
        pins = stores.pins();
        allowances = stores.allowances();
        facts = stores.facts();
        this.say = say;
        looked = System.nanoTime();
        stamp = Stamp.of(home.file());
        config = home.config();
    }

    /// The pins to begin with.
    Pins pins() {
        pinsSeen = pins.version();
        return Pins.of(pins.load(server));
    }

    /// The policy to begin with.
    Policy policy() {
        allowancesSeen = allowances.version();
        return config.policy(server, wanted).with(allowances.all());
    }

    @Override
    public Optional<Pins> changedPins() {
        try {
            if (pins.version() == pinsSeen) return Optional.empty();
            Pins now = pins();
            isTroubled = false;
            return Optional.of(now);
        } catch (RuntimeException e) {
            trouble(e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<Policy> changedPolicy() {
        try {
            boolean isNew = configChanged();
            if (!isNew && allowances.version() == allowancesSeen) return Optional.empty();
            return Optional.of(policy());
        } catch (RuntimeException e) {
            trouble(e);
            return Optional.empty();
        }
    }

    private boolean configChanged() {
        long now = System.nanoTime();
        if (now - looked < LOOK_NANOS) return false;
        looked = now;
        Stamp found = Stamp.of(home.file());
        if (found.equals(stamp)) return false;
        stamp = found;
        try {
            Config next = home.config();
            boolean isOther = !next.equals(config);
            config = next;
            if (isOther)
                record("config/changed", Evidence.Ruling.PASSED, home.file().toString());
            return isOther;
        } catch (Fault fault) {
            say.accept(fault.words() + "\npavise: the settings from before stay in force");
            record("config/refused", Evidence.Ruling.DENIED, String.valueOf(fault.getMessage()));
            return false;
        }
    }

    private void record(String method, Evidence.Ruling ruling, String note) {
        facts.keep(server, method, "", ruling, note, Ledger.Durability.PROCESS, _ -> {});
    }

    private void trouble(RuntimeException e) {
        if (!isTroubled) say.accept("pavise: " + e.getMessage() + "\npavise: what was decided before stays in force");
        isTroubled = true;
    }
}
