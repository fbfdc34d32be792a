package dev.pavise.ledger;

import static dev.pavise.ledger.Samples.keep;
import static dev.pavise.ledger.Samples.passed;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// A process of its own that has the kernel refuse `fsync` and `fdatasync` (Linux seccomp), and says what became of
/// evidence before and after.
final class UnsyncableChild {
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    private static final int EIO = 5;

    private UnsyncableChild() {}

    public static void main(String[] arguments) throws Throwable {
        var ledger = SqliteLedger.open(Path.of(arguments[0]), Settings.DEFAULT);
        tell(ledger, 1, Ledger.Durability.PROCESS);
        tell(ledger, 2, Ledger.Durability.DISK);
        refuseSyncing();
        System.out.println("syncing fails from now on");
        tell(ledger, 3, Ledger.Durability.PROCESS);
        tell(ledger, 4, Ledger.Durability.DISK);
        // Without closing, which would sync.
        Runtime.getRuntime().halt(0);
    }

    private static void tell(Ledger ledger, int number, Ledger.Durability durability) {
        String became = switch (keep(ledger, passed("e7f2", number), Evidence.Payload.NONE, durability)) {
            case Ledger.Outcome.Kept(long index) -> "kept " + index;
            case Ledger.Outcome.Lost(String why) -> "lost " + why;
        };
        System.out.println(durability + " " + became);
    }

    private static void refuseSyncing() throws Throwable {
        var linker = Linker.nativeLinker();
        var syscall = linker.downcallHandle(
                linker.defaultLookup().find("syscall").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG));
        int fsync = ARM ? 82 : 74;
        int fdatasync = ARM ? 83 : 75;
        // Classic BPF: load the system call's number; for these two answer EIO, else allow.
        long[][] program = {
            {0x20, 0, 0, 0},
            {0x15, 1, 0, fsync},
            {0x15, 0, 1, fdatasync},
            {0x06, 0, 0, 0x00050000L | EIO},
            {0x06, 0, 0, 0x7FFF0000L},
        };
        var arena = Arena.global();
        MemorySegment filter = arena.allocate(8L * program.length, 8);
        for (int i = 0; i < program.length; i++) {
            filter.set(ValueLayout.JAVA_SHORT, 8L * i, (short) program[i][0]);
            filter.set(ValueLayout.JAVA_BYTE, 8L * i + 2, (byte) program[i][1]);
            filter.set(ValueLayout.JAVA_BYTE, 8L * i + 3, (byte) program[i][2]);
            filter.set(ValueLayout.JAVA_INT, 8L * i + 4, (int) program[i][3]);
        }
        MemorySegment whole = arena.allocate(16, 8);
        whole.set(ValueLayout.JAVA_SHORT, 0, (short) program.length);
        whole.set(ValueLayout.ADDRESS, 8, filter);
        long prctl = ARM ? 167 : 157;
        long seccomp = ARM ? 277 : 317;
        // PR_SET_NO_NEW_PRIVS; then SECCOMP_SET_MODE_FILTER for all threads of the process (TSYNC).
        long first = (long) syscall.invokeExact(prctl, 38L, 1L, MemorySegment.NULL, 0L, 0L);
        long second = (long) syscall.invokeExact(seccomp, 1L, 1L, whole, 0L, 0L);
        if (first != 0 || second != 0) throw new IllegalStateException("no filter: " + first + ", " + second);
    }
}
