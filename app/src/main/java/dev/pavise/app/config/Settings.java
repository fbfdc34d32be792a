package dev.pavise.app.config;

import dev.pavise.core.message.Revision;
import dev.pavise.core.policy.Action;
import dev.pavise.core.policy.Actions;
import dev.pavise.core.policy.Actions.Matter;
import dev.pavise.core.policy.Fence;
import dev.pavise.core.policy.Files;
import dev.pavise.core.policy.Limits;
import dev.pavise.core.policy.Preset;
import dev.pavise.core.policy.Rates;
import java.util.Arrays;
import java.util.List;

/// All settings of a configuration file, as data. The reader, the JSON Schema and the documents are made from this.
final class Settings {
    static final List<String> PRESETS =
            Arrays.stream(Preset.values()).map(Preset::word).toList();

    static final List<String> REVISIONS =
            Arrays.stream(Revision.values()).map(Revision::date).toList();

    private static final Setting PRESET = Setting.of(
                    "preset",
                    new Shape.Choice(PRESETS),
                    "observe records, and lets through whatever can be read; balanced enforces and approves what is clean at first sight;"
                            + " strict has a person approve each definition, also those that the others approved")
            .example("preset: balanced");

    private static final Setting LIMITS = Setting.of(
            "limits",
            Shape.Table.of(
                    whole("messageBytesMax", 1024, 64 << 20, "of one message", Limits.DEFAULT.messageBytesMax()),
                    whole("depthMax", 16, 1000, "containers inside one another", Limits.DEFAULT.depthMax()),
                    whole(
                            "contentItemsMax",
                            1,
                            1_000_000,
                            "content blocks, messages or resource contents in one answer",
                            Limits.DEFAULT.contentItemsMax()),
                    whole("blobBytesMax", 1024, 64 << 20, "of one base64 text", Limits.DEFAULT.blobBytesMax()),
                    whole(
                            "listItemsMax",
                            1,
                            100_000,
                            "definitions in one page of a list",
                            Limits.DEFAULT.listItemsMax()),
                    whole(
                            "definitionBytesMax",
                            1024,
                            16 << 20,
                            "of one definition",
                            Limits.DEFAULT.definitionBytesMax()),
                    whole(
                            "callSeconds",
                            1,
                            86_400,
                            "how long a request may go unanswered; progress renews it",
                            Limits.DEFAULT.callTime().toSeconds()),
                    whole("pagesMax", 1, 10_000, "of one list", Limits.DEFAULT.pagesMax())),
            "how large a message and what it holds may be, and how long an answer may take");

    private static final Setting RATES = Setting.of(
            "rates",
            Shape.Table.of(
                    rate("requests", "requests of one session", Rates.DEFAULT.requests()),
                    rate("toolCalls", "calls of one tool", Rates.DEFAULT.toolCalls()),
                    rate(
                            "notifications",
                            "notifications from the server; what is beyond is dropped",
                            Rates.DEFAULT.notifications()),
                    whole("concurrent", 1, 100_000, "requests in flight in one direction", Rates.DEFAULT.concurrent())),
            "how often and how much at once one session may ask");

    private static final Setting DETECTION = Setting.of(
                    "detection",
                    Shape.Table.of(
                            Arrays.stream(Matter.values()).map(Settings::matter).toArray(Setting[]::new)),
                    "what is done with what the detectors find for certain. pass notes it; mask puts words in its place;"
                            + " tokenise a token, for which the server gets the data when the same client sends it back;"
                            + " block denies the message; ask has it wait for a person, and denies it while none can be"
                            + " asked. In definitions and files nothing is masked, but blocked")
            .example("detection: { personal: { answers: tokenise } }");

    private static final Setting FILES = Setting.of(
                    "files",
                    new Shape.Choice(
                            Arrays.stream(Files.values()).map(Files::word).toList()),
                    "look reads the pictures and documents in what a server says, and withholds the answer if the text"
                            + " in them would be withheld; a picture takes a second or two. pass lets them through"
                            + " unread")
            .example("files: look");

    private static final Setting FENCE = Setting.of(
                    "fence",
                    new Shape.Choice(
                            Arrays.stream(Fence.values()).map(Fence::word).toList()),
                    "open puts a line before and a line after each text that a server gives to a model, which say whose"
                            + " text it is and bear a mark that the text cannot hold; not around texts of tools with"
                            + " openWorldHint: false. off gives texts as they are")
            .example("fence: open");

    private static final Shape.Named VARIABLES = new Shape.Named("variable", "^[^=]+$", 1000, new Shape.Text());

    private static final Shape.Table SERVER = Shape.Table.of(
                    Setting.of(
                            "type",
                            new Shape.Choice(List.of("stdio", "http", "sse", "streamable-http")),
                            "as hosts write it; has to agree with command or url"),
                    Setting.of("command", new Shape.Text(), "the program that is the server")
                            .example("command: npx"),
                    Setting.of("args", new Shape.Texts(4096), "its arguments")
                            .example("args: [\"-y\", \"@modelcontextprotocol/server-filesystem@2026.8.31\", \".\"]"),
                    Setting.of(
                                    "env",
                                    VARIABLES,
                                    "variables for it, besides HOME, LOGNAME, PATH, SHELL, TERM, USER, TMPDIR, LANG,"
                                            + " TZ and the locale's LC_ names; nothing else is inherited")
                            .example("env: { TOKEN: \"${env:MY_TOKEN}\" }"),
                    Setting.of("cwd", new Shape.Text(), "the folder it starts in, an absolute path"),
                    Setting.of("url", new Shape.Text(), "where a server over HTTP is reached"),
                    Setting.of(
                            "headers",
                            new Shape.Named("header", "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", 100, new Shape.Text()),
                            "sent to it with every request"),
                    PRESET,
                    LIMITS,
                    RATES,
                    DETECTION,
                    FILES,
                    FENCE)
            .withEither("command", "url");

    static final Shape.Table FILE = Shape.Table.of(
            PRESET.unset("balanced"),
            Setting.of(
                    "servers",
                    new Shape.Named("server", Config.NAME_PATTERN, 1000, SERVER),
                    "the servers, in the shape that hosts use; preset, limits, rates, detection, files and"
                            + " fence of a server count for it alone"),
            LIMITS,
            RATES,
            DETECTION,
            FILES.unset("look"),
            FENCE.unset("off"),
            Setting.of(
                            "oldestRevision",
                            new Shape.Choice(REVISIONS),
                            "the oldest revision of MCP that a client may ask for and a server may pick; to be talked down"
                                    + " to an older one is to lose what the newer ones protect")
                    .unset("2024-11-05")
                    .example("oldestRevision: 2025-06-18"),
            Setting.of(
                    "ledger",
                    Shape.Table.of(
                            Setting.of(
                                            "payloads",
                                            new Shape.Truth(),
                                            "whether messages are kept, not only their digests")
                                    .unset(false),
                            Setting.of(
                                    "keep",
                                    Shape.Table.of(
                                            Setting.of(
                                                    "days",
                                                    new Shape.Whole(1, 36_500),
                                                    "older entries and payloads lose their text; hashes stay"),
                                            Setting.of(
                                                    "megabytes",
                                                    new Shape.Whole(1, 1 << 20),
                                                    "above it, the oldest lose theirs")),
                                    "for how long; for ever where it is absent")),
                    "what the ledger keeps"),
            Setting.of(
                            "patienceSeconds",
                            new Shape.Whole(1, 300),
                            "how long a client that meets all servers as one, at /mcp, waits for those that are slow to"
                                    + " begin or to answer; what they have is left out of the answer then, and told later."
                                    + " A package runner that has to download its server takes longer than a few seconds")
                    .unset(Config.NONE.patience().toSeconds())
                    .example("patienceSeconds: 30"),
            Setting.of("listen", new Shape.Text(), "the address of pavise serve; one beyond this machine needs tls")
                    .unset("127.0.0.1:4400")
                    .example("listen: 127.0.0.1:4400"),
            Setting.of(
                    "hosts",
                    new Shape.Texts(100),
                    "the names by which clients may call it, besides those of this machine and its address, such as"
                            + " pavise.example.org, or pavise.example.org:8443 where its clients use another port"),
            Setting.of(
                    "tls",
                    Shape.Table.of(
                                    Setting.of(
                                            "certificate",
                                            new Shape.Text(),
                                            "a file in PEM: the certificate, and behind it those that vouch for it"),
                                    Setting.of(
                                            "key",
                                            new Shape.Text(),
                                            "a file in PEM with its private key (PKCS#8), that others cannot read"))
                            .withAll("certificate", "key"),
                    "serves HTTPS alone, HTTP/1.1 and HTTP/2; files that are renewed count within seconds"),
            Setting.of(
                            "insecure",
                            new Shape.Truth(),
                            "plain HTTP beyond this machine, for who has a proxy with TLS in front: keys and messages"
                                    + " pass readable between the two")
                    .unset(false),
            Setting.of(
                    "admin",
                    Shape.Table.of(
                                    Setting.of("listen", new Shape.Text(), "its address")
                                            .example("listen: 127.0.0.1:4401"),
                                    Setting.of(
                                                    "insecure",
                                                    new Shape.Truth(),
                                                    "plain HTTP beyond this machine, where whoever reaches the address"
                                                            + " may read how Pavise fares")
                                            .unset(false))
                            .withAll("listen"),
                    "a port of its own where pavise serve shows /healthz, /readyz and /metrics, without keys; none"
                            + " where it is absent"),
            Setting.of(
                    "traces",
                    Shape.Table.of(
                                    Setting.of(
                                                    "endpoint",
                                                    new Shape.Text(),
                                                    "where a collector takes them, by OTLP over HTTP")
                                            .example("endpoint: http://127.0.0.1:4318/v1/traces"),
                                    Setting.of(
                                            "headers",
                                            new Shape.Named(
                                                    "header", "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", 100, new Shape.Text()),
                                            "sent to it with every request"))
                            .withAll("endpoint"),
                    "a trace of each request through pavise serve, never of what it holds; the server is told its place"
                            + " in the trace in params._meta"));

    private Settings() {}

    private static Setting whole(String name, long least, long most, String says, long unset) {
        return Setting.of(name, new Shape.Whole(least, most), says).unset(unset);
    }

    private static Setting matter(Matter matter) {
        String says = switch (matter) {
            case SECRET -> "keys, tokens and passwords";
            case WALLET -> "seed phrases and private keys of wallets";
            case PERSONAL -> "data of persons, such as numbers of cards and accounts";
            case STEERING -> "what steers a model's choice of tools, in definitions too; what is likely counts";
            case INJECTION -> "orders to a model, and what rules of one's own find; what is likely counts";
        };
        return Setting.of(
                matter.word(),
                Shape.Table.of(
                        action(
                                "answers",
                                matter.forAnswers(),
                                Actions.DEFAULT.with(matter, true),
                                "in what servers say"),
                        action(
                                "arguments",
                                matter.forArguments(),
                                Actions.DEFAULT.with(matter, false),
                                "in what clients send")),
                says);
    }

    private static Setting action(String name, List<Action> may, Action unset, String says) {
        return Setting.of(name, new Shape.Choice(may.stream().map(Action::word).toList()), says)
                .unset(unset.word());
    }

    private static Setting rate(String name, String says, Rates.Rate unset) {
        return Setting.of(
                name,
                Shape.Table.of(
                        Setting.of("perSecond", new Shape.Decimal(1_000_000), "in the long run")
                                .unset(unset.perSecond()),
                        Setting.of("burst", new Shape.Whole(1, 10_000_000), "at once")
                                .unset((long) unset.burst())),
                says);
    }
}
