package dev.pavise.core.message;

import java.util.Optional;

/// A published revision of the Model Context Protocol, oldest first.
public enum Revision {
    V2024_11_05("2024-11-05"),
    V2025_03_26("2025-03-26"),
    V2025_06_18("2025-06-18"),
    V2025_11_25("2025-11-25"),
    V2026_07_28("2026-07-28");

    private final String date;

    Revision(String date) {
        this.date = date;
    }

    /// As it is written on the wire.
    public String date() {
        return date;
    }

    public boolean isModern() {
        return this == V2026_07_28;
    }

    /// Only 2025-03-26 has batches: JSON arrays of messages.
    public boolean hasBatches() {
        return this == V2025_03_26;
    }

    public static Optional<Revision> of(String date) {
        for (Revision each : values()) {
            if (each.date.equals(date)) return Optional.of(each);
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return date;
    }
}
