# Finds Java 25 or newer; sets `jdk` to its home. Sourced by the launchers, which set `home` and `state`.

# Hosts and CI often start us without a locale, and the JVM would then lose what is not ASCII in arguments and file
# names.
case ${LC_ALL:-}/${LC_CTYPE:-${LANG:-}} in
    / | /C | /POSIX) export LC_CTYPE=C.UTF-8 ;;
esac

fail() {
    printf 'pavise: %s\n' "$1" >&2
    printf 'hint: %s\n' "$2" >&2
    exit 4
}

say() {
    printf 'pavise: %s\n' "$1" >&2
}

# The word as a person can paste it into a shell.
quoted() {
    case $1 in
        *[!A-Za-z0-9_./+-]*) printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")" ;;
        *) printf '%s' "$1" ;;
    esac
}

# Whether the folder $1 is a Java 25 or newer that has the tool $2. The `release` file is read where there is one,
# because asking `java -version` costs 150 to 300 ms.
jdk_fits() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/$2" ] || return 1
    version=
    if [ -r "$1/release" ]; then
        while IFS= read -r line || [ -n "$line" ]; do
            case $line in
                JAVA_VERSION=*)
                    version=${line#*=}
                    version=${version#\"}
                    break
                    ;;
            esac
        done <"$1/release"
    fi
    if [ -z "$version" ]; then
        version=$("$1/bin/java" -version 2>&1 </dev/null | sed -n 's/.* version "\([0-9][^"]*\)".*/\1/p') || return 1
    fi
    version=${version%%[!0-9]*}
    [ -n "$version" ] && [ "$version" -ge 25 ]
}

# JAVA_HOME is a person's wish and goes first; then what was remembered, then the usual places.
jdk_find() {
    if [ -n "${JAVA_HOME:-}" ] && jdk_fits "$JAVA_HOME" "$1"; then
        jdk=$JAVA_HOME
        return 0
    fi
    if { read -r jdk <"$state/jdk"; } 2>/dev/null && jdk_fits "$jdk" "$1"; then
        return 0
    fi
    jdk_search "$1" || return 1
    jdk_remember
}

jdk_search() {
    if jdk=$(command -v "$1"); then
        jdk=$(readlink -f -- "$jdk" 2>/dev/null) || jdk=
        jdk=${jdk%/bin/*}
        if jdk_fits "$jdk" "$1"; then return 0; fi
    fi
    for jdk in "$(data_home)"/jdk-* /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if jdk_fits "$jdk" "$1"; then return 0; fi
    done
    if [ -x /usr/libexec/java_home ] && jdk=$(/usr/libexec/java_home -v 25+ 2>/dev/null); then
        if jdk_fits "$jdk" "$1"; then return 0; fi
    fi
    return 1
}

# Several processes may remember at once, and the folder may be read-only: the answer is only an aid.
jdk_remember() {
    {
        mkdir -p "$state" && printf '%s\n' "$jdk" >"$state/jdk.$$" && mv -f "$state/jdk.$$" "$state/jdk"
    } 2>/dev/null || rm -f "$state/jdk.$$" 2>/dev/null || :
}

# Where a Java that Pavise fetched itself lies.
data_home() {
    if [ -n "${XDG_DATA_HOME:-}" ]; then
        printf '%s/pavise' "$XDG_DATA_HOME"
    elif [ -n "${HOME:-}" ]; then
        printf '%s/.local/share/pavise' "$HOME"
    else
        printf '%s' "$state"
    fi
}
