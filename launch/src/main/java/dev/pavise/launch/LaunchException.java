package dev.pavise.launch;

/// A server could not be started: what is wrong, and what a person can do about it.
public final class LaunchException extends Exception {
    private final String hint;

    public LaunchException(String fault, String hint) {
        super(fault);
        this.hint = hint;
    }

    public LaunchException(String fault, String hint, Throwable cause) {
        super(fault, cause);
        this.hint = hint;
    }

    /// The next step, in words for a person.
    public String hint() {
        return hint;
    }
}
