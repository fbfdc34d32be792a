package dev.pavise.core.guard.schema;

import dev.pavise.core.guard.schema.Regex.Assertion;
import java.util.ArrayList;
import java.util.List;

/// One instruction of a program that tries an expression. Places in the program are counted from 0; where nothing
/// else is said, the next instruction follows.
///
/// Registers hold the ends of what groups captured, two for each, and then, for each repetition, its count of turns
/// and the place where the latest began.
sealed interface Op {
    /// Reads one character.
    record One(CodePoints of, boolean back) implements Op {}

    /// Reads as many characters as it may, `min` at least.
    record Run(CodePoints of, int min, int max, boolean back) implements Op {}

    /// Goes on at `first`, and at `second` if that fails.
    record Either(int first, int second) implements Op {}

    record Jump(int to) implements Op {}

    /// The register is now this place in the text.
    record Mark(int register) implements Op {}

    record Holds(Assertion.Kind kind) implements Op {}

    /// Reads once more what a group captured.
    record Again(int group, boolean back) implements Op {}

    /// A look, whose body follows; the rest of the program begins at `behind`.
    record Look(boolean negative, int behind) implements Op {}

    /// A repetition begins: no turns yet.
    record Begin(Repetition repetition) implements Op {}

    /// Decides between one more turn, which follows, and the rest, which begins at `exit`.
    record Decide(Repetition repetition, int exit) implements Op {}

    /// One more turn begins.
    record Turn(Repetition repetition) implements Op {}

    /// A turn is over; the decision is at `decide`.
    record Over(Repetition repetition, int decide) implements Op {}

    /// The program, or a look's body, has found what it sought.
    record Match() implements Op {}

    /// What goes around, and the registers that know how often.
    ///
    /// @param count the register of its turns
    /// @param place the register of the place where the latest turn began
    /// @param firstCapture the first register of the groups inside
    /// @param endCapture the register behind the last of them
    record Repetition(int min, int max, boolean greedy, int count, int place, int firstCapture, int endCapture) {}

    /// A program and the number of its registers.
    record Program(List<Op> ops, int registers) {
        public Program {
            ops = List.copyOf(ops);
        }

        static Program of(Regex regex) {
            var writer = new Writer(2 * (groups(regex) + 1));
            writer.write(regex, false);
            writer.ops.add(new Match());
            return new Program(writer.ops, writer.registers);
        }

        private static int groups(Regex regex) {
            return switch (regex) {
                case Regex.One _, Regex.Assertion _, Regex.Backreference _ -> 0;
                case Regex.Sequence(var parts) ->
                    parts.stream().mapToInt(Program::groups).max().orElse(0);
                case Regex.Choice(var options) ->
                    options.stream().mapToInt(Program::groups).max().orElse(0);
                case Regex.Repeat repeat -> groups(repeat.body());
                case Regex.Look look -> groups(look.body());
                case Regex.Group(int number, var body) -> Math.max(number, groups(body));
            };
        }
    }

    /// Writes a program. Places that are not known yet are written once they are.
    final class Writer {
        private static final Op LATER = new Jump(0);

        private final List<Op> ops = new ArrayList<>();
        private int registers;

        private Writer(int registers) {
            this.registers = registers;
        }

        /// @param back whether the text is read backwards, as looks behind do
        private void write(Regex regex, boolean back) {
            switch (regex) {
                case Regex.One(CodePoints of) -> ops.add(new One(of, back));
                case Regex.Sequence(var parts) -> {
                    for (Regex each : back ? parts.reversed() : parts) write(each, back);
                }
                case Regex.Choice(var options) -> choice(options, back);
                case Regex.Repeat repeat -> repeat(repeat, back);
                case Regex.Group(int number, Regex body) -> {
                    ops.add(new Mark(2 * number + (back ? 1 : 0)));
                    write(body, back);
                    ops.add(new Mark(2 * number + (back ? 0 : 1)));
                }
                case Regex.Backreference(int group) -> ops.add(new Again(group, back));
                case Regex.Look look -> {
                    int at = later();
                    write(look.body(), look.behind());
                    ops.add(new Match());
                    ops.set(at, new Look(look.negative(), ops.size()));
                }
                case Regex.Assertion(var kind) -> ops.add(new Holds(kind));
            }
        }

        private int later() {
            ops.add(LATER);
            return ops.size() - 1;
        }

        private void choice(List<Regex> options, boolean back) {
            var ends = new ArrayList<Integer>();
            for (Regex each : options.subList(0, options.size() - 1)) {
                int fork = later();
                write(each, back);
                ends.add(later());
                ops.set(fork, new Either(fork + 1, ops.size()));
            }
            write(options.getLast(), back);
            for (int end : ends) ops.set(end, new Jump(ops.size()));
        }

        private void repeat(Regex.Repeat repeat, boolean back) {
            if (repeat.greedy() && repeat.body() instanceof Regex.One(CodePoints of)) {
                ops.add(new Run(of, repeat.min(), repeat.max(), back));
                return;
            }
            var repetition = new Repetition(
                    repeat.min(),
                    repeat.max(),
                    repeat.greedy(),
                    registers,
                    registers + 1,
                    2 * repeat.firstGroup(),
                    2 * repeat.endGroup());
            registers += 2;
            ops.add(new Begin(repetition));
            int decide = later();
            ops.add(new Turn(repetition));
            write(repeat.body(), back);
            ops.add(new Over(repetition, decide));
            ops.set(decide, new Decide(repetition, ops.size()));
        }
    }
}
