package dev.pavise.app.cli;

import java.util.List;

/// Something that a person has to put right: the place, the fault and the next step.
public final class Fault extends Exception {
    private final ExitCode code;
    private final String hint;
    private final List<Fault> others;

    public Fault(ExitCode code, String place, String fault, String hint) {
        super(place + ": " + fault);
        this.code = code;
        this.hint = hint;
        others = List.of();
    }

    public Fault(ExitCode code, String place, String fault, String hint, Throwable cause) {
        super(place + ": " + fault, cause);
        this.code = code;
        this.hint = hint;
        others = List.of();
    }

    private Fault(Fault first, List<Fault> others) {
        super(first.getMessage(), first);
        code = first.code;
        hint = first.hint;
        this.others = others;
    }

    /// Several that are told together; at least one.
    public static Fault all(List<Fault> faults) {
        return faults.size() == 1
                ? faults.getFirst()
                : new Fault(faults.getFirst(), List.copyOf(faults.subList(1, faults.size())));
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

    /// As people read it: two lines for each.
    public String words() {
        var words = new StringBuilder(getMessage() + "\nhint: " + hint);
        for (Fault each : others) words.append('\n').append(each.words());
        return words.toString();
    }
}
