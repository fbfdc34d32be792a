package dev.pavise.detect.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Letters in pictures, read by Tesseract 4 or newer.
///
/// It gets pictures of our own making, grey and bounded, so that no decoder of its meets bytes of a
/// stranger's. What it is unsure of is left out.
public final class Ocr {
    private static final int OUT_BYTES_MAX = 8 << 20;
    private static final long MEMORY_BYTES_MAX = 2L << 30;
    private static final int CPU_SECONDS_MAX = 60;
    private static final Duration LISTING = Duration.ofSeconds(10);
    /// Tesseract's own figure, 0 to 100. Below it stands what grain and textures look like.
    private static final double CONFIDENCE_MIN = 30;

    private static final List<String> WANTED = List.of("eng", "chi_sim");
    /// For errors: `eng` is what Tesseract calls it.
    private static final Map<String, String> IN_WORDS = Map.of("eng", "English", "chi_sim", "Simplified Chinese");

    private final Path program;
    private final Map<String, String> environment;
    private @Nullable List<String> there;

    private Ocr(Path program, Map<String, String> environment) {
        this.program = program;
        this.environment = environment;
    }

    /// Tesseract as it is found in the PATH of this environment. It is not started before there is a
    /// picture.
    public static Optional<Ocr> find(Map<String, String> environment) {
        for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
            Path program = Path.of(folder, "tesseract");
            if (folder.startsWith("/") && Files.isExecutable(program)) return of(program, environment);
        }
        return Optional.empty();
    }

    private static Optional<Ocr> of(Path program, Map<String, String> environment) {
        var own = new HashMap<>(Map.of("OMP_THREAD_LIMIT", "1", "LC_ALL", "C.UTF-8"));
        for (String name : List.of("PATH", "TESSDATA_PREFIX")) {
            if (environment.containsKey(name)) own.put(name, environment.get(name));
        }
        return Optional.of(new Ocr(program, own));
    }

    /// `English`, of those it is asked for. None where it does not start.
    public List<String> languages() {
        return codes().stream().map(IN_WORDS::get).toList();
    }

    /// The languages that it lacks of those it is asked for.
    public List<String> lacking() {
        return WANTED.stream()
                .filter(wanted -> !codes().contains(wanted))
                .map(IN_WORDS::get)
                .toList();
    }

    private synchronized List<String> codes() {
        if (there == null) {
            var command = List.of(program.toString(), "--list-langs");
            var outcome = Child.run(command, environment, new byte[0], OUT_BYTES_MAX, LISTING);
            // Behind a line that says where they are.
            var lines = outcome.end() == Child.End.DONE
                    ? new String(outcome.out(), StandardCharsets.UTF_8).lines().toList()
                    : List.<String>of();
            there = WANTED.stream().filter(lines::contains).toList();
        }
        return there;
    }

    public Path program() {
        return program;
    }

    /// The lines of a picture.
    ///
    /// @param pgm a grey picture in Netpbm's binary form
    /// @return empty where it could not be done in this time
    Optional<List<String>> lines(byte[] pgm, Duration most) {
        List<String> languages = codes();
        if (languages.isEmpty()) return Optional.empty();
        var command = List.of(
                program.toString(),
                "stdin",
                "stdout",
                "-l",
                String.join("+", languages),
                "--dpi",
                "150",
                "--psm",
                "3",
                "-c",
                "tessedit_create_tsv=1");
        var outcome = Child.run(
                Child.limited(command, CPU_SECONDS_MAX, MEMORY_BYTES_MAX), environment, pgm, OUT_BYTES_MAX, most);
        return outcome.end() == Child.End.DONE
                ? Optional.of(lines(new String(outcome.out(), StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    /// Source: Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height,
    /// confidence, text.
    private static List<String> lines(String tsv) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        String place = "";
        for (String row : tsv.lines().toList()) {
            String[] columns = row.split("\t", 12);
            if (columns.length < 12 || !columns[0].equals("5") || confidence(columns[10]) < CONFIDENCE_MIN) continue;
            String here = String.join(".", columns[2], columns[3], columns[4]);
            if (!here.equals(place)) {
                if (!line.isEmpty()) lines.add(line.toString());
                line.setLength(0);
                place = here;
            }
            append(line, columns[11].strip());
        }
        if (!line.isEmpty()) lines.add(line.toString());
        return lines;
    }

    /// Chinese has no blanks between words; Tesseract puts them there all the same.
    private static void append(StringBuilder line, String word) {
        if (word.isEmpty()) return;
        boolean isWide = !line.isEmpty() && isWide(line.charAt(line.length() - 1)) && isWide(word.charAt(0));
        if (!line.isEmpty() && !isWide) line.append(' ');
        line.append(word);
    }

    private static boolean isWide(char c) {
        return c >= 0x2E80 && c < 0xA000 || c >= 0xFF00;
    }

    private static double confidence(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
