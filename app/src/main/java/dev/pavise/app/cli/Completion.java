package dev.pavise.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Scripts by which shells complete commands, options and their values, made from the verbs.
public final class Completion {
    private static final String FISH_SERVERS = "(pavise pins list --json 2>/dev/null"
            + " | string replace -rf '^\\{\"server\":\"([^\"]+)\".*' '$1' | sort -u)";

    private Completion() {}

    public static String bash(List<Verb> verbs) {
        var out = new StringBuilder("""
                # bash completion for pavise
                _pavise() {
                    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
                    local first= second= word skip= index
                    for ((index = 1; index < COMP_CWORD; index++)); do
                        word=${COMP_WORDS[index]}
                        if [ -n "$skip" ]; then skip=; continue; fi
                        case $word in
                            --) if [ "$first" = run ]; then COMPREPLY=($(compgen -c -f -- "$current")); return; fi ;;
                            --state|--config|--color) skip=yes ;;
                            -*) ;;
                            *) if [ -z "$first" ]; then first=$word; elif [ -z "$second" ]; then second=$word; fi ;;
                        esac
                    done
                """);
        out.append("    case $before in\n");
        for (Option option : options(verbs)) {
            if (option.isFlag()) continue;
            String names = option.name() + (option.letter() == ' ' ? "" : "|-" + option.letter());
            String reply = option.choices().isEmpty()
                    ? isFile(option) ? "$(compgen -f -- \"$current\")" : ""
                    : "$(compgen -W \"" + String.join(" ", option.choices()) + "\" -- \"$current\")";
            out.append("        ")
                    .append(names)
                    .append(") COMPREPLY=(")
                    .append(reply)
                    .append("); return ;;\n");
        }
        out.append("    esac\n    local words=\n    case \"$first $second\" in\n");
        out.append("        \" \") words=\"")
                .append(String.join(" ", families(verbs)))
                .append("\" ;;\n");
        for (String family : families(verbs)) {
            List<String> members = members(verbs, family);
            if (!members.isEmpty())
                out.append("        \"")
                        .append(family)
                        .append(" \") words=\"")
                        .append(String.join(" ", members))
                        .append("\" ;;\n");
        }
        for (Verb verb : verbs) {
            String pattern = verb.member().isEmpty() ? "\"" + verb.family() + " \"*" : "\"" + verb.path() + "\"";
            out.append("        ")
                    .append(pattern)
                    .append(") words=\"")
                    .append(String.join(" ", words(verb)))
                    .append("\" ;;\n");
        }
        return out.append("""
                    esac
                    case $current in
                        -*) words="$words --state --config --color --help" ;;
                    esac
                    COMPREPLY=($(compgen -W "$words" -- "$current"))
                    if [ ${#COMPREPLY[@]} -eq 0 ]; then COMPREPLY=($(compgen -f -- "$current")); fi
                }
                complete -F _pavise pavise ./pavise""").toString();
    }

    public static String zsh(List<Verb> verbs) {
        var out = new StringBuilder("#compdef pavise\n# zsh completion for pavise\n_pavise() {\n");
        out.append("    local -a words_of\n    local first=${words[2]} second=${words[3]}\n");
        out.append("    if (( CURRENT == 2 )); then\n        words_of=(");
        for (String family : families(verbs)) out.append(' ').append(described(family, says(verbs, family)));
        out.append(" )\n        _describe 'command' words_of\n        return\n    fi\n    case $first in\n");
        for (String family : families(verbs)) {
            List<String> members = members(verbs, family);
            out.append("        ").append(family).append(")\n");
            if (!members.isEmpty()) {
                out.append("            if (( CURRENT == 3 )); then\n                words_of=(");
                for (Verb verb : verbs)
                    if (verb.family().equals(family) && !verb.member().isEmpty())
                        out.append(' ').append(described(verb.member(), verb.says()));
                out.append(
                        " )\n                _describe 'command' words_of\n                return\n            fi\n");
                out.append("            case $second in\n");
                for (Verb verb : verbs)
                    if (verb.family().equals(family) && !verb.member().isEmpty())
                        out.append("                ")
                                .append(verb.member())
                                .append(") words_of=(")
                                .append(zshWords(verb))
                                .append(" ) ;;\n");
                out.append("            esac\n");
            }
            for (Verb verb : verbs)
                if (verb.path().equals(family))
                    out.append("            words_of=(").append(zshWords(verb)).append(" )\n");
            out.append("            ;;\n");
        }
        return out.append("""
                    esac
                    _describe 'option' words_of
                    _files
                }
                if [ "$funcstack[1]" = _pavise ]; then _pavise "$@"; else compdef _pavise pavise; fi""").toString();
    }

    public static String fish(List<Verb> verbs) {
        var out = new StringBuilder("# fish completion for pavise\n");
        for (String family : families(verbs))
            out.append("complete -c pavise -f -n __fish_use_subcommand -a ")
                    .append(family)
                    .append(" -d ")
                    .append(quoted(says(verbs, family)))
                    .append('\n');
        for (Verb verb : verbs) {
            String seen = "__fish_seen_subcommand_from " + verb.family();
            if (!verb.member().isEmpty()) {
                out.append("complete -c pavise -f -n ")
                        .append(quoted(seen + "; and not __fish_seen_subcommand_from "
                                + String.join(" ", members(verbs, verb.family()))))
                        .append(" -a ")
                        .append(verb.member())
                        .append(" -d ")
                        .append(quoted(verb.says()))
                        .append('\n');
                seen += "; and __fish_seen_subcommand_from " + verb.member();
            }
            for (Option option : verb.options()) fishOption(out, seen, option);
            boolean takesFiles = false;
            for (Operand operand : verb.operands()) {
                takesFiles |= operand.names() == Operand.Names.FILE || operand.count() == Operand.Count.COMMAND;
                fishOperand(out, seen, operand);
            }
            if (!takesFiles)
                out.append("complete -c pavise -f -n ").append(quoted(seen)).append('\n');
        }
        for (Option option : Common.ALL) fishOption(out, "", option);
        return out.toString().stripTrailing();
    }

    /// The words it takes; for a server, the names of those that have been seen.
    private static void fishOperand(StringBuilder out, String seen, Operand operand) {
        String words = operand.names() == Operand.Names.SERVER ? FISH_SERVERS : String.join(" ", operand.choices());
        if (words.isEmpty()) return;
        out.append("complete -c pavise -f -n ")
                .append(quoted(seen))
                .append(" -a ")
                .append(quoted(words))
                .append('\n');
    }

    private static void fishOption(StringBuilder out, String seen, Option option) {
        out.append("complete -c pavise");
        if (!seen.isEmpty()) out.append(" -n ").append(quoted(seen));
        out.append(" -l ").append(option.name().substring(2));
        if (option.letter() != ' ') out.append(" -s ").append(option.letter());
        if (!option.isFlag()) out.append(isFile(option) ? " -r" : " -x");
        if (!option.choices().isEmpty()) out.append(" -a ").append(quoted(String.join(" ", option.choices())));
        out.append(" -d ").append(quoted(option.says())).append('\n');
    }

    private static String zshWords(Verb verb) {
        var out = new StringBuilder();
        for (List<Option> options : List.of(verb.options(), Common.ALL))
            for (Option option : options) out.append(' ').append(described(option.name(), option.says()));
        for (Operand operand : verb.operands())
            for (String choice : operand.choices()) out.append(' ').append(described(choice, operand.name()));
        return out.toString();
    }

    private static String described(String word, String says) {
        return quoted(word.replace(":", "\\:") + ":" + says);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static boolean isFile(Option option) {
        return Set.of("FILE", "DIR", "FOLDER").contains(option.argument());
    }

    private static List<String> words(Verb verb) {
        var words = new ArrayList<String>();
        for (Operand operand : verb.operands()) words.addAll(operand.choices());
        for (Option option : verb.options()) words.add(option.name());
        return words;
    }

    private static List<Option> options(List<Verb> verbs) {
        var options = new LinkedHashSet<>(Common.ALL);
        for (Verb verb : verbs) options.addAll(verb.options());
        return List.copyOf(options);
    }

    private static Set<String> families(List<Verb> verbs) {
        var families = new LinkedHashSet<String>();
        for (Verb verb : verbs) families.add(verb.family());
        return families;
    }

    private static List<String> members(List<Verb> verbs, String family) {
        var members = new ArrayList<String>();
        for (Verb verb : verbs)
            if (verb.family().equals(family) && !verb.member().isEmpty()) members.add(verb.member());
        return members;
    }

    private static String says(List<Verb> verbs, String family) {
        for (Verb verb : verbs) if (verb.path().equals(family)) return verb.says();
        return String.join(", ", members(verbs, family));
    }
}
