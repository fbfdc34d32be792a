package dev.pavise.core.guard;

import java.util.List;

/// The guards that need only the message, the pins and the state. The order is that of reading; verdicts do not
/// depend on it.
public final class Guards {
    public static final List<Guard> ALL = List.of(
            new Methods(),
            new Handshake(),
            new HeaderMatch(),
            new Capabilities(),
            new Correlation(),
            new SizeLimits(),
            new RateLimits(),
            new PinGuard(),
            new DefinitionSchema(),
            new ArgumentSchema(),
            new ResultSchema(),
            new HiddenText(),
            new FenceGuard());

    private Guards() {}
}
