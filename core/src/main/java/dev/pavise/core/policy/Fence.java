package dev.pavise.core.policy;

import java.util.Locale;

/// Whether a model is told where a server's text begins and ends.
public enum Fence {
    /// Text goes on as it is.
    OFF,
    /// Text stands between marks, unless it comes from a tool that touches nothing outside
    /// (`openWorldHint: false`).
    OPEN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
