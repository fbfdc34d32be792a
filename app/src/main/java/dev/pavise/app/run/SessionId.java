package dev.pavise.app.run;

import java.security.SecureRandom;

/// Names for sessions: seven characters of Crockford's base32, which nobody misreads.
public final class SessionId {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int CHARS = 7;

    private SessionId() {}

    public static String random() {
        var bytes = new byte[CHARS];
        new SecureRandom().nextBytes(bytes);
        var id = new StringBuilder(CHARS);
        for (byte each : bytes) id.append(ALPHABET.charAt(each & 31));
        return id.toString();
    }
}
