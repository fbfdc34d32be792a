package dev.pavise.gateway.http;

/// A request that nobody serves, and what its sender is told. Its connection is closed behind the reply, because what
/// follows on it is not looked at.
///
/// @param header one more of the reply, `Name: value`; empty for none
record Refused(int status, String why, String header) implements Arrival {
    Refused(int status, String why) {
        this(status, why, "");
    }
}
