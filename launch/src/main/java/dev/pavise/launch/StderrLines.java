package dev.pavise.launch;

import dev.pavise.core.evidence.Visible;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/// Cuts a server's stderr into lines for a relay. Of a line that is longer than its bound only the beginning is handed
/// on, and of a private key over several lines only that there was one.
final class StderrLines {
    private static final int LINE_BYTES_MAX = 16 << 10;

    private static final Pattern KEY_BEGINS = Pattern.compile("-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----");
    private static final Pattern KEY_ENDS = Pattern.compile("-----END [A-Z ]{0,40}PRIVATE KEY-----");

    private final Redaction redaction;
    private final StderrRelay relay;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean isOver;
    private boolean isLong;
    private boolean isKey;

    StderrLines(Map<String, String> environment, StderrRelay relay) {
        this.redaction = new Redaction(environment);
        this.relay = relay;
        isOver = relay.equals(StderrRelay.NONE);
    }

    void take(byte[] bytes, int size) {
        for (int i = 0; i < size && !isOver; i++) {
            if (bytes[i] == '\n') finish();
            else if (line.size() < LINE_BYTES_MAX) line.write(bytes[i]);
            else isLong = true;
        }
    }

    /// The last line may lack its end.
    void end() {
        if (line.size() > 0 && !isOver) finish();
    }

    private void finish() {
        String text = line.toString(StandardCharsets.UTF_8);
        if (text.endsWith("\r")) text = text.substring(0, text.length() - 1);
        line.reset();
        if (isKey) {
            isKey = !KEY_ENDS.matcher(text).find();
            return;
        }
        isKey = KEY_BEGINS.matcher(text).find() && !KEY_ENDS.matcher(text).find();
        String shown = Visible.lines(redaction.redact(text));
        isOver = !relay.line(isLong ? shown + " […]" : shown);
        isLong = false;
    }
}
