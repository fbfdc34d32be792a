package dev.pavise.app.config;

import dev.pavise.app.cli.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML into nodes, strictly and within bounds. A fault in the text ends the reading.
final class YamlReader {
    static final int BYTES_MAX = 1 << 20;
    static final int DEPTH_MAX = 16;
    static final int NODES_MAX = 20_000;

    /// A text that cannot be read.
    static final class Unreadable extends Exception {
        private final Problem problem;

        Unreadable(Problem problem) {
            super(problem.fault());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    private final Iterator<Event> events;
    private int nodes;

    private YamlReader(String text) {
        var settings = LoadSettings.builder().setUseMarks(true).build();
        events = new Parse(settings).parseString(text).iterator();
    }

    /// The one document's root; empty where there is nothing in it.
    static Optional<Node> read(byte[] bytes) throws Unreadable {
        if (bytes.length > BYTES_MAX) throw whole("is larger than 1 MiB", "keep settings, not data, in it");
        try {
            return new YamlReader(decoded(bytes)).document();
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            String fault = "is no YAML: " + oneLine(e.getProblem());
            if (mark == null) throw whole(fault, "check indentation, quotes and colons");
            throw new Unreadable(new Problem(
                    mark.getLine() + 1, mark.getColumn() + 1, fault, "check indentation, quotes and colons here"));
        } catch (YamlEngineException e) {
            throw whole("is no YAML: " + oneLine(String.valueOf(e.getMessage())), "write it as UTF-8 text");
        }
    }

    private static String decoded(byte[] bytes) throws Unreadable {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw whole("is not UTF-8", "save it as UTF-8");
        }
    }

    private Optional<Node> document() throws Unreadable {
        Node root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case DocumentStart -> {
                    if (root != null) throw at(event, "begins a second document", "keep everything in one");
                }
                case Alias, MappingEnd, SequenceEnd, MappingStart, Scalar, SequenceStart -> root = node(event, 1);
            }
        }
        return root instanceof Node.Scalar scalar && scalar.isNull() ? Optional.empty() : Optional.ofNullable(root);
    }

    private Node node(Event event, int depth) throws Unreadable {
        if (++nodes > NODES_MAX) throw at(event, "holds more than " + NODES_MAX + " values", "take some out");
        if (depth > DEPTH_MAX) throw at(event, "is nested deeper than " + DEPTH_MAX, "no setting is so deep");
        if (event.getEventId() == Event.ID.Alias
                || event instanceof NodeEvent named && named.getAnchor().isPresent()) {
            throw at(event, "anchors and aliases are not read", "write the value out");
        }
        int line = line(event);
        int column = column(event);
        return switch (event) {
            case ScalarEvent scalar -> {
                refuseTag(event, scalar.getTag());
                yield new Node.Scalar(scalar.getValue(), !scalar.isPlain(), line, column);
            }
            case CollectionStartEvent start -> {
                refuseTag(event, start.getTag());
                yield start.getEventId() == Event.ID.MappingStart
                        ? mapping(line, column, depth)
                        : sequence(line, column, depth);
            }
            default -> throw at(event, "cannot be read", "check it with pavise config check");
        };
    }

    private Node sequence(int line, int column, int depth) throws Unreadable {
        var elements = new ArrayList<Node>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            elements.add(node(event, depth + 1));
        }
        return new Node.Sequence(elements, line, column);
    }

    private Node mapping(int line, int column, int depth) throws Unreadable {
        List<Node.Member> members = new ArrayList<>();
        var names = new HashSet<String>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(node(event, depth + 1) instanceof Node.Scalar name)) {
                throw at(event, "a name must be text", "write name: value");
            }
            if (!names.add(name.text())) {
                throw at(event, "\"" + Shown.word(name.text()) + "\" is there twice", "keep one of them");
            }
            members.add(new Node.Member(name, node(events.next(), depth + 1)));
        }
        return new Node.Mapping(members, line, column);
    }

    private static void refuseTag(Event event, Optional<String> tag) throws Unreadable {
        if (tag.isPresent() && !tag.get().equals("!"))
            throw at(event, "tags (" + Shown.word(tag.get()) + ") are not read", "leave the tag out");
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static int column(Event event) {
        return event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
    }

    private static Unreadable at(Event event, String fault, String hint) {
        return new Unreadable(new Problem(line(event), column(event), fault, hint));
    }

    private static Unreadable whole(String fault, String hint) {
        return new Unreadable(new Problem(0, 0, fault, hint));
    }

    private static String oneLine(String text) {
        return Shown.word(text.replace('\n', ' '));
    }
}
