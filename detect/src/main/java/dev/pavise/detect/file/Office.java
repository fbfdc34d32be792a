package dev.pavise.detect.file;

import dev.pavise.core.detect.Severity;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// Office files: archives of XML. Sources: ECMA-376 (Office Open XML), ISO/IEC 26300 (OpenDocument).
final class Office {
    private static final int PART_BYTES_MAX = 16 << 20;
    private static final Pattern MACRO =
            Pattern.compile("(?i).*/?(vbaProject\\.bin|macrosheets/.*|Basic/.+\\.xml|Scripts/.+)");
    private static final Pattern INNER = Pattern.compile("(?i).*(media|embeddings|Pictures|Object [0-9]+)/[^/]+");
    private static final Pattern PROPERTIES = Pattern.compile("docProps/.*\\.xml|meta\\.xml");
    private static final Pattern CUSTOM = Pattern.compile("customXml/item[0-9]*\\.xml");
    /// Office follows these without being asked; a link that a person clicks is not among them.
    private static final Pattern FOLLOWED =
            Pattern.compile(".*/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath)");

    private final Type type;
    private final Zip zip;
    private final Reading out;
    private final BiConsumer<String, byte[]> inner;

    private Office(Type type, Zip zip, Reading out, BiConsumer<String, byte[]> inner) {
        this.type = type;
        this.zip = zip;
        this.out = out;
        this.inner = inner;
    }

    /// What kind of archive it is, by the names in it.
    static Type type(Zip zip) {
        boolean isOffice = zip.entry("[Content_Types].xml").isPresent();
        for (Zip.Entry entry : zip.entries()) {
            if (isOffice && entry.name().startsWith("word/")) return Type.WORD;
            if (isOffice && entry.name().startsWith("xl/")) return Type.SHEET;
            if (isOffice && entry.name().startsWith("ppt/")) return Type.SLIDES;
        }
        boolean isOpen = zip.entry("content.xml").isPresent()
                && (zip.entry("mimetype").isPresent()
                        || zip.entry("META-INF/manifest.xml").isPresent());
        return isOpen ? Type.OPEN_DOCUMENT : Type.ZIP;
    }

    /// @param inner reads a file that is embedded
    static void read(Type type, Zip zip, Reading out, BiConsumer<String, byte[]> inner) {
        new Office(type, zip, out, inner).parts();
    }

    private void parts() {
        switch (type) {
            case WORD -> word();
            case SHEET -> new Sheets(this, out).read();
            case SLIDES -> slides();
            default -> open();
        }
        for (Zip.Entry entry : zip.entries()) {
            if (out.isLate()) return;
            String name = entry.name();
            if (PROPERTIES.matcher(name).matches()) read(name, new Paragraphs(out, "its properties"));
            if (CUSTOM.matcher(name).matches()) read(name, new Paragraphs(out, "custom data in it"));
            if (name.endsWith(".rels")) relations(name);
            if (MACRO.matcher(name).matches()) macro(name);
            if (INNER.matcher(name).matches() && !name.endsWith(".xml")) {
                byte[] bytes = zip.unpacked(entry, out.unpackedLeft());
                if (bytes.length > 0) inner.accept(name, bytes);
            }
        }
    }

    private void word() {
        var styles = new WordStyles();
        read("word/styles.xml", styles);
        for (String name : names("word/[^/]+\\.xml")) {
            if (name.matches("word/(styles|settings|fontTable|webSettings|numbering).*")) continue;
            boolean isComment = name.startsWith("word/comments");
            read(name, new WordText(out, styles, isComment ? "a comment" : "the document", isComment));
        }
    }

    private void slides() {
        var size = new SlideText.Size();
        read("ppt/presentation.xml", size);
        for (String name : names("ppt/(slides|slideLayouts|slideMasters|notesSlides|comments)/[^/]+\\.xml")) {
            String number = name.replaceAll("\\D", "");
            boolean isNote = name.startsWith("ppt/notesSlides/");
            boolean isComment = name.startsWith("ppt/comments/");
            boolean isSlide = name.startsWith("ppt/slides/");
            String how = isNote
                    ? "speaker notes"
                    : isComment ? "a comment" : isSlide ? "slide " + number : "the layout of slides";
            read(name, new SlideText(out, size, how, isNote || isComment));
        }
    }

    private void open() {
        for (String name : List.of("styles.xml", "content.xml")) {
            var styles = new OpenStyles();
            read(name, styles);
            read(name, new OpenText(out, styles));
        }
    }

    private void relations(String name) {
        read(name, new Xml.Handler() {
            @Override
            public void start(Xml.Element element) {
                boolean isFollowed = FOLLOWED.matcher(element.value("Type")).matches();
                if (element.value("TargetMode").equalsIgnoreCase("External") && isFollowed) {
                    out.found(
                            "file/remote-part",
                            Severity.HIGH,
                            0.7,
                            "a part that is fetched from elsewhere when the file is opened");
                    out.hidden(element.value("Target"), "the address of a part elsewhere");
                }
            }
        });
    }

    private void macro(String name) {
        out.found("file/macro", Severity.MEDIUM, 0.6, "a program in it (" + Reading.shortened(name) + "): macros");
        out.missed("what its macros do");
    }

    List<String> names(String pattern) {
        return zip.entries().stream()
                .map(Zip.Entry::name)
                .filter(name -> name.matches(pattern))
                .toList();
    }

    /// Reads one part, if it is there.
    void read(String name, Xml.Handler handler) {
        zip.entry(name).ifPresent(entry -> {
            if (out.isLate()) return;
            byte[] xml = zip.unpacked(entry, Math.min(PART_BYTES_MAX, out.unpackedLeft()));
            if (xml.length > 0 && !Xml.read(xml, handler))
                out.missed("the rest of a part that is no plain XML: " + Reading.shortened(name));
        });
    }

    /// All text of a part, a line for each element.
    private static final class Paragraphs implements Xml.Handler {
        private static final int VALUE_MAX = 1000;

        private final Reading out;
        private final String how;
        private final StringBuilder text = new StringBuilder();
        private int depth;

        Paragraphs(Reading out, String how) {
            this.out = out;
            this.how = how;
        }

        @Override
        public void start(Xml.Element element) {
            depth++;
            for (String value : element.attributes().values()) {
                if (value.length() < VALUE_MAX && value.contains(" ") && Letters.saysSomething(value))
                    text.append(value).append('\n');
            }
        }

        @Override
        public void text(String part) {
            text.append(part);
        }

        @Override
        public void end(String name) {
            text.append('\n');
            if (--depth == 0) out.hidden(text.toString(), how);
        }
    }
}
