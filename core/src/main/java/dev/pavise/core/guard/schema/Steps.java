package dev.pavise.core.guard.schema;

/// How much work one check may still do. Counted, not timed, so that the same check always ends the same way.
final class Steps {
    /// The work is not worth doing, or was meant never to end.
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1;

        Spent() {
            super("the check takes too many steps", null, false, false);
        }
    }

    private long left;

    Steps(long most) {
        left = most;
    }

    void take(long steps) {
        left -= steps;
        if (left < 0) throw new Spent();
    }
}
