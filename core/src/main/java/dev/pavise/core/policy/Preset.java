package dev.pavise.core.policy;

/// How Pavise behaves where nothing else is said.
public enum Preset {
    /// Judges and records, and changes nothing. What cannot be read is refused even so.
    OBSERVE,
    /// Enforces; approves by itself what the guards find clean at first sight.
    BALANCED,
    /// Enforces; a person approves each definition; unknown methods are refused.
    STRICT;

    public boolean enforces() {
        return this != OBSERVE;
    }

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
