package dev.pavise.core.guard.schema;

/// A text that is no regular expression of ECMA-262.
final class RegexFault extends Exception {
    private static final long serialVersionUID = 1;

    /// @param at the character at which it was found, from 0
    RegexFault(String why, int at) {
        super(why + " at character " + at, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
