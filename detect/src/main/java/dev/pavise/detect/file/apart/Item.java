package dev.pavise.detect.file.apart;

import dev.pavise.core.detect.Severity;

/// One thing that was found in a file.
public sealed interface Item {
    /// @param how where it stood
    record Text(String text, String how, boolean isHidden) implements Item {}

    /// Something odd about the file itself.
    record Odd(String rule, Severity severity, double confidence, String seen) implements Item {
        public Odd {
            if (!(confidence >= 0 && confidence <= 1)) throw new IllegalArgumentException("confidence " + confidence);
        }
    }

    /// What was not looked at, and why.
    record Missed(String what) implements Item {}

    /// A picture in which letters are to be looked for.
    ///
    /// @param how goes behind "read": `from the picture`
    /// @param isHidden whether a person would not see letters that are only in this one
    /// @param points a byte each, row by row, 0 is black
    record Grey(String how, boolean isHidden, int width, int height, byte[] points) implements Item {}

    /// A file in the file.
    record Inner(String name, byte[] bytes) implements Item {}
}
