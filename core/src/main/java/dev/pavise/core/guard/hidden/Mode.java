package dev.pavise.core.guard.hidden;

/// How closely a string is looked at.
public enum Mode {
    /// Text that people write: what scripts and emoji need may stand.
    TEXT,
    /// A definition's text: also no blank space that pushes text out of view, no private-use character, nothing in
    /// elements that are never shown.
    DEFINITION,
    /// A name, an address or an identifier: also no soft hyphens, marks and isolates, which are for running text.
    EXACT,
    /// Only what carries a message and what nobody types: tag characters, selectors and zero-width letters in runs.
    PAYLOAD
}
