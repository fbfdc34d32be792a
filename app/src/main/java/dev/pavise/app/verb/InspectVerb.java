package dev.pavise.app.verb;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Home;
import dev.pavise.app.inspect.CaseFault;
import dev.pavise.app.inspect.Inspector;
import dev.pavise.app.run.OwnRules;
import dev.pavise.detect.Rules;
import dev.pavise.detect.file.Apart;
import dev.pavise.detect.file.FileBounds;
import dev.pavise.detect.file.FileReader;
import dev.pavise.detect.file.Ocr;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `pavise inspect`.
final class InspectVerb {
    private static final int LINE_BYTES_MAX = 64 << 20;

    static final Verb VERB = new Verb(
            "inspect",
            Verb.Step.ASSESS,
            "looks at tool lists, texts and files for what they hide",
            "A case is a JSON object: {\"id\",\"kind\":\"toolset\",\"server\",\"tools\":[...]}, {\"id\",\"kind\":\"text\","
                    + "\"origin\":\"tool-result\",\"text\"}, {\"id\",\"kind\":\"file\",\"path\"} or"
                    + " {\"id\",\"kind\":\"secret\",\"text\"}. The answers come in the same order. A line that is no case"
                    + " is answered with an error that names it, and the exit code is 2 in the end.",
            List.of(),
            List.of(Common.JSON),
            List.of(new Verb.Example("pavise inspect < cases.jsonl", "")),
            InspectVerb::inspect);

    private InspectVerb() {}

    private static int inspect(Given given, Terminal terminal) throws Fault {
        var files = new FileReader(FileBounds.DEFAULT, Apart.here(), Ocr.find(terminal.environment()));
        var inspector = new Inspector(Rules.engine(OwnRules.of(Home.of(given, terminal.environment()))), files);
        boolean isClean = true;
        try (InputStream in = new BufferedInputStream(terminal.in(), 1 << 16);
                OutputStream out = new BufferedOutputStream(terminal.out(), 1 << 16)) {
            int number = 0;
            for (byte[] line = line(in); line != null; line = line(in)) {
                number++;
                if (new String(line, StandardCharsets.UTF_8).isBlank()) continue;
                JsonLine answer;
                try {
                    answer = inspector.look(line);
                } catch (CaseFault e) {
                    isClean = false;
                    answer = new JsonLine().put("line", number).put("error", "line " + number + ": " + e.words());
                    terminal.say("line " + number + ": " + Shown.line(e.words()));
                }
                out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
                if (in.available() == 0) out.flush();
            }
        } catch (IOException e) {
            throw Fault.lacking("inspect", "cannot read or write: " + e.getMessage(), "look at both ends of the pipe");
        }
        return isClean ? ExitCode.DONE.number() : ExitCode.WRONG_USE.number();
    }

    /// The next line without its end, or nothing where the input ends. What is beyond the bound is cut off.
    private static byte @Nullable [] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        int read = in.read();
        if (read < 0) return null;
        while (read >= 0 && read != '\n') {
            if (line.size() < LINE_BYTES_MAX) line.write(read);
            read = in.read();
        }
        return line.toByteArray();
    }
}
