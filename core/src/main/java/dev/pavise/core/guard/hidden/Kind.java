package dev.pavise.core.guard.hidden;

/// The kinds of hidden text, in words.
public enum Kind {
    ESCAPE("terminal escape"),
    TERMINAL_TEXT("terminal string", "not shown by a terminal"),
    CONTROL("control character"),
    OVERPRINT("control character", "printing over text"),
    BIDI("control character", "changing the direction of text"),
    TAGS("tag character"),
    SELECTORS("variation selector", "where none belongs"),
    INVISIBLE("invisible character"),
    PRIVATE("private-use character"),
    ENCODED("invisible character", "in entities or percent codes"),
    COMMENT("HTML comment"),
    DECLARATION("HTML declaration", "not shown by a browser"),
    ELEMENT("HTML element", "not shown by a browser"),
    REFERENCE("Markdown comment"),
    PADDING("run", "of blank space that pushes text out of view");

    private final String noun;
    private final String trait;

    Kind(String noun) {
        this(noun, "");
    }

    Kind(String noun, String trait) {
        this.noun = noun;
        this.trait = trait;
    }

    String words(int count) {
        return count + " " + noun + (count == 1 ? "" : "s") + (trait.isEmpty() ? "" : " " + trait);
    }
}
