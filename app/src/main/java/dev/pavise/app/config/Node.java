package dev.pavise.app.config;

import java.util.List;

/// A value of a configuration file, with where it stands.
sealed interface Node {
    int line();

    int column();

    /// Text, or what stands for a number, a truth value or nothing.
    ///
    /// @param isQuoted whether it can only be text
    record Scalar(String text, boolean isQuoted, int line, int column) implements Node {
        boolean isNull() {
            return !isQuoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }
    }

    record Sequence(List<Node> elements, int line, int column) implements Node {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    record Mapping(List<Member> members, int line, int column) implements Node {
        public Mapping {
            members = List.copyOf(members);
        }
    }

    record Member(Scalar name, Node value) {}
}
