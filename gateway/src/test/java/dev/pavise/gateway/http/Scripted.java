package dev.pavise.gateway.http;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.exchange.Effect;
import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.exchange.State;
import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.seal.Seals;
import dev.pavise.gateway.Gate;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Settings;
import dev.pavise.gateway.Upstream;
import dev.pavise.gateway.union.OwnUpstream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in this process that does what the name of the called tool says. Each session has its own [Line] to it.
final class Scripted implements Backend, AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"id\":(\"[^\"]*\"|-?[0-9]+)");
    private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("\"name\":\"(echo|chatty|slow|never|asking|big|dying)\"");
    private static final Pattern TOKEN = Pattern.compile("\"progressToken\":(\"[^\"]*\"|-?[0-9]+)");

    private static final Seals SEALS = new Seals(List.of(new byte[32]));

    /// All that was heard, over all sessions.
    final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    /// Lets `slow` calls be answered, one each.
    final Semaphore goOn = new Semaphore(0);
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    volatile boolean refusesHandshakes;
    /// Whether it reads what it is sent.
    volatile boolean hasRoom = true;
    /// Lets handshakes be answered, one each, where they wait for it.
    volatile Semaphore greets = new Semaphore(Integer.MAX_VALUE / 2);
    /// Done when it is told that the handshake is over, by whoever tells it.
    volatile Runnable whenInitialized = () -> {};
    /// Results, by method, instead of the usual ones.
    final Map<String, String> instead = new ConcurrentHashMap<>();
    /// Methods that are answered with an error.
    final Set<String> fails = ConcurrentHashMap.newKeySet();
    /// Methods that are never answered.
    final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    volatile String capabilities = "{'tools':{},'logging':{}}";
    volatile String instructions = "";
    volatile int bigBytes = 1000;
    /// By what, and by whom, new sessions are judged.
    volatile Policy policy = Policy.BALANCED;
    volatile List<Guard> guards = Guards.ALL;
    /// How long the ledger takes for each piece of evidence.
    volatile int ledgerMillis;
    volatile Line last;
    /// What it is made of.
    volatile Object made = "first";

    private final String name;
    private final ScheduledExecutorService timer = Gate.timer();
    private final ScheduledExecutorService ledger = Gate.timer();

    Scripted(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    /// Pavise's own answers, judged as a scripted server's are.
    Backend own() {
        var scripted = this;
        return new Backend() {
            @Override
            public String name() {
                return "/mcp";
            }

            @Override
            public Object made() {
                return "/mcp";
            }

            @Override
            public Opening open(String principal, boolean stateless, Outlet client, Supplier<State> now) {
                Opening opening = scripted.open(principal, stateless, client, now);
                return new Opening(opening.gate(), opening.state(), new OwnUpstream(timer, "1.2.3"));
            }
        };
    }

    @Override
    public Object made() {
        return made;
    }

    @Override
    public Opening open(String principal, boolean stateless, Outlet client, Supplier<State> now) {
        var who = new State.Who("s" + opened.incrementAndGet(), principal, name);
        State state = stateless ? State.stateless(who, policy, Pins.NONE) : State.opened(who, policy, Pins.NONE);
        var gate = new Gate(
                new Exchange(guards, SEALS), new Keeping(), new NoPins(), new Still(), InstantSource.system(), timer);
        return new Opening(gate, state, new Line(client));
    }

    /// Waits until the server has heard this.
    String awaitHeard(String part) throws InterruptedException {
        for (String next = poll(); next != null; next = poll()) if (next.contains(part)) return next;
        throw new AssertionError("the server never heard " + part);
    }

    private String poll() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    /// Waits until what it has said so far has left.
    void awaitKept() {
        try {
            ledger.submit(() -> {}).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        ledger.shutdownNow();
    }

    /// One session's server.
    final class Line implements Upstream {
        private final Outlet client;
        private final ExecutorService thread = Executors.newSingleThreadExecutor(
                task -> Thread.ofPlatform().daemon().name("scripted").unstarted(task));
        private volatile Listener listener;
        private volatile boolean isOver;

        Line(Outlet client) {
            this.client = client;
        }

        @Override
        public void open(Listener hears) {
            listener = hears;
            last = this;
        }

        @Override
        public void send(Effect.Send send) {
            String json = new String(send.bytes(), StandardCharsets.UTF_8);
            heard.add(json);
            if (json.contains("notifications/initialized")) whenInitialized.run();
            if (!isOver) thread.execute(() -> play(json));
        }

        @Override
        public void awaitRoom() {}

        @Override
        public boolean hasRoom() {
            return hasRoom;
        }

        @Override
        public void close() {
            if (isOver) return;
            isOver = true;
            closed.incrementAndGet();
            thread.shutdownNow();
            listener.ended("it was closed");
        }

        void says(String json) {
            listener.tells(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Optional.empty());
        }

        void dies() {
            isOver = true;
            listener.ended("it died");
        }

        private void play(String json) {
            Matcher method = METHOD.matcher(json);
            Matcher id = ID.matcher(json);
            if (!id.find()) return;
            if (method.find()) answer(id.group(1), method.group(1), json);
            else if (id.group(1).startsWith("\"from-"))
                result(id.group(1).substring(6).replace("\"", ""), text("asked"));
        }

        private void answer(String id, String method, String json) {
            if (unanswered.contains(method)) return;
            if (fails.contains(method)) {
                says("{'jsonrpc':'2.0','id':" + id + ",'error':{'code':-32000,'message':'no'}}");
                return;
            }
            String given = instead.get(method);
            if (given != null) {
                result(id, given);
                return;
            }
            switch (method) {
                case "initialize" -> {
                    greets.acquireUninterruptibly();
                    if (refusesHandshakes)
                        says("{'jsonrpc':'2.0','id':" + id + ",'error':{'code':-32000,'message':'no'}}");
                    else initialized(id, json);
                }
                case "tools/list" -> result(id, tools());
                case "tools/call" -> call(id, json);
                case "subscriptions/listen" -> {}
                case "server/discover" ->
                    result(
                            id,
                            "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':" + capabilities
                                    + ",'serverInfo':{'name':'s','version':'1'}}");
                case "ping" -> result(id, "{}");
                default -> says("{'jsonrpc':'2.0','id':" + id + ",'error':{'code':-32601,'message':'no such method'}}");
            }
        }

        private void initialized(String id, String json) {
            Matcher version =
                    Pattern.compile("\"protocolVersion\":\"([^\"]*)\"").matcher(json);
            String agreed = version.find() ? version.group(1) : "2025-11-25";
            result(
                    id,
                    "{'protocolVersion':'" + agreed + "','capabilities':" + capabilities + ","
                            + (instructions.isEmpty() ? "" : "'instructions':'" + instructions + "',")
                            + "'serverInfo':{'name':'s','version':'1'}}");
        }

        private static String tools() {
            var tools = new StringBuilder();
            for (String tool : "echo chatty slow never asking big dying".split(" ")) {
                if (!tools.isEmpty()) tools.append(',');
                tools.append("{'name':'").append(tool).append("','inputSchema':{'type':'object'}}");
            }
            return "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':[" + tools + "]}";
        }

        private void call(String id, String json) {
            Matcher name = NAME.matcher(json);
            Matcher token = TOKEN.matcher(json);
            switch (name.find() ? name.group(1) : "") {
                case "echo" -> result(id, text("done " + id.replace('"', '.')));
                case "chatty" -> {
                    if (token.find()) progress(token.group(1));
                    says("{'jsonrpc':'2.0','method':'notifications/message','params':{'level':'info','data':'hm'}}");
                    result(id, text("done"));
                }
                case "slow" -> {
                    if (token.find()) progress(token.group(1));
                    goOn.acquireUninterruptibly();
                    result(id, text("late"));
                }
                case "asking" -> says("{'jsonrpc':'2.0','id':'from-" + id + "','method':'roots/list'}");
                case "big" -> result(id, text("x".repeat(bigBytes)));
                case "dying" -> dies();
                default -> {}
            }
        }

        private void progress(String token) {
            says("{'jsonrpc':'2.0','method':'notifications/progress','params':{'progressToken':" + token
                    + ",'progress':1}}");
        }

        private void result(String id, String result) {
            says("{'jsonrpc':'2.0','id':" + id + ",'result':" + result + "}");
        }

        private static String text(String text) {
            return "{'resultType':'complete','content':[{'type':'text','text':'" + text + "'}]}";
        }

        /// Returns once the client has room again.
        void awaitClient() throws InterruptedException {
            client.awaitRoom();
        }
    }

    /// Answers on a thread of its own, in order, as ledgers do.
    private final class Keeping implements Ledger {
        @Override
        public void keep(Evidence evidence, Evidence.Payload payload, Durability durability, Then then) {
            ledger.schedule(() -> then.on(new Outcome.Kept(0)), ledgerMillis, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {}
    }

    private static final class NoPins implements PinStore {
        @Override
        public List<Pin> load(String server) {
            return List.of();
        }

        @Override
        public Others others(String server) {
            return Others.NONE;
        }

        @Override
        public List<String> servers() {
            return List.of();
        }

        @Override
        public boolean save(String server, List<Change> changes) {
            return true;
        }

        @Override
        public Optional<Pin> decide(String server, Pin.Item item, UnaryOperator<Pin> decision) {
            return Optional.empty();
        }

        @Override
        public long version() {
            return 0;
        }
    }

    private static final class Still implements Settings {
        @Override
        public Optional<Pins> changedPins() {
            return Optional.empty();
        }

        @Override
        public Optional<Policy> changedPolicy() {
            return Optional.empty();
        }

        @Override
        public Optional<Others> changedOthers() {
            return Optional.empty();
        }
    }
}
