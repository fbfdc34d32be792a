package dev.pavise.core.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is done with findings, by what was found and which way it goes.
///
/// Steering and injection are words to a model: one cannot take them out and trust the rest, so they
/// pass, or the message is blocked or asked about.
///
/// @param answers with what servers say; of a definition nothing is taken out, so what would be is
///     blocked there
/// @param arguments with what clients send
public record Actions(Map<Matter, Action> answers, Map<Matter, Action> arguments) {
    /// What a finding is about.
    public enum Matter {
        SECRET(Action.MASK, Action.BLOCK),
        WALLET(Action.MASK, Action.BLOCK),
        PERSONAL(Action.PASS, Action.PASS),
        STEERING(Action.BLOCK, Action.BLOCK),
        INJECTION(Action.BLOCK, Action.BLOCK);

        private final Action answers;
        private final Action arguments;

        Matter(Action answers, Action arguments) {
            this.answers = answers;
            this.arguments = arguments;
        }

        /// Of a rule's family; what the user's own rules call otherwise is judged as injection is.
        public static Matter of(String family) {
            return switch (family) {
                case "secret" -> SECRET;
                case "wallet" -> WALLET;
                case "pii" -> PERSONAL;
                case "steering" -> STEERING;
                default -> INJECTION;
            };
        }

        /// Whether it is a piece of data, which can be taken out of what it stands in.
        public boolean isData() {
            return this == SECRET || this == WALLET || this == PERSONAL;
        }

        public List<Action> forAnswers() {
            return isData() ? List.of(Action.values()) : List.of(Action.PASS, Action.BLOCK, Action.ASK);
        }

        /// A server that is sent a token would not know what it stands for.
        public List<Action> forArguments() {
            return isData()
                    ? List.of(Action.PASS, Action.MASK, Action.BLOCK, Action.ASK)
                    : List.of(Action.PASS, Action.BLOCK, Action.ASK);
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Actions DEFAULT = new Actions(Map.of(), Map.of());

    /// What is not named is as it is by default.
    public Actions {
        answers = whole(answers, true);
        arguments = whole(arguments, false);
    }

    public Action with(Matter matter, boolean isAnswer) {
        Action action = (isAnswer ? answers : arguments).get(matter);
        if (action == null) throw new IllegalStateException("every matter has its action");
        return action;
    }

    private static Map<Matter, Action> whole(Map<Matter, Action> some, boolean isAnswer) {
        var whole = new EnumMap<Matter, Action>(Matter.class);
        for (Matter each : Matter.values()) {
            Action action = some.getOrDefault(each, isAnswer ? each.answers : each.arguments);
            List<Action> may = isAnswer ? each.forAnswers() : each.forArguments();
            if (!may.contains(action)) throw new IllegalArgumentException(each + " cannot be " + action);
            whole.put(each, action);
        }
        return Map.copyOf(whole);
    }
}
