package dev.pavise.core.guard.schema;

import dev.pavise.core.guard.schema.Regex.Assertion.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Matches as ECMA-262 says, by trying: for the few expressions that look around or back. Every step is counted.
///
/// The expression is compiled to a small program. What has to be undone when a try fails lies on one stack: places
/// to go on from, and registers with the values that they had. Source: ECMA-262, section 22.2.2.
final class Backtracker {
    private static final int STACK_MAX = 4_000_000;

    /// What one instruction does, with operands `a`, `b` and `c` behind it.
    private static final class Op {
        /// Reads a character of set `a`; backwards where `b` is 1.
        static final int ONE = 0;
        /// Goes on at `a`, and at `b` if that fails.
        static final int EITHER = 1;
        static final int JUMP = 2;
        /// Register `a` is now this place.
        static final int MARK = 3;
        /// The assertion number `a` holds here.
        static final int ASSERT = 5;
        /// Reads what group `a` captured; backwards where `b` is 1.
        static final int BACK = 6;
        /// A look whose body begins behind; on at `b`. Negative where `a` is 1.
        static final int LOOK = 7;
        static final int MATCH = 8;
        /// Register `a` is now `b`.
        static final int SET = 9;
        /// Once more or on at `b`: repetition number `a` decides.
        static final int HEAD = 10;
        /// One more turn of repetition number `a` begins.
        static final int TURN = 11;
        /// A turn of repetition number `a` is over, and its head at `b` decides again.
        static final int FOOT = 12;
        /// Reads characters of set `b` as repetition number `a` says, greedily; backwards for `-b - 1`.
        static final int RUN = 13;
    }

    private static final int WIDTH = 3;

    private record Loop(int min, int max, boolean greedy, int count, int place, int firstGroup, int endGroup) {}

    private final int[] code;
    private final List<CodePoints> sets;
    private final List<Loop> loops;
    private final int registers;

    private Backtracker(Compiler compiler, int groups) {
        code = Arrays.copyOf(compiler.code, compiler.size);
        sets = List.copyOf(compiler.sets);
        loops = List.copyOf(compiler.loops);
        registers = 2 * (groups + 1) + 2 * loops.size();
    }

    static Backtracker of(Regex regex) {
        int groups = groups(regex);
        var compiler = new Compiler(groups);
        compiler.emit(regex, false);
        compiler.add(Op.MATCH, 0, 0);
        return new Backtracker(compiler, groups);
    }

    private static int groups(Regex regex) {
        return switch (regex) {
            case Regex.One _, Regex.Assertion _, Regex.Backreference _ -> 0;
            case Regex.Sequence(var parts) ->
                parts.stream().mapToInt(Backtracker::groups).max().orElse(0);
            case Regex.Choice(var options) ->
                options.stream().mapToInt(Backtracker::groups).max().orElse(0);
            case Regex.Repeat repeat -> groups(repeat.body());
            case Regex.Look look -> groups(look.body());
            case Regex.Group(int number, var body) -> Math.max(number, groups(body));
        };
    }

    /// Whether it matches somewhere in the text.
    boolean finds(String text, Steps steps) {
        int[] in = text.codePoints().toArray();
        var run = new Run(in, steps);
        for (int from = 0; from <= in.length; from++) {
            if (run.from(from)) return true;
        }
        return false;
    }

    private static final class Compiler {
        private int[] code = new int[64];
        private int size;
        private final List<CodePoints> sets = new ArrayList<>();
        private final List<Loop> loops = new ArrayList<>();
        private final int firstFree;

        Compiler(int groups) {
            firstFree = 2 * (groups + 1);
        }

        int add(int op, int a, int b) {
            if (size + WIDTH > code.length) code = Arrays.copyOf(code, code.length * 2);
            int at = size;
            code[size++] = op;
            code[size++] = a;
            code[size++] = b;
            return at;
        }

        void emit(Regex regex, boolean back) {
            switch (regex) {
                case Regex.One(CodePoints of) -> {
                    sets.add(of);
                    add(Op.ONE, sets.size() - 1, back ? 1 : 0);
                }
                case Regex.Sequence(var parts) -> {
                    for (Regex each : back ? parts.reversed() : parts) emit(each, back);
                }
                case Regex.Choice(var options) -> choice(options, back);
                case Regex.Repeat repeat -> repeat(repeat, back);
                case Regex.Group(int number, Regex body) -> {
                    add(Op.MARK, 2 * number + (back ? 1 : 0), 0);
                    emit(body, back);
                    add(Op.MARK, 2 * number + (back ? 0 : 1), 0);
                }
                case Regex.Backreference(int group) -> add(Op.BACK, group, back ? 1 : 0);
                case Regex.Look look -> {
                    int at = add(Op.LOOK, look.negative() ? 1 : 0, 0);
                    emit(look.body(), look.behind());
                    add(Op.MATCH, 0, 0);
                    code[at + 2] = size;
                }
                case Regex.Assertion(Kind kind) -> add(Op.ASSERT, number(kind), 0);
            }
        }

        private void choice(List<Regex> options, boolean back) {
            var ends = new ArrayList<Integer>();
            for (int i = 0; i < options.size(); i++) {
                if (i == options.size() - 1) {
                    emit(options.get(i), back);
                    break;
                }
                int fork = add(Op.EITHER, 0, 0);
                code[fork + 1] = size;
                emit(options.get(i), back);
                ends.add(add(Op.JUMP, 0, 0));
                code[fork + 2] = size;
            }
            for (int end : ends) code[end + 1] = size;
        }

        private void repeat(Regex.Repeat repeat, boolean back) {
            int number = loops.size();
            int count = firstFree + 2 * number;
            loops.add(new Loop(
                    repeat.min(),
                    repeat.max(),
                    repeat.greedy(),
                    count,
                    count + 1,
                    repeat.firstGroup(),
                    repeat.endGroup()));
            if (repeat.greedy() && repeat.body() instanceof Regex.One(CodePoints of)) {
                sets.add(of);
                add(Op.RUN, number, back ? -sets.size() : sets.size() - 1);
                return;
            }
            add(Op.SET, count, 0);
            int head = add(Op.HEAD, number, 0);
            add(Op.TURN, number, 0);
            emit(repeat.body(), back);
            add(Op.FOOT, number, head);
            code[head + 2] = size;
        }

        private static int number(Kind kind) {
            return switch (kind) {
                case START -> 0;
                case END -> 1;
                case BOUNDARY -> 2;
                case NO_BOUNDARY -> 3;
            };
        }
    }

    /// One search through one text.
    private final class Run {
        /// What an entry of the stack is: a register and the value it had; an instruction and a place to go on from;
        /// the same, where the place may move back to a last one.
        private static final int WAS = 0;

        private static final int GO_ON = 1;
        private static final int SHRINK = 2;
        private static final int ENTRY = 4;

        private final int[] in;
        private final Steps steps;
        private final int[] values = new int[registers];
        private int[] stack = new int[128];
        private int top;
        private int resumeAt;
        private int resumeFrom;

        Run(int[] in, Steps steps) {
            this.in = in;
            this.steps = steps;
        }

        boolean from(int start) {
            Arrays.fill(values, -1);
            top = 0;
            return run(0, start);
        }

        /// Whether the program from `pc` to its match fits at `at`. Where it does, its choices stay on the stack.
        private boolean run(int first, int from) {
            int base = top;
            int pc = first;
            int at = from;
            while (true) {
                steps.take(1);
                int a = code[pc + 1];
                int b = code[pc + 2];
                boolean fits = true;
                int next = pc + WIDTH;
                switch (code[pc]) {
                    case Op.ONE -> {
                        int read = b == 1 ? at - 1 : at;
                        fits = read >= 0 && read < in.length && sets.get(a).contains(in[read]);
                        at += b == 1 ? -1 : 1;
                    }
                    case Op.EITHER -> {
                        push(b, at, GO_ON, 0);
                        next = a;
                    }
                    case Op.JUMP -> next = a;
                    case Op.MARK -> set(a, at);
                    case Op.ASSERT -> fits = holds(a, at);
                    case Op.BACK -> {
                        int read = repeated(a, b == 1, at);
                        fits = read >= 0;
                        at = read;
                    }
                    case Op.LOOK -> {
                        fits = look(next, at, a == 1);
                        next = b;
                    }
                    case Op.SET -> set(a, b);
                    case Op.RUN -> {
                        int to = runOf(loops.get(a), b, next, at);
                        fits = to >= 0;
                        at = to;
                    }
                    case Op.HEAD -> next = head(loops.get(a), next, b, at);
                    case Op.TURN -> turn(loops.get(a), at);
                    case Op.FOOT -> {
                        Loop loop = loops.get(a);
                        fits = values[loop.count] <= loop.min || values[loop.place] != at;
                        next = b;
                    }
                    case Op.MATCH -> {
                        return true;
                    }
                    default -> throw new IllegalStateException("no instruction: " + code[pc]);
                }
                if (fits) {
                    pc = next;
                    continue;
                }
                if (!undo(base)) return false;
                pc = resumeAt;
                at = resumeFrom;
            }
        }

        /// Takes back what was done since the last choice above `base`: false where there is none.
        private boolean undo(int base) {
            while (top > base) {
                top -= ENTRY;
                int kind = stack[top + 2];
                if (kind == WAS) {
                    values[stack[top]] = stack[top + 1];
                    continue;
                }
                resumeAt = stack[top];
                resumeFrom = stack[top + 1];
                if (kind == GO_ON) return true;
                int last = stack[top + 3];
                resumeFrom += last < resumeFrom ? -1 : 1;
                if (resumeFrom != last) push(resumeAt, resumeFrom, SHRINK, last);
                return true;
            }
            return false;
        }

        /// Behind as many characters as fit, or -1 where they are too few.
        private int runOf(Loop loop, int set, int next, int at) {
            int step = set < 0 ? -1 : 1;
            CodePoints of = sets.get(set < 0 ? -set - 1 : set);
            int count = 0;
            int to = at;
            while (count < loop.max) {
                int read = set < 0 ? to - 1 : to;
                if (read < 0 || read >= in.length || !of.contains(in[read])) break;
                count++;
                to += step;
            }
            steps.take(count);
            if (count < loop.min) return -1;
            if (count > loop.min) push(next, to, SHRINK, at + step * loop.min);
            return to;
        }

        private int head(Loop loop, int turn, int exit, int at) {
            int count = values[loop.count];
            if (count < loop.min) return turn;
            if (count >= loop.max) return exit;
            push(loop.greedy ? exit : turn, at, GO_ON, 0);
            return loop.greedy ? turn : exit;
        }

        private void turn(Loop loop, int at) {
            set(loop.count, values[loop.count] + 1);
            set(loop.place, at);
            for (int group = 2 * loop.firstGroup; group < 2 * loop.endGroup; group++) set(group, -1);
        }

        private boolean holds(int assertion, int at) {
            return switch (assertion) {
                case 0 -> at == 0;
                case 1 -> at == in.length;
                case 2 -> isWord(at - 1) != isWord(at);
                default -> isWord(at - 1) == isWord(at);
            };
        }

        private boolean isWord(int at) {
            return at >= 0 && at < in.length && CodePoints.WORD.contains(in[at]);
        }

        /// Behind what the group captured, or -1 where it does not stand here once more.
        private int repeated(int group, boolean back, int at) {
            int from = values[2 * group];
            int to = values[2 * group + 1];
            if (from < 0 || to < 0) return at;
            int length = to - from;
            int begin = back ? at - length : at;
            if (begin < 0 || begin + length > in.length) return -1;
            steps.take(length);
            if (!Arrays.equals(in, from, to, in, begin, begin + length)) return -1;
            return back ? begin : at + length;
        }

        /// A look is tried once: its choices are forgotten, what it captured is kept, or undone where it was negative.
        private boolean look(int body, int at, boolean negative) {
            int base = top;
            boolean found = run(body, at);
            if (!found) return negative;
            if (negative) {
                for (; top > base; top -= ENTRY) {
                    if (stack[top - 2] == WAS) values[stack[top - 4]] = stack[top - 3];
                }
                return false;
            }
            int kept = base;
            for (int i = base; i < top; i += ENTRY) {
                if (stack[i + 2] != WAS) continue;
                System.arraycopy(stack, i, stack, kept, ENTRY);
                kept += ENTRY;
            }
            top = kept;
            return true;
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
