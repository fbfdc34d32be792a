package dev.pavise.app.run;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.config.Config;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.AllowanceStore;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import dev.pavise.gateway.Settings;
import java.util.Optional;
import java.util.function.Consumer;

/// Settings as they stand now: pins and allowances by their stores' versions, the configuration by its file's stamp.
/// A file with errors, and a store that cannot be read, leave what was in force.
public final class LiveSettings implements Settings {
    private final String server;
    private final Optional<Preset> wanted;
    private final ConfigWatch watch;
    private final PinStore pins;
    private final AllowanceStore allowances;
    private final Facts facts;
    private final Consumer<String> say;
    private final Consumer<Config> whenChanged;
    private long configSeen;
    private long pinsSeen;
    private Optional<Long> othersSeen = Optional.empty();
    private long allowancesSeen;
    private boolean isTroubled;

    /// @param whenChanged hears of what the configuration says for others than the session
    public LiveSettings(
            String server,
            Optional<Preset> wanted,
            ConfigWatch watch,
            Stores stores,
            Consumer<String> say,
            Consumer<Config> whenChanged) {
        this.server = server;
        this.wanted = wanted;
        this.watch = watch;
        pins = stores.pins();
        allowances = stores.allowances();
        facts = stores.facts();
        this.say = say;
        this.whenChanged = whenChanged;
    }

    /// The pins to begin with.
    public Pins pins() {
        pinsSeen = pins.version();
        return Pins.of(pins.load(server));
    }

    /// The policy to begin with.
    public Policy policy() {
        allowancesSeen = allowances.version();
        configSeen = watch.version();
        return watch.config().policy(server, wanted).with(allowances.all());
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

    @Override
    public Optional<Others> changedOthers() {
        try {
            Optional<Long> version = Optional.of(pins.version());
            if (version.equals(othersSeen)) return Optional.empty();
            Others now = pins.others(server);
            othersSeen = version;
            isTroubled = false;
            return Optional.of(now);
        } catch (RuntimeException e) {
            trouble(e);
            return Optional.empty();
        }
    }

    private boolean configChanged() {
        try {
            watch.changed();
            boolean isOther = watch.version() != configSeen;
            if (isOther) {
                record("config/changed", Evidence.Ruling.PASSED, watch.file().toString());
                whenChanged.accept(watch.config());
            }
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
