package dev.pavise.app.verb;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Option;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Home;
import dev.pavise.app.view.EntryView;
import dev.pavise.app.view.Times;
import dev.pavise.ledger.Anchors;
import dev.pavise.ledger.Archive;
import dev.pavise.ledger.Flaw;
import dev.pavise.ledger.SqliteArchive;
import dev.pavise.ledger.Verification;
import dev.pavise.ledger.tree.Note;
import dev.pavise.ledger.tree.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// `pavise ledger verify`.
final class VerifyVerb {
    private static final Option KEY =
            Option.value("--key", "NAME+ID+KEY", "the ledger's public key, as noted elsewhere; only it counts then");
    private static final Option CHECKPOINT = Option.value(
            "--checkpoint", "FILE", "a checkpoint noted elsewhere; the ledger must still hold all that it covers");

    static final Verb VERB = new Verb(
            "ledger verify",
            Verb.Step.WATCH,
            "checks every entry, the tree, every checkpoint and every payload",
            "The exit code is 1 if anything is not as it was kept; the first such entry is named. Whoever can write to the"
                    + " ledger's folder can also replace its key: a key and a checkpoint noted elsewhere show that.",
            List.of(),
            List.of(KEY, CHECKPOINT, Common.JSON),
            List.of(
                    new Verb.Example("pavise ledger verify", ""),
                    new Verb.Example("pavise ledger verify --checkpoint /backup/checkpoint", "")),
            VerifyVerb::verify);

    private VerifyVerb() {}

    private static int verify(Given given, Terminal terminal) throws Fault {
        Anchors anchors = anchors(given);
        try (Archive archive =
                SqliteArchive.open(Home.of(given, terminal.environment()).state())) {
            Verification found = archive.verify(anchors);
            if (given.has(Common.JSON)) terminal.print(json(found).toString());
            else tell(found, terminal);
            return found.isSound() ? ExitCode.DONE.number() : ExitCode.FOUND.number();
        }
    }

    private static void tell(Verification found, Terminal terminal) {
        for (Flaw flaw : found.flaws())
            terminal.print(terminal.red(EntryView.word(flaw.kind())) + "  entry " + flaw.index() + "  "
                    + Shown.line(flaw.words()));
        for (String remark : found.remarks()) terminal.print("note  " + Shown.line(remark));
        String when = found.signedAt()
                .map(at -> ", " + Times.of(at, ZoneId.systemDefault()))
                .orElse("");
        String signed = found.signed() == 0 ? "; not signed yet" : "; signed to entry " + found.signed() + when;
        String unsigned = found.unsigned() == 0 ? "" : "; " + found.unsigned() + " not covered by a signature";
        String expired = found.expired() == 0 ? "" : "; " + found.expired() + " expired, hashes checked";
        terminal.print((found.isSound() ? "sound: " : "not as it was kept: ") + found.size() + " entries, "
                + found.checkpoints() + " checkpoints" + signed + unsigned + expired);
    }

    private static JsonLine json(Verification found) {
        var flaws = new ArrayList<JsonLine>();
        for (Flaw flaw : found.flaws())
            flaws.add(new JsonLine()
                    .put("kind", EntryView.word(flaw.kind()))
                    .put("index", flaw.index())
                    .put("words", flaw.words()));
        return new JsonLine()
                .put("sound", found.isSound())
                .put("size", found.size())
                .put("expired", found.expired())
                .put("signed", found.signed())
                .put("signedAt", found.signedAt().map(Object::toString))
                .put("unsigned", found.unsigned())
                .put("checkpoints", found.checkpoints())
                .put("flaws", flaws)
                .put("remarks", found.remarks());
    }

    private static Anchors anchors(Given given) throws Fault {
        var keys = new ArrayList<NoteKey>();
        var notes = new ArrayList<Note>();
        if (given.has(KEY)) {
            try {
                keys.add(NoteKey.parse(given.value(KEY).orElse("")));
            } catch (IllegalArgumentException e) {
                throw Fault.wrongUse(
                        KEY.name(),
                        "is no key (" + Shown.word(String.valueOf(e.getMessage())) + ")",
                        "write it as NAME+ID+KEY");
            }
        }
        if (given.has(CHECKPOINT)) {
            String file = given.value(CHECKPOINT).orElse("");
            try {
                notes.add(Note.parse(Files.readString(Path.of(file))));
            } catch (IOException e) {
                throw Fault.lacking(Shown.word(file), "cannot be read", "name a file that pavise ledger export wrote");
            } catch (IllegalArgumentException e) {
                throw Fault.wrongUse(
                        Shown.word(file),
                        "is no checkpoint (" + Shown.word(String.valueOf(e.getMessage())) + ")",
                        "name a file that pavise ledger export wrote");
            }
        }
        return new Anchors(keys, notes);
    }
}
