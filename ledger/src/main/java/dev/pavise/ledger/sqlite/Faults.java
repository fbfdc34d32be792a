package dev.pavise.ledger.sqlite;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/// What SQLite and the file system report, in words that say what to do.
public final class Faults {
    private static final int PERM = 3;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int PROTOCOL = 15;
    private static final int NOTADB = 26;

    private Faults() {}

    public static StoreException of(SQLException e, Path file) {
        return switch (primary(e)) {
            case FULL -> full(file, e);
            case PERM, READONLY, CANTOPEN -> unwritable(file, e);
            case BUSY, LOCKED, PROTOCOL -> locked(file, e);
            case CORRUPT, NOTADB -> damaged(file, e);
            default ->
                new StoreException(
                        file,
                        "reading or writing failed (" + name(e) + ")",
                        "look for errors of the disk under " + file.getParent()
                                + " in the system's log; the store goes on by itself once writing works again",
                        e);
        };
    }

    public static StoreException of(IOException e, Path file) {
        String why = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        if (e instanceof AccessDeniedException || (why != null && why.contains("Read-only file system"))) {
            return unwritable(file, e);
        }
        if (why != null && (why.contains("No space left") || why.contains("quota exceeded"))) return full(file, e);
        return new StoreException(
                file,
                "cannot be used (" + (why == null ? e.getClass().getSimpleName() : why) + ")",
                "make sure that " + file.getParent() + " is a folder that you may write to",
                e);
    }

    static StoreException link(Path file) {
        return new StoreException(
                file,
                "is a symbolic link, and Pavise writes into it",
                "delete the link; a file takes its place by itself");
    }

    /// Whether another connection is in the way, so that trying again is worthwhile.
    public static boolean isBusy(SQLException e) {
        int code = primary(e);
        return code == BUSY || code == LOCKED || code == PROTOCOL;
    }

    static boolean isUnopenable(SQLException e) {
        return primary(e) == CANTOPEN || primary(e) == READONLY;
    }

    static StoreException locked(Path file, Throwable cause) {
        String who = Holders.of(file);
        return new StoreException(
                file,
                "another program keeps it locked" + (who.isEmpty() ? "" : " (" + who + ")"),
                "end that program or let it finish; the store goes on by itself as soon as the lock is gone",
                cause);
    }

    private static StoreException full(Path file, Throwable cause) {
        return new StoreException(
                file,
                "the disk is full",
                "free some space where " + file.getParent() + " lies; the store goes on by itself once there is room",
                cause);
    }

    private static StoreException unwritable(Path file, Throwable cause) {
        return new StoreException(
                file,
                "cannot be opened for writing",
                "make " + file.getParent() + " and the files in it readable and writable for "
                        + System.getProperty("user.name") + ", or keep Pavise's state in another folder",
                cause);
    }

    private static StoreException damaged(Path file, Throwable cause) {
        return new StoreException(
                file,
                "the file is damaged or is not a database of Pavise's",
                "keep it: move " + file.getParent() + " aside, start again, and read what is left with" + " sqlite3 "
                        + file.getFileName() + " .recover",
                cause);
    }

    private static int primary(SQLException e) {
        return e.getErrorCode() & 0xFF;
    }

    private static String name(SQLException e) {
        return e instanceof SQLiteException s ? s.getResultCode().name() : String.valueOf(e.getMessage());
    }
}
