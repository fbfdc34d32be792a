package dev.pavise.core.policy;

/// How often and how much at once one session may ask.
///
/// @param requests per second and principal, over all servers of the session
/// @param toolCalls per second and tool
/// @param notifications per second from the server; what is beyond is dropped. As many updates of resources, beside
/// them
/// @param concurrent requests in flight in one direction
public record Rates(Rate requests, Rate toolCalls, Rate notifications, int concurrent) {
    /// A token bucket: so many a second in the long run, and so many at once.
    public record Rate(double perSecond, int burst) {
        public Rate {
            if (!(perSecond > 0) || burst < 1) throw new IllegalArgumentException("a rate lets something through");
        }
    }

    public static final Rates DEFAULT = new Rates(new Rate(100, 400), new Rate(50, 200), new Rate(200, 1000), 128);

    public Rates {
        if (concurrent < 1) throw new IllegalArgumentException("a rate lets something through");
    }
}
