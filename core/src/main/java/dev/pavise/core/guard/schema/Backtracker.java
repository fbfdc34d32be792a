package dev.pavise.core.guard.schema;

import dev.pavise.core.guard.schema.Regex.Assertion.Kind;
import java.util.Arrays;

/// Matches as ECMA-262 says, by trying: for the few expressions that look around or back. Every step is counted.
///
/// What has to be undone when a try fails lies on one stack: places to go on from, and registers with the values
/// that they had. Source: ECMA-262, section 22.2.2.
final class Backtracker {
    private static final int STACK_MAX = 4_000_000;

    private final Op[] ops;
    private final int registers;

    private Backtracker(Op.Program program) {
        ops = program.ops().toArray(new Op[0]);
        registers = program.registers();
    }

    static Backtracker of(Regex regex) {
        return new Backtracker(Op.Program.of(regex));
    }

    /// Whether it matches somewhere in the text.
    boolean finds(String text, Steps steps) {
        int[] in = text.codePoints().toArray();
        var search = new Search(in, steps);
        for (int from = 0; from <= in.length; from++) {
            if (search.from(from)) return true;
        }
        return false;
    }

    /// One search through one text.
    private final class Search {
        /// What an entry of the stack is: a register and the value it had; an instruction and a place to go on from;
        /// the same, where the place may move back to a last one.
        private static final int WAS = 0;

        private static final int GO_ON = 1;
        private static final int SHRINK = 2;
        private static final int ENTRY = 4;
        private static final int NOWHERE = -1;

        private final int[] in;
        private final Steps steps;
        private final int[] values = new int[registers];
        private int[] stack = new int[32 * ENTRY];
        private int top;
        private int next;

        Search(int[] in, Steps steps) {
            this.in = in;
            this.steps = steps;
        }

        boolean from(int start) {
            Arrays.fill(values, NOWHERE);
            top = 0;
            return run(0, start);
        }

        /// Whether the program fits at `from`, beginning with its instruction `first`. Where it does, its choices
        /// stay on the stack.
        private boolean run(int first, int from) {
            int base = top;
            int at = from;
            next = first;
            while (true) {
                steps.take(1);
                Op op = ops[next++];
                if (op instanceof Op.Match) return true;
                at = step(op, at);
                if (at != NOWHERE) continue;
                at = undo(base);
                if (at == NOWHERE) return false;
            }
        }

        /// The place in the text behind the instruction, or [#NOWHERE] where it does not fit.
        private int step(Op op, int at) {
            return switch (op) {
                case Op.One(CodePoints of, boolean back) -> one(of, back, at);
                case Op.Run run -> runOf(run, at);
                case Op.Either(int first, int second) -> {
                    push(second, at, GO_ON, 0);
                    next = first;
                    yield at;
                }
                case Op.Jump(int to) -> {
                    next = to;
                    yield at;
                }
                case Op.Mark(int register) -> {
                    set(register, at);
                    yield at;
                }
                case Op.Holds(Kind kind) -> holds(kind, at) ? at : NOWHERE;
                case Op.Again(int group, boolean back) -> again(group, back, at);
                case Op.Look(boolean negative, int behind) -> look(negative, behind, at);
                case Op.Begin(var repetition) -> {
                    set(repetition.count(), 0);
                    yield at;
                }
                case Op.Decide(var repetition, int exit) -> {
                    decide(repetition, exit, at);
                    yield at;
                }
                case Op.Turn(var repetition) -> {
                    turn(repetition, at);
                    yield at;
                }
                case Op.Over(var repetition, int decide) -> {
                    next = decide;
                    // A turn beyond the least count that read nothing would go on for ever.
                    boolean idle = values[repetition.count()] > repetition.min() && values[repetition.place()] == at;
                    yield idle ? NOWHERE : at;
                }
                case Op.Match() -> at;
            };
        }

        private int one(CodePoints of, boolean back, int at) {
            int read = back ? at - 1 : at;
            if (read < 0 || read >= in.length || !of.contains(in[read])) return NOWHERE;
            return back ? at - 1 : at + 1;
        }

        private int runOf(Op.Run run, int at) {
            int step = run.back() ? -1 : 1;
            int count = 0;
            int to = at;
            while (count < run.max()) {
                int read = run.back() ? to - 1 : to;
                if (read < 0 || read >= in.length || !run.of().contains(in[read])) break;
                count++;
                to += step;
            }
            steps.take(count);
            if (count < run.min()) return NOWHERE;
            if (count > run.min()) push(next, to, SHRINK, at + step * run.min());
            return to;
        }

        private void decide(Op.Repetition repetition, int exit, int at) {
            int turn = next;
            int count = values[repetition.count()];
            if (count < repetition.min()) return;
            if (count >= repetition.max()) {
                next = exit;
                return;
            }
            push(repetition.greedy() ? exit : turn, at, GO_ON, 0);
            next = repetition.greedy() ? turn : exit;
        }

        private void turn(Op.Repetition repetition, int at) {
            set(repetition.count(), values[repetition.count()] + 1);
            set(repetition.place(), at);
            for (int each = repetition.firstCapture(); each < repetition.endCapture(); each++) set(each, NOWHERE);
        }

        private boolean holds(Kind kind, int at) {
            return switch (kind) {
                case START -> at == 0;
                case END -> at == in.length;
                case BOUNDARY -> isWord(at - 1) != isWord(at);
                case NO_BOUNDARY -> isWord(at - 1) == isWord(at);
            };
        }

        private boolean isWord(int at) {
            return at >= 0 && at < in.length && CodePoints.WORD.contains(in[at]);
        }

        private int again(int group, boolean back, int at) {
            int from = values[2 * group];
            int to = values[2 * group + 1];
            if (from == NOWHERE || to == NOWHERE) return at;
            int length = to - from;
            int begin = back ? at - length : at;
            if (begin < 0 || begin + length > in.length) return NOWHERE;
            steps.take(length);
            if (!Arrays.equals(in, from, to, in, begin, begin + length)) return NOWHERE;
            return back ? begin : at + length;
        }

        /// A look is tried once: its choices are forgotten. What it captured is kept, or undone where it was negative.
        private int look(boolean negative, int behind, int at) {
            int base = top;
            boolean found = run(next, at);
            next = behind;
            if (!found) return negative ? at : NOWHERE;
            if (negative) {
                for (; top > base; top -= ENTRY) {
                    if (stack[top - 2] == WAS) values[stack[top - 4]] = stack[top - 3];
                }
                return NOWHERE;
            }
            int kept = base;
            for (int i = base; i < top; i += ENTRY) {
                if (stack[i + 2] != WAS) continue;
                System.arraycopy(stack, i, stack, kept, ENTRY);
                kept += ENTRY;
            }
            top = kept;
            return at;
        }

        /// Takes back what was done since the latest choice above `base`, and takes its other side: the place to go
        /// on from, or [#NOWHERE] where there is no choice left.
        private int undo(int base) {
            while (top > base) {
                top -= ENTRY;
                int kind = stack[top + 2];
                if (kind == WAS) {
                    values[stack[top]] = stack[top + 1];
                    continue;
                }
                next = stack[top];
                int at = stack[top + 1];
                if (kind == GO_ON) return at;
                int last = stack[top + 3];
                at += last < at ? -1 : 1;
                if (at != last) push(next, at, SHRINK, last);
                return at;
            }
            return NOWHERE;
        }

        private void set(int register, int value) {
            if (values[register] == value) return;
            push(register, values[register], WAS, 0);
            values[register] = value;
        }

        private void push(int one, int two, int kind, int last) {
            if (top + ENTRY > stack.length) {
                if (stack.length > STACK_MAX) throw new Steps.Spent();
                stack = Arrays.copyOf(stack, stack.length * 2);
            }
            stack[top++] = one;
            stack[top++] = two;
            stack[top++] = kind;
            stack[top++] = last;
        }
    }
}
