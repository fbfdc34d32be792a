# Templates for the parts of Pavise that there are many of. Sourced by ./dev.

new() {
    case ${1:-} in
        guard) new_guard "${2:-}" "${3:-}" ;;
        control) new_control "${2:-}" ;;
        *) wrong_use "no template \"${1:-}\"" './dev new guard NAME or ./dev new control ID' ;;
    esac
}

wrong_use() {
    printf 'dev: %s\n' "$1" >&2
    printf 'hint: %s\n' "$2" >&2
    exit 2
}

# A guard: NAME as it stands in evidence (long-names), and the sentence that says what it keeps out.
new_guard() {
    case $1 in
        '' | *[!a-z0-9-]* | [!a-z]*) wrong_use "a guard's name is small letters, digits and hyphens, not \"$1\"" \
            './dev new guard long-names "Names that nobody can read are denied."' ;;
    esac
    if [ -z "$2" ]; then
        wrong_use "what does $1 keep out?" "./dev new guard $1 \"Names that nobody can read are denied.\""
    fi
    type=$(printf '%s\n' "$1" | awk -F- '{ for (i = 1; i <= NF; i++) printf "%s", toupper(substr($i, 1, 1)) substr($i, 2) }')
    guard=core/src/main/java/dev/pavise/core/guard/$type.java
    test=core/src/test/java/dev/pavise/core/guard/${type}Test.java
    not_there "$guard"
    not_there "$test"
    mkdir -p "$home/${test%/*}"
    cat >"$home/$guard" <<JAVA
package dev.pavise.core.guard;

import dev.pavise.core.message.Message;

/// $2
final class $type implements Guard {
    @Override
    public String id() {
        return "$1";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        return Verdict.PASS;
    }
}
JAVA
    cat >"$home/$test" <<JAVA
package dev.pavise.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ${type}Test {
    @Test
    void it_stands_in_the_list_of_guards() {
        assertThat(Guards.ALL).extracting(Guard::id).contains("$1");
    }
}
JAVA
    printf '%s\n%s\n' "$guard" "$test"
    printf 'add "new %s()" to Guards.ALL in core/src/main/java/dev/pavise/core/guard/Guards.java\n' "$type"
    printf 'then: ./dev test %sTest\n' "$type"
}

# A page of the checklist, with what the checklist says of the point filled in.
new_control() {
    row=$(awk -F '\t' -v id="$1" 'NR > 1 && $1 == id' "$home/controls/checklist.tsv")
    if [ -z "$row" ]; then
        like=$(awk -F '\t' 'NR > 1 { print $1 }' "$home/controls/checklist.tsv" | nearest "$1")
        wrong_use "no point \"$1\" in controls/checklist.tsv; did you mean $like?" "./dev new control $like"
    fi
    IFS='	' read -r id priority part section title <<ROW
$row
ROW
    file=controls/$part/$(printf '%s' "${id%-*}" | tr 'A-Z' 'a-z')/$(printf '%s' "$id" | tr 'A-Z' 'a-z').md
    not_there "$file"
    mkdir -p "$home/${file%/*}"
    cat >"$home/$file" <<PAGE
---
id: $id
source: $section / $title
priority: $priority
guards:
checks:
planned: the mechanism that carries this point is not built
---
# $title

## Why

## At the gateway

## In a check-up

## Remedy
PAGE
    printf '%s\n' "$file"
    printf 'a page needs no line elsewhere; ./dev docs puts it into controls/README.md\n'
}

not_there() {
    if [ -e "$home/$1" ]; then
        wrong_use "$1 is there already" "change it, or choose another name"
    fi
}
