package dev.pavise.core.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of `hostile.txt`: bytes, and what is to be made of them.
record HostileInput(String name, String verdict, String id, byte[] bytes) {
    private static final Pattern SPECIAL = Pattern.compile("‹([^›]*)›");
    private static final Pattern REPEATED = Pattern.compile("(.*) ×([0-9]+)", Pattern.DOTALL);
    private static final Pattern ENCODED = Pattern.compile("(UTF-(?:16|32)[LB]E) (.*)", Pattern.DOTALL);

    static List<HostileInput> all() {
        try (InputStream in = Objects.requireNonNull(HostileInput.class.getResourceAsStream("hostile.txt"))) {
            var all = new ArrayList<HostileInput>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.isEmpty() || line.startsWith("#")) continue;
                String[] columns = line.split(" \\| ", 4);
                if (columns.length != 4) throw new IllegalStateException("hostile.txt: no four columns: " + line);
                all.add(new HostileInput(columns[0], columns[1], columns[2], bytes(columns[3])));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRead() {
        return verdict.startsWith("read ");
    }

    private static byte[] bytes(String written) {
        var out = new ByteArrayOutputStream();
        Matcher special = SPECIAL.matcher(written);
        int plain = 0;
        while (special.find()) {
            out.writeBytes(written.substring(plain, special.start()).getBytes(StandardCharsets.UTF_8));
            out.writeBytes(special(special.group(1)));
            plain = special.end();
        }
        out.writeBytes(written.substring(plain).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static byte[] special(String written) {
        Matcher repeated = REPEATED.matcher(written);
        if (repeated.matches()) {
            int times = Integer.parseInt(repeated.group(2));
            return repeated.group(1).repeat(times).getBytes(StandardCharsets.UTF_8);
        }
        Matcher encoded = ENCODED.matcher(written);
        if (encoded.matches()) return encoded.group(2).getBytes(Charset.forName(encoded.group(1)));
        return HexFormat.ofDelimiter(" ").parseHex(written);
    }

    @Override
    public String toString() {
        return name;
    }
}
