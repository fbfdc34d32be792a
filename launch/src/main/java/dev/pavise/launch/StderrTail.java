package dev.pavise.launch;

/// The end of what a server has written to stderr: redacted, invisible characters made visible, safe to print.
/// `bytesTotal` counts all that was written, `bytesKept` what this text was made of.
public record StderrTail(String text, long bytesTotal, int bytesKept) {
    /// The last lines, at most this many.
    public String lastLines(int linesMax) {
        var lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - linesMax), lines.size()));
    }
}
