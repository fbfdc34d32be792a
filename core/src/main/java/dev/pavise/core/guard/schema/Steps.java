package dev.pavise.core.guard.schema;

/// How much work one check may still do. Counted, not timed, so that the same check always ends the same way.
public final class Steps {
    /// The work is not worth doing, or was meant never to end.
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1;

        Spent() {
            super("the check takes too many steps", null, false, false);
        }
    }

    private long left;

    public Steps(long most) {
        left = most;
    }

    /// What is left of them; nothing where more was wanted than there was.
    public long left() {
        return Math.max(left, 0);
    }

    /// Whether more was wanted than there was.
    public boolean isSpent() {
        return left < 0;
    }

    /// Leaves none.
    public void takeRest() {
        left = Math.min(left, 0);
    }

    /// @throws Spent where there are not so many
    public void take(long steps) {
        left -= steps;
        if (left < 0) throw new Spent();
    }
}
