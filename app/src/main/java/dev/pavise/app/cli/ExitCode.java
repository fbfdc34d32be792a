package dev.pavise.app.cli;

/// How a command ended, as its exit code says it. `pavise run` ends with the code of its server instead.
public enum ExitCode {
    DONE(0, "done and clean"),
    FOUND(1, "something was found, or denied, that was asked about"),
    WRONG_USE(2, "wrong use: the words of the command, or a configuration file"),
    INCOMPLETE(3, "incomplete: a check that was asked for could not run"),
    LACKING(4, "the environment lacks something: a program, a store, a file");

    private final int number;
    private final String says;

    ExitCode(int number, String says) {
        this.number = number;
        this.says = says;
    }

    public int number() {
        return number;
    }

    public String says() {
        return says;
    }
}
