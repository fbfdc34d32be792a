package dev.pavise.detect.file.apart;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.Reader;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.aztec.AztecReader;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.datamatrix.DataMatrixReader;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.pdf417.PDF417Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Codes that hold sentences: QR, Data Matrix, Aztec and PDF417. Bars of numbers hold none.
final class Codes {
    private static final Map<DecodeHintType, ?> HINTS = Map.of(DecodeHintType.TRY_HARDER, true);
    private static final Map<BarcodeFormat, String> IN_WORDS = Map.of(
            BarcodeFormat.QR_CODE, "a QR code",
            BarcodeFormat.DATA_MATRIX, "a Data Matrix code",
            BarcodeFormat.AZTEC, "an Aztec code",
            BarcodeFormat.PDF_417, "a PDF417 code");

    /// Points in which all windows are looked at.
    private static final int SEARCHED_MAX = 2_000_000;

    private static final int WINDOW_MIN = 16;

    private final Items out;
    private final Set<String> told = new HashSet<>();

    Codes(Items out) {
        this.out = out;
    }

    /// @param where goes behind the code's name: `in the picture`
    void look(byte[] grey, int width, int height, String where) {
        LuminanceSource plain = source(grey, width, height);
        LuminanceSource small = plain;
        if (grey.length > SEARCHED_MAX) small = source(Layer.halved(grey, width, height), width / 2, height / 2);
        for (boolean isTurned : new boolean[] {false, true}) {
            squares(isTurned ? plain.invert() : plain, where);
            windows(isTurned ? small.invert() : small, where);
        }
    }

    private void squares(LuminanceSource source, String where) {
        try {
            for (Result each : new QRCodeMultiReader().decodeMultiple(bitmap(source), HINTS)) tell(each, where);
        } catch (ReaderException _) {
            // None here.
        }
    }

    /// The other readers begin in the middle of what they are given: the whole, and windows of three
    /// quarters and of half of it, a quarter apart.
    private void windows(LuminanceSource source, String where) {
        for (int quarters = 4; quarters >= 2; quarters--) {
            int width = source.getWidth() * quarters / 4;
            int height = source.getHeight() * quarters / 4;
            if (Math.min(width, height) < WINDOW_MIN) return;
            for (int across = 0; across <= 4 - quarters; across++) {
                for (int down = 0; down <= 4 - quarters; down++) {
                    int left = source.getWidth() * across / 4;
                    int top = source.getHeight() * down / 4;
                    others(bitmap(source.crop(left, top, width, height)), where);
                }
            }
        }
    }

    private void others(BinaryBitmap window, String where) {
        for (Reader reader : List.of(new DataMatrixReader(), new AztecReader(), new PDF417Reader())) {
            try {
                tell(reader.decode(window, HINTS), where);
            } catch (ReaderException _) {
                // None of these.
            }
        }
    }

    private static LuminanceSource source(byte[] grey, int width, int height) {
        return new PlanarYUVLuminanceSource(grey, width, height, 0, 0, width, height, false);
    }

    private static BinaryBitmap bitmap(LuminanceSource source) {
        return new BinaryBitmap(new HybridBinarizer(source));
    }

    private void tell(Result result, String where) {
        String how = IN_WORDS.getOrDefault(result.getBarcodeFormat(), "a code");
        if (told.add(result.getText())) out.text(result.getText(), how + ' ' + where, true);
    }
}
