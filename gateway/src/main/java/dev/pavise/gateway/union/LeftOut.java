package dev.pavise.gateway.union;

/// Hears which server goes without being heard, because it did not answer in time or not as it should.
@FunctionalInterface
public interface LeftOut {
    /// @param why for people
    void leftOut(String server, String why);
}
