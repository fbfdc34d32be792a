package dev.pavise.detect.file.apart;

import dev.pavise.core.detect.Severity;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Items as bytes, between the two processes: a letter for the kind, then its components in order.
public final class Items {
    private final DataOutputStream to;

    Items(OutputStream to) {
        this.to = new DataOutputStream(to);
    }

    void text(String text, String how, boolean isHidden) {
        if (!text.isBlank()) write(new Item.Text(text, how, isHidden));
    }

    void missed(String what) {
        write(new Item.Missed(what));
    }

    /// Written at once and whole.
    void write(Item item) {
        try {
            switch (item) {
                case Item.Text text -> {
                    to.writeByte('t');
                    string(text.text());
                    string(text.how());
                    to.writeBoolean(text.isHidden());
                }
                case Item.Odd odd -> {
                    to.writeByte('o');
                    string(odd.rule());
                    string(odd.severity().name());
                    to.writeDouble(odd.confidence());
                    string(odd.seen());
                }
                case Item.Missed missed -> {
                    to.writeByte('m');
                    string(missed.what());
                }
                case Item.Grey grey -> {
                    to.writeByte('g');
                    string(grey.how());
                    to.writeBoolean(grey.isHidden());
                    to.writeInt(grey.width());
                    to.writeInt(grey.height());
                    bytes(grey.points());
                }
                case Item.Inner inner -> {
                    to.writeByte('i');
                    string(inner.name());
                    bytes(inner.bytes());
                }
            }
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void string(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) throws IOException {
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    /// All whole items, up to where the bytes end or are none.
    public static List<Item> read(byte[] bytes) {
        var items = new ArrayList<Item>();
        var from = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            while (from.available() > 0) items.add(one(from));
        } catch (IOException | IllegalArgumentException _) {
            // The writer was ended in the middle of one.
            return items;
        }
        return items;
    }

    private static Item one(DataInputStream from) throws IOException {
        return switch (from.readByte()) {
            case 't' -> new Item.Text(string(from), string(from), from.readBoolean());
            case 'o' -> new Item.Odd(string(from), Severity.valueOf(string(from)), from.readDouble(), string(from));
            case 'm' -> new Item.Missed(string(from));
            case 'g' -> grey(from);
            case 'i' -> new Item.Inner(string(from), bytes(from));
            default -> throw new IOException("no item");
        };
    }

    private static Item grey(DataInputStream from) throws IOException {
        var grey = new Item.Grey(string(from), from.readBoolean(), from.readInt(), from.readInt(), bytes(from));
        if (grey.width() <= 0 || (long) grey.width() * grey.height() != grey.points().length)
            throw new IOException("no picture");
        return grey;
    }

    private static String string(DataInputStream from) throws IOException {
        return new String(bytes(from), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream from) throws IOException {
        int length = from.readInt();
        if (length < 0 || length > from.available()) throw new IOException("cut off");
        return from.readNBytes(length);
    }
}
