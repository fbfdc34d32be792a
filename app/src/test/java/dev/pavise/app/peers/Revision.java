package dev.pavise.app.peers;

/// A published revision of the protocol, by the date that it calls itself.
enum Revision {
    NOV_2024("2024-11-05"),
    MAR_2025("2025-03-26"),
    JUN_2025("2025-06-18"),
    NOV_2025("2025-11-25"),
    JUL_2026("2026-07-28");

    private final String date;

    Revision(String date) {
        this.date = date;
    }

    String date() {
        return date;
    }

    /// Whether each request says its revision and capabilities itself, instead of an opening `initialize`.
    boolean modern() {
        return this == JUL_2026;
    }

    /// Whether a server may ask the user of its client, which came with 2025-06-18.
    boolean elicits() {
        return compareTo(JUN_2025) >= 0;
    }

    @Override
    public String toString() {
        return date;
    }
}
