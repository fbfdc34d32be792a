package dev.pavise.ledger.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's native library, unpacked once into the state folder. Left alone, the driver unpacks it into the
/// temporary folder at every start, which takes time and stays there when the process is killed.
public final class NativeLibrary {
    /// The driver's version; a test holds it to the jar's.
    static final String VERSION = "3.54.1.0";

    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private NativeLibrary() {}

    /// Has the driver take the library from below `state`. The first folder named in a process counts, and so does
    /// one that was set from outside.
    public static synchronized void keepIn(Path state) {
        if (System.getProperty(FOLDER) != null) return;
        String name = System.mapLibraryName("sqlitejdbc");
        Path folder = state.resolve("native")
                .resolve("sqlite-" + VERSION + "-" + System.getProperty("os.name") + "-"
                        + System.getProperty("os.arch"));
        Path library = folder.resolve(name);
        try {
            if (!Files.exists(library)) unpack(library);
        } catch (IOException e) {
            // A store on a full or read-only disk can still be read, with a library in the temporary folder.
            return;
        }
        System.setProperty("org.sqlite.tmpdir", folder.toString());
        System.setProperty(NAME, name);
        System.setProperty(FOLDER, folder.toString());
    }

    private static void unpack(Path library) throws IOException {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        try (InputStream in = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            if (in == null) throw new IOException("the driver has no " + resource);
            PrivateFiles.createFolderOf(library);
            PrivateFiles.replace(library, in.readAllBytes(), true);
        }
    }
}
