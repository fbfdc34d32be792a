package dev.pavise.detect.match;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;

/// The functions of Vectorscan that are used (its API is Hyperscan's: hs_compile.h, hs_runtime.h).
/// Loaded once for the life of the process.
@SuppressWarnings("restricted") // calls of native code, which java is started with the leave to do
final class HsLibrary {
    static final int CASELESS = 1;
    static final int BLOCK = 1;

    private static final String FILE = "libhs.so";
    private static final long MESSAGE_BYTES_MAX = 1_000;

    /// What is told of a match (match_event_handler).
    interface Event {
        /// @return anything but 0 ends the scan
        int met(int id, long from, long to, int flags, MemorySegment context);
    }

    /// `unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context`
    private static final FunctionDescriptor EVENT =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS);

    private final SymbolLookup symbols;
    private final String version;
    private final MethodHandle compile;
    private final MethodHandle scan;
    private final MethodHandle allocScratch;
    private final MethodHandle freeScratch;
    private final MethodHandle freeDatabase;

    private HsLibrary(Path file) {
        symbols = SymbolLookup.libraryLookup(file, Arena.global());
        check(call(function("hs_valid_platform", FunctionDescriptor.of(JAVA_INT))), "this processor");
        version = text((MemorySegment) invoke(function("hs_version", FunctionDescriptor.of(ADDRESS))));
        compile = function(
                "hs_compile_multi",
                FunctionDescriptor.of(
                        JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        scan = function(
                "hs_scan",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        allocScratch = function("hs_alloc_scratch", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        freeScratch = function("hs_free_scratch", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        freeDatabase = function("hs_free_database", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }

    /// @param folder of Pavise's own, which nobody else can write
    /// @throws Missing where it cannot be used, and why
    static HsLibrary in(Path folder) throws Missing {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) throw new Missing("there is no " + file);
        try {
            return new HsLibrary(file.toAbsolutePath());
        } catch (IllegalArgumentException | IllegalStateException | IllegalCallerException e) {
            throw new Missing(file + " cannot be used: " + e.getMessage());
        }
    }

    /// Why there is no library, in words for `pavise doctor`.
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(message);
        }
    }

    String version() {
        return version.substring(0, version.indexOf(' ') < 0 ? version.length() : version.indexOf(' '));
    }

    /// A database of expressions (PCRE syntax, bytes), numbered in their order; freed when nothing uses
    /// it any more.
    MemorySegment compile(String[] expressions) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment texts = arena.allocate(ADDRESS, expressions.length);
            MemorySegment flags = arena.allocate(JAVA_INT, expressions.length);
            MemorySegment ids = arena.allocate(JAVA_INT, expressions.length);
            for (int i = 0; i < expressions.length; i++) {
                texts.setAtIndex(ADDRESS, i, arena.allocateFrom(expressions[i]));
                flags.setAtIndex(JAVA_INT, i, CASELESS);
                ids.setAtIndex(JAVA_INT, i, i);
            }
            MemorySegment database = arena.allocate(ADDRESS);
            MemorySegment error = arena.allocate(ADDRESS);
            int code = call(compile, texts, flags, ids, expressions.length, BLOCK, MemorySegment.NULL, database, error);
            // What it says of the error is not freed: it is met once a process, and ends the use of the library.
            if (code != 0) throw new IllegalStateException(why(error.get(ADDRESS, 0)));
            return database.get(ADDRESS, 0).reinterpret(Arena.ofAuto(), each -> call(freeDatabase, each));
        }
    }

    /// What one scan at a time works in; freed when nothing uses it any more.
    MemorySegment scratch(MemorySegment database) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment scratch = arena.allocate(ADDRESS);
            check(call(allocScratch, database, scratch), "memory to scan in");
            return scratch.get(ADDRESS, 0).reinterpret(Arena.ofAuto(), each -> call(freeScratch, each));
        }
    }

    /// Something to be told of matches, for the life of the process. It must not throw.
    static MemorySegment event(Event event) {
        try {
            MethodHandle met = MethodHandles.lookup()
                    .findVirtual(
                            Event.class,
                            "met",
                            MethodType.methodType(
                                    int.class, int.class, long.class, long.class, int.class, MemorySegment.class));
            return Linker.nativeLinker().upcallStub(met.bindTo(event), EVENT, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @return the code: 0 when all of it was scanned
    int scan(MemorySegment database, MemorySegment bytes, int length, MemorySegment scratch, MemorySegment event) {
        try {
            return (int) scan.invokeExact(database, bytes, length, 0, scratch, event, MemorySegment.NULL);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private MethodHandle function(String name, FunctionDescriptor shape) {
        MemorySegment found = symbols.find(name).orElseThrow(() -> new IllegalStateException("it has no " + name));
        return Linker.nativeLinker().downcallHandle(found, shape);
    }

    private static int call(MethodHandle function, Object... given) {
        return (int) invoke(function, given);
    }

    private static Object invoke(MethodHandle function, Object... given) {
        try {
            return function.invokeWithArguments(given);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(int code, String what) {
        if (code != 0) throw new IllegalStateException("error " + code + " for " + what);
    }

    /// `struct hs_compile_error { char *message; int expression; }`
    private static String why(MemorySegment error) {
        return text(error.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0));
    }

    private static String text(MemorySegment start) {
        return start.reinterpret(MESSAGE_BYTES_MAX).getString(0);
    }
}
