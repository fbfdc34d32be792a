package dev.pavise.detect.pack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes what an [Unpacker] reads, so that reading is little more than copies of memory.
///
/// Bytes: how many follow; how many texts, the length of each in units, the length of all as UTF-8, all of them; then
/// the
/// numbers in the order in which they were written, where a text is its place among the texts. Numbers have the lowest
/// byte first.
public final class Packer {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, Integer> texts = new LinkedHashMap<>();

    public void number(int number) {
        put(body, number, Integer.BYTES);
    }

    public void decimal(double number) {
        put(body, Double.doubleToLongBits(number), Double.BYTES);
    }

    public void numbers(int... all) {
        number(all.length);
        for (int each : all) number(each);
    }

    public void chars(char... all) {
        number(all.length);
        for (char each : all) put(body, each, Character.BYTES);
    }

    public void text(String text) {
        number(texts.computeIfAbsent(text, _ -> texts.size()));
    }

    public void texts(Collection<String> all) {
        number(all.size());
        all.forEach(this::text);
    }

    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        byte[] all = String.join("", texts.keySet()).getBytes(StandardCharsets.UTF_8);
        put(out, texts.size(), Integer.BYTES);
        for (String each : texts.keySet()) put(out, each.length(), Integer.BYTES);
        put(out, all.length, Integer.BYTES);
        out.writeBytes(all);
        out.writeBytes(body.toByteArray());
        var sized = new ByteArrayOutputStream();
        put(sized, out.size(), Integer.BYTES);
        sized.writeBytes(out.toByteArray());
        return sized.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, long number, int bytes) {
        for (int i = 0; i < bytes; i++) out.write((int) (number >>> 8 * i));
    }
}
