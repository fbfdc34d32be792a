package dev.pavise.ledger.sqlite;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A store that cannot be used as things are. Its message is `place: fault`, a new line, and `hint: next step`.
public final class StoreException extends RuntimeException {
    public StoreException(Path place, String fault, String hint) {
        super(place + ": " + fault + "\nhint: " + hint);
    }

    public StoreException(Path place, String fault, String hint, @Nullable Throwable cause) {
        super(place + ": " + fault + "\nhint: " + hint, cause);
    }

    /// What to tell people.
    public String words() {
        return String.valueOf(getMessage());
    }
}
