package dev.pavise.app.inspect;

/// A line that is no case, in words.
public final class CaseFault extends Exception {
    private static final long serialVersionUID = 1;

    CaseFault(String words) {
        super(words);
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
