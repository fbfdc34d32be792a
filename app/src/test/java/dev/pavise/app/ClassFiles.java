package dev.pavise.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What class files use, read from their constant pools.
final class ClassFiles {
    /// One class uses another: a member of it, or, with an empty member, only its name.
    record Use(String from, String type, String member) {
        /// Whether this is the rule's type (`java.util.Random`) or member (`java.time.Instant#now`).
        boolean is(String rule) {
            return rule.contains("#") ? rule.equals(name()) : rule.equals(type);
        }

        String name() {
            return member.isEmpty() ? type : type + "#" + member;
        }
    }

    /// A class inside a descriptor or a generic signature.
    private static final Pattern NAMED = Pattern.compile("L([a-z]+(?:/[A-Za-z0-9_$]+)+)[;<]");

    private ClassFiles() {}

    /// The uses made by all product classes whose names begin with `prefix`; test classes are left out.
    static List<Use> onTheClassPath(String prefix) {
        var uses = new ArrayList<Use>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            var path = Path.of(entry);
            if (path.endsWith("test-classes") || !Files.exists(path)) continue;
            try {
                if (Files.isDirectory(path)) {
                    addAll(uses, path, prefix);
                } else if (path.getFileName().toString().startsWith("pavise-")) {
                    try (var jar = FileSystems.newFileSystem(path)) {
                        addAll(uses, jar.getPath("/"), prefix);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return uses;
    }

    private static void addAll(List<Use> uses, Path root, String prefix) throws IOException {
        var below = root.resolve(prefix.replace('.', '/'));
        if (!Files.isDirectory(below)) return;
        try (var files = Files.walk(below)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".class")) uses.addAll(usesOf(Files.readAllBytes(file)));
            }
        }
    }

    static List<Use> usesOf(byte[] classFile) {
        var model = ClassFile.of().parse(classFile);
        var from = dotted(model.thisClass().asInternalName());
        var uses = new ArrayList<Use>();
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case MemberRefEntry member ->
                    uses.add(new Use(from, type(member.owner()), member.name().stringValue()));
                case Utf8Entry text -> {
                    var named = NAMED.matcher(text.stringValue());
                    while (named.find()) uses.add(new Use(from, dotted(named.group(1)), ""));
                }
                case ClassEntry named -> uses.add(new Use(from, type(named), ""));
                default -> {}
            }
        }
        // A class names the owner of every member it calls; for owners that are partly allowed the member decides.
        var owners = uses.stream()
                .filter(use -> !use.member().isEmpty())
                .map(Use::type)
                .toList();
        uses.removeIf(use -> use.member().isEmpty() && owners.contains(use.type()));
        return uses;
    }

    private static String type(ClassEntry entry) {
        var name = entry.asInternalName();
        if (!name.startsWith("[")) return dotted(name);
        var named = NAMED.matcher(name);
        return named.find() ? dotted(named.group(1)) : name;
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
