# Gets what a build needs and the machine lacks. Sourced after jdk.sh.
#
# apt where it may (root, or sudo without a password); a pinned Temurin, checked by its SHA-256, where apt has no
# Java 25; else the exact command to type, and exit 4.

# Linux builds of Eclipse Temurin, from the project's own releases.
temurin_version=25.0.4+7
temurin_x64=e58fcdcd637b25c03ca84cbbcefc70d11efb8f4b4cbd05decc9f661769d77f94
temurin_aarch64=621f7196f0b682fb557da58bec89bd7dfe5419811fe1c0ba75c9cc8432f084c7

need_jdk() {
    if jdk_find javac; then return 0; fi
    for package in openjdk-25-jdk-headless openjdk-25-jdk temurin-25-jdk; do
        if apt_has "$package" && apt_install "$package" && jdk_search javac; then return 0; fi
    done
    fetch_temurin
    jdk_search javac || fail "the Java just fetched does not start" "install a JDK 25 and set JAVA_HOME to its folder"
}

need_maven() {
    if mvn=$(command -v mvn); then return 0; fi
    if apt_has maven && apt_install maven && mvn=$(command -v mvn); then return 0; fi
    fail "no Maven (mvn) in PATH" "$(how_to_install maven)"
}

# The tests fetch their MCP servers and clients, and Node 24 with them, from a lockfile.
need_npm() {
    if command -v npm >/dev/null 2>&1; then return 0; fi
    if apt_has npm && apt_install npm; then return 0; fi
    fail "no npm in PATH, which the tests need" "$(how_to_install npm)"
}

# The tests read letters in pictures, English and Chinese, which they draw with these fonts.
need_ocr() {
    missing=
    command -v tesseract >/dev/null 2>&1 || missing='tesseract-ocr'
    tesseract --list-langs 2>/dev/null | grep -q '^chi_sim$' || missing="$missing tesseract-ocr-chi-sim"
    fc-list 2>/dev/null | grep -q 'DejaVuSans\.ttf' || missing="$missing fontconfig fonts-dejavu-core"
    fc-list 2>/dev/null | grep -q 'wqy-microhei' || missing="$missing fontconfig fonts-wqy-microhei"
    if [ -z "$missing" ]; then return 0; fi
    # shellcheck disable=SC2086
    if apt_has tesseract-ocr && apt_install $missing; then return 0; fi
    fail "the tests need Tesseract and fonts:$missing" "$(how_to_install "${missing# }")"
}

apt_has() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if apt_candidate "$1"; then return 0; fi
    # A fresh container has no package lists yet.
    if [ -z "${apt_updated:-}" ] && as_root true 2>/dev/null; then
        apt_updated=yes
        say "updating apt's package lists"
        as_root apt-get -qq update >&2 || :
        apt_candidate "$1"
        return
    fi
    return 1
}

apt_candidate() {
    LC_ALL=C apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [0-9]'
}

apt_install() {
    if ! as_root true 2>/dev/null; then return 1; fi
    say "installing $* through apt"
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" \
        </dev/null >"$state/apt.log" 2>&1; then
        tail -n 20 "$state/apt.log" >&2
        return 1
    fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

how_to_install() {
    if command -v apt-get >/dev/null 2>&1; then
        printf 'sudo apt-get install %s' "$1"
    elif command -v apk >/dev/null 2>&1; then
        printf 'apk add %s' "$1"
    elif command -v dnf >/dev/null 2>&1; then
        printf 'sudo dnf install %s' "$1"
    else
        printf 'brew install %s' "$1"
    fi
}

fetch_temurin() {
    case $(uname -s)/$(uname -m) in
        Linux/x86_64) arch=x64 sum=$temurin_x64 ;;
        Linux/aarch64) arch=aarch64 sum=$temurin_aarch64 ;;
        *) fail "no Java 25 or newer in JAVA_HOME, PATH or the usual places" "brew install openjdk@25" ;;
    esac
    if [ -e /etc/alpine-release ]; then
        fail "no Java 25 or newer in JAVA_HOME, PATH or /usr/lib/jvm" "apk add openjdk25"
    fi
    release=https://github.com/adoptium/temurin25-binaries/releases/download/jdk-25.0.4%2B7
    url=${PAVISE_JDK_URL:-$release/OpenJDK25U-jdk_${arch}_linux_hotspot_25.0.4_7.tar.gz}
    sum=${PAVISE_JDK_SHA256:-$sum}
    into=$(data_home)/jdk-$temurin_version
    part=$into.part.$$
    if ! mkdir -p "$part" 2>/dev/null; then
        fail "no Java 25 or newer, and $part cannot be made to fetch one into" \
            "install a JDK 25 and set JAVA_HOME to its folder"
    fi
    say "fetching Temurin $temurin_version into $into"
    if ! download "$url" "$part/jdk.tar.gz"; then
        rm -rf "$part"
        fail "could not fetch $url" "install a JDK 25 and set JAVA_HOME to its folder, or set PAVISE_JDK_URL to a mirror"
    fi
    got=$(sha256 "$part/jdk.tar.gz")
    if [ "$got" != "$sum" ]; then
        rm -rf "$part"
        fail "$url has SHA-256 $got, not $sum: thrown away" "install a JDK 25 and set JAVA_HOME to its folder"
    fi
    if ! tar -xzf "$part/jdk.tar.gz" -C "$part"; then
        rm -rf "$part"
        fail "could not unpack Temurin into $part" "is the disk full?"
    fi
    rm -f "$part/jdk.tar.gz"
    # The archive holds one folder.
    rm -rf "$into"
    mv "$part"/* "$into"
    rm -rf "$part"
}

download() {
    if command -v curl >/dev/null 2>&1; then
        curl -fsSL --retry 3 -o "$2" "$1"
    elif command -v wget >/dev/null 2>&1; then
        wget -q -O "$2" "$1"
    elif apt_has curl && apt_install curl ca-certificates; then
        curl -fsSL --retry 3 -o "$2" "$1"
    else
        say "neither curl nor wget is here"
        return 1
    fi
}

sha256() {
    if command -v sha256sum >/dev/null 2>&1; then
        sha256sum "$1" | cut -d ' ' -f 1
    else
        shasum -a 256 "$1" | cut -d ' ' -f 1
    fi
}
