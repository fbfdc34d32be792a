package dev.pavise.core.policy;

import dev.pavise.core.message.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The settings under which a session is judged.
///
/// @param actions what is done with what detectors find
/// @param files what becomes of files in what the server says
/// @param fence whether the server's text goes to the client between marks
/// @param oldest the oldest revision that either side may speak
/// @param keepPayloads whether the ledger keeps what was said, not only its digest
public record Policy(
        Preset preset,
        Limits limits,
        Rates rates,
        Actions actions,
        Files files,
        Fence fence,
        Revision oldest,
        boolean keepPayloads,
        List<Allowance> allowances) {
    public static final Policy BALANCED = of(Preset.BALANCED);

    public Policy {
        allowances = List.copyOf(allowances);
    }

    /// Where files are looked at, text goes on without marks, every revision may be spoken, and what is found is
    /// treated as by default.
    public Policy(Preset preset, Limits limits, Rates rates, boolean keepPayloads, List<Allowance> allowances) {
        this(
                preset,
                limits,
                rates,
                Actions.DEFAULT,
                Files.LOOK,
                Fence.OFF,
                Revision.V2024_11_05,
                keepPayloads,
                allowances);
    }

    public static Policy of(Preset preset) {
        return new Policy(preset, Limits.DEFAULT, Rates.DEFAULT, false, List.of());
    }

    public Policy with(List<Allowance> others) {
        return new Policy(preset, limits, rates, actions, files, fence, oldest, keepPayloads, others);
    }

    public Policy with(Actions others) {
        return new Policy(preset, limits, rates, others, files, fence, oldest, keepPayloads, allowances);
    }

    public Policy with(Fence other) {
        return new Policy(preset, limits, rates, actions, files, other, oldest, keepPayloads, allowances);
    }

    /// What lets this rule through now, wherever in a message it speaks.
    public Optional<Allowance> allowance(String rule, String server, String subject, Instant now) {
        return allowance(rule, server, subject, "", now);
    }

    /// What lets this rule through at a place, now.
    public Optional<Allowance> allowance(String rule, String server, String subject, String place, Instant now) {
        for (Allowance each : allowances) {
            if (each.covers(rule, server, subject, place, now)) return Optional.of(each);
        }
        return Optional.empty();
    }
}
