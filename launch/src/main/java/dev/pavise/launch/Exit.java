package dev.pavise.launch;

import java.util.Optional;

/// How a server ended: its exit code, which is 128 and the signal's number where a signal ended it (as shells count),
/// and how far Pavise had to go.
public record Exit(int code, How how) {
    /// What it took.
    public enum How {
        /// It ended before anybody asked.
        BY_ITSELF,
        /// It ended when its input was closed.
        CLOSED,
        /// It ended after SIGTERM.
        TERMINATED,
        /// It ended after SIGKILL.
        KILLED,
        /// Not even SIGKILL ended all of it within its bound: a process hangs in the kernel, or belongs to somebody
        /// else.
        LEFT
    }

    /// The signal that ended it, as its name.
    public Optional<String> signal() {
        return switch (code - 128) {
            case 1 -> Optional.of("SIGHUP");
            case 2 -> Optional.of("SIGINT");
            case 3 -> Optional.of("SIGQUIT");
            case 4 -> Optional.of("SIGILL");
            case 6 -> Optional.of("SIGABRT");
            case 7 -> Optional.of("SIGBUS");
            case 8 -> Optional.of("SIGFPE");
            case 9 -> Optional.of("SIGKILL");
            case 11 -> Optional.of("SIGSEGV");
            case 13 -> Optional.of("SIGPIPE");
            case 15 -> Optional.of("SIGTERM");
            default -> Optional.empty();
        };
    }

    /// In words for a person: `exit code 1`, `ended by SIGSEGV`.
    public String describe() {
        return signal().map(name -> "ended by " + name).orElse("exit code " + code);
    }
}
