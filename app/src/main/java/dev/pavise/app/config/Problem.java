package dev.pavise.app.config;

/// Something in a configuration file that a person has to put right.
///
/// @param line from 1; 0 for the file as a whole
/// @param column from 1
public record Problem(int line, int column, String fault, String hint) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    /// As people read it: `pavise.yaml:3:5: fault`.
    public String at(String file) {
        return line == 0 ? file + ": " + fault : file + ":" + line + ":" + column + ": " + fault;
    }
}
