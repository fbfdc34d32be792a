package dev.pavise.app.cli;

/// Something that a person has to put right: the place, the fault and the next step.
public final class Fault extends Exception {
    private final ExitCode code;
    private final String hint;

    public Fault(ExitCode code, String place, String fault, String hint) {
        super(place + ": " + fault);
        this.code = code;
        this.hint = hint;
    }

    public Fault(ExitCode code, String place, String fault, String hint, Throwable cause) {
        super(place + ": " + fault, cause);
        this.code = code;
        this.hint = hint;
    }

    /// What is wrong with the words of a command.
    public static Fault wrongUse(String place, String fault, String hint) {
        return new Fault(ExitCode.WRONG_USE, place, fault, hint);
    }

    public static Fault lacking(String place, String fault, String hint) {
        return new Fault(ExitCode.LACKING, place, fault, hint);
    }

    public ExitCode code() {
        return code;
    }

    public String hint() {
        return hint;
    }

    /// As people read it: two lines.
    public String words() {
        return getMessage() + "\nhint: " + hint;
    }
}
