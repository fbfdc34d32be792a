package dev.pavise.launch;

import java.time.Duration;

/// How long each step of ending a server may take: after its input was closed, after SIGTERM, after SIGKILL.
/// A server that ends by itself never waits for any of them.
public record Patience(Duration closing, Duration terminating, Duration killing) {
    /// Together no more than the five seconds that a server may outlive its host.
    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2));

    public Patience {
        if (closing.isNegative() || terminating.isNegative() || killing.isNegative())
            throw new IllegalArgumentException("negative patience");
    }
}
