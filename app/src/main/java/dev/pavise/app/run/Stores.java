package dev.pavise.app.run;

import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.policy.AllowanceStore;

/// The stores that a session works with.
public record Stores(Ledger ledger, PinStore pins, AllowanceStore allowances, Facts facts) {}
