package dev.pavise.core.message;

/// Which way a message goes.
public enum Direction {
    TO_SERVER,
    TO_CLIENT;

    public Direction reversed() {
        return this == TO_SERVER ? TO_CLIENT : TO_SERVER;
    }
}
