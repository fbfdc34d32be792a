package dev.pavise.detect.pack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads what a [Packer] wrote, in the same order. It trusts what it reads: that comes out of our own jar.
public final class Unpacker {
    private final ByteBuffer bytes;
    private final String[] texts;

    public Unpacker(InputStream in) throws IOException {
        int count = ByteBuffer.wrap(in.readNBytes(Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        byte[] packed = new byte[count];
        if (in.readNBytes(packed, 0, count) < count) throw new EOFException("a pack ends too early");
        bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        texts = new String[number()];
        int[] lengths = numbers(texts.length);
        int size = number();
        String all = new String(packed, bytes.position(), size, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + size);
        int from = 0;
        for (int i = 0; i < texts.length; i++) {
            texts[i] = all.substring(from, from + lengths[i]);
            from += lengths[i];
        }
    }

    public int number() {
        return bytes.getInt();
    }

    public double decimal() {
        return bytes.getDouble();
    }

    public int[] numbers() {
        return numbers(number());
    }

    public char[] chars() {
        char[] all = new char[number()];
        bytes.asCharBuffer().get(all);
        bytes.position(bytes.position() + Character.BYTES * all.length);
        return all;
    }

    public String text() {
        return texts[number()];
    }

    public List<String> texts() {
        int count = number();
        var list = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) list.add(text());
        return list;
    }

    private int[] numbers(int count) {
        int[] all = new int[count];
        bytes.asIntBuffer().get(all);
        bytes.position(bytes.position() + Integer.BYTES * count);
        return all;
    }
}
