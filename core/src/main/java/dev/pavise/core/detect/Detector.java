package dev.pavise.core.detect;

import java.util.List;

/// One way of looking at a text. Pure: the same passage gets the same findings, forever. Linear in time and bounded in
/// memory, whatever the text: who writes it is an adversary.
public interface Detector {
    /// The family of its rules: `secret`, `pii`, `wallet`. A rule's own id begins with it and a slash.
    String id();

    /// What it finds, in the order of the text. Spans lie inside the text.
    List<Finding> look(Passage passage);
}
