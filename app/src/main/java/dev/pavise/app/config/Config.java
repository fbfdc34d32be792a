package dev.pavise.app.config;

import dev.pavise.app.cli.Fault;
import dev.pavise.core.message.Revision;
import dev.pavise.core.policy.Actions;
import dev.pavise.core.policy.Fence;
import dev.pavise.core.policy.Files;
import dev.pavise.core.policy.Limits;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import dev.pavise.core.policy.Rates;
import dev.pavise.launch.Command;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a configuration file says.
///
/// @param preset empty where the file names none
/// @param servers by name, in the file's order
/// @param admin where the admin port listens; empty for none
/// @param traces where traces of requests go; empty for nowhere
/// @param patience how long servers that answered wait for those that did not, where a client meets all as one
/// @param keepDays how long the ledger keeps texts; empty for ever
/// @param keepMegabytes how much text the ledger keeps; empty for no bound
public record Config(
        Optional<Preset> preset,
        Map<String, Server> servers,
        Listening listening,
        Optional<InetSocketAddress> admin,
        Optional<Traces> traces,
        Duration patience,
        Limits limits,
        Rates rates,
        Actions actions,
        Files files,
        Fence fence,
        Revision oldest,
        boolean keepPayloads,
        Optional<Integer> keepDays,
        Optional<Integer> keepMegabytes) {
    static final String NAME_PATTERN = "^[A-Za-z0-9@][A-Za-z0-9@._/-]{0,127}$";

    public static final Config NONE = new Config(
            Optional.empty(),
            Map.of(),
            Listening.DEFAULT,
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(5),
            Limits.DEFAULT,
            Rates.DEFAULT,
            Actions.DEFAULT,
            Files.LOOK,
            Fence.OFF,
            Revision.V2024_11_05,
            false,
            Optional.empty(),
            Optional.empty());

    /// Whether a server may be called so.
    public static boolean isName(String name) {
        return name.matches(NAME_PATTERN);
    }

    /// A collector of traces, by OTLP over HTTP.
    public record Traces(Template endpoint, Map<String, Template> headers) {
        public Traces {
            headers = Map.copyOf(headers);
        }
    }

    /// One entry of `servers`.
    ///
    /// @param preset what holds for it alone; empty where the file's does
    public record Server(
            String name,
            How how,
            Optional<Preset> preset,
            Limits limits,
            Rates rates,
            Actions actions,
            Files files,
            Fence fence) {}

    /// How a server is reached.
    public sealed interface How {
        /// What it says, as a value, wherever in the file it says so.
        Object words();

        /// By starting it.
        record Start(
                Template command,
                List<Template> args,
                Map<String, Template> env,
                @Nullable Template cwd) implements How {
            public Start {
                args = List.copyOf(args);
                env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
            }

            /// What to start, with every reference looked up.
            public Command resolved(String name, Map<String, String> environment) throws Fault {
                var words = new ArrayList<String>();
                words.add(command.resolved(environment));
                for (Template each : args) words.add(each.resolved(environment));
                var variables = new LinkedHashMap<String, String>();
                for (var each : env.entrySet())
                    variables.put(each.getKey(), each.getValue().resolved(environment));
                return new Command(name, words, variables, cwd == null ? null : folder(cwd, environment));
            }

            @Override
            public Object words() {
                return List.of(
                        command.text(),
                        args.stream().map(Template::text).toList(),
                        How.words(env),
                        cwd == null ? "" : cwd.text());
            }

            private static Path folder(Template cwd, Map<String, String> environment) throws Fault {
                String text = cwd.resolved(environment);
                try {
                    Path folder = Path.of(text);
                    if (folder.isAbsolute()) return folder;
                } catch (InvalidPathException e) {
                    throw Fault.wrongUse(cwd.place(), "cwd is no path", "name a folder");
                }
                throw Fault.wrongUse(cwd.place(), "cwd is no absolute path", "write it from / on, or use ${env:HOME}");
            }
        }

        private static Map<String, String> words(Map<String, Template> templates) {
            return templates.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, each -> each.getValue().text()));
        }

        /// Over HTTP.
        record Remote(Template url, Map<String, Template> headers) implements How {
            public Remote {
                headers = Map.copyOf(headers);
            }

            @Override
            public Object words() {
                return List.of(url.text(), How.words(headers));
            }
        }
    }

    public Config {
        servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    }

    /// What the named server is judged by, before anybody has allowed anything.
    ///
    /// @param wanted a preset that a person named at start; it counts for more than the file
    public Policy policy(String server, Optional<Preset> wanted) {
        Server own = servers.get(server);
        Preset named = wanted.or(() -> own == null ? Optional.empty() : own.preset())
                .or(() -> preset)
                .orElse(Preset.BALANCED);
        return new Policy(
                named,
                own == null ? limits : own.limits(),
                own == null ? rates : own.rates(),
                own == null ? actions : own.actions(),
                own == null ? files : own.files(),
                own == null ? fence : own.fence(),
                oldest,
                keepPayloads,
                List.of());
    }
}
