# Builds Pavise from its sources when they changed. Sourced after jdk.sh; needs `home` and `state`.
#
# .pavise-build/current names the folder of the newest build. A build is made under another name and appears by one
# rename, so that a start never meets half a build, and a gateway that a host started days ago keeps its own jars.

build_if_stale() {
    if build_is_fresh; then return 0; fi
    if [ ! -w "$home" ] && [ -f "$state/current" ]; then
        say "the sources changed, and $home cannot be written: starting the build from before"
        return 0
    fi
    lock
    # Whoever held the lock may just have built.
    if ! build_is_fresh; then build; fi
    unlock
}

# Fresh: nothing that goes into the jars is newer than the moment the last build began. A removed file shows in the
# time of its folder.
build_is_fresh() {
    { read -r current <"$state/current"; } 2>/dev/null && [ -f "$state/$current/began" ] || return 1
    changed=$(find "$home/pom.xml" "$home/.mvn" "$home/scripts" "$home"/*/pom.xml "$home"/*/src/main "$home/controls" \
        -newer "$state/$current/began" -print 2>/dev/null | head -n 1)
    [ -z "$changed" ]
}

build() {
    . "$home/scripts/setup.sh"
    need_jdk
    need_maven
    current=$(date +%Y%m%d%H%M%S)-$$
    rm -rf "$state"/*.part
    part=$state/$current.part
    mkdir -p "$part/native"
    : >"$part/began"
    say "building from the sources, once; the first time downloads libraries and takes a minute or two"
    maven -pl app -am -Dmaven.test.skip=true package || fail "the build failed" "the lines above say why; $(quoted "$home/dev") test says more"
    cp -R "$home/app/target/pavise/lib" "$part/lib"
    mv "$part"/lib/pavise-app-*.jar "$part/lib/pavise-app.jar"
    unpack_sqlite "$part" || fail "could not unpack the SQLite library into $part" "is the disk full?"
    unpack_vectorscan "$part" || fail "could not unpack the Vectorscan library into $part" "is the disk full?"
    run_jars "$part/lib" >"$part/run.jars"
    say "training the start"
    { train run && train serve; } || say "no AOT cache: starts will take a little longer"
    mv "$part" "$state/$current"
    printf '%s\n' "$current" >"$state/current.$$"
    mv -f "$state/current.$$" "$state/current"
    printf '%s\n' "$jdk" >"$state/jdk"
    sweep
}

# Runs Maven with this JDK; what it says goes to stderr, without the lines that say nothing. A build that was cut off
# may have left half the classes behind, which an incremental build would believe: it starts over.
maven() {
    if [ -e "$state/building" ]; then
        rm -rf "$home"/*/target
    fi
    : >"$state/building"
    {
        code=0
        (cd "$home" && JAVA_HOME=$jdk PATH=$jdk/bin:$PATH exec "$mvn" -B -ntp "$@" 9>&-) || code=$?
        printf '%s\n' "$code" >"$state/outcome"
        if [ "$code" -lt 128 ]; then rm -f "$state/building"; fi
    } 2>&1 | sed \
        -e "s/$(printf '\033')\[[0-9;]*m//g" \
        -e '/^\(\[INFO\]\)\{0,1\} *$/d' \
        -e '/^\[INFO\] [-=]\{3,\}/d' \
        -e '/^\[INFO\]  *\(T E S T S\|from .*pom\.xml\|Results:\)/d' \
        -e '/^\[INFO\] \(Nothing to compile\|Not compiling\|Not copying\|skip non existing\|Copying\|Building jar\|Recompiling\|Compiling\)/d' \
        -e '/^\[INFO\] \(Using auto detected provider\|Tests are skipped\|No tests to run\|No sources\|Index file\)/d' \
        -e '/^\[INFO\] \(Configured Artifact\|Unpacking\|Resolved artifact\|.*already exists in\|Spotless.Java is\)/d' \
        -e '/^\[INFO\] \(Reactor Build Order\|Scanning\|.* already unpacked\|Finished at\|Annotation processing\)/d' \
        -e '/^\[INFO\] \(Running\|Reactor Summary\|.* SUCCESS \[\|Pavise .*\[pom\]\|pavise-[a-z]* *\[\)/d' \
        -e '/^\[INFO\] \(clearing\|.*spotless-index\|Skipping packaging\|.*keeping .* files clean\)/d' \
        -e '/^\[WARNING\] JAR will be empty/d' \
        -e '/^\[ERROR\] *$/d' \
        -e '/^\[ERROR\] Failed to execute goal .*maven-compiler-plugin/,$d' \
        -e '/^\[ERROR\] \(-> \[Help\|To see the full\|Re-run Maven\|For more information\|After correcting\)/d' \
        -e '/^\[ERROR\] \( *mvn <args>\|Run .mvn spotless\|\[Help 1\]\)/d' >&2
    # On a full disk there is no outcome to read.
    read -r code <"$state/outcome" && [ -n "$code" ] || code=1
    return "$code"
}

# sqlite-jdbc would unpack its library into the temporary folder at every start, and leave it there when killed.
unpack_sqlite() {
    case $(uname -s)/$(uname -m) in
        Linux/x86_64 | Linux/amd64) native=Linux/x86_64/libsqlitejdbc.so ;;
        Linux/aarch64 | Linux/arm64) native=Linux/aarch64/libsqlitejdbc.so ;;
        Darwin/x86_64) native=Mac/x86_64/libsqlitejdbc.dylib ;;
        Darwin/arm64) native=Mac/aarch64/libsqlitejdbc.dylib ;;
        *) return 0 ;;
    esac
    if [ -e /etc/alpine-release ]; then native=Linux-Musl/${native#Linux/}; fi
    (cd "$1/native" && "$jdk/bin/jar" xf ../lib/sqlite-jdbc-*.jar "org/sqlite/native/$native" &&
        mv "org/sqlite/native/$native" . && rm -rf org)
}

# Where there is no library, the matcher written in Java finds the same.
unpack_vectorscan() {
    case $(uname -s)/$(uname -m) in
        Linux/x86_64 | Linux/amd64) native=com/gliwka/hyperscan/jni/linux-x86_64/libhs.so ;;
        *) return 0 ;;
    esac
    if [ -e /etc/alpine-release ]; then return 0; fi
    (cd "$1/native" && "$jdk/bin/jar" xf ../lib/native-*-linux-x86_64.jar "$native" && mv "$native" . && rm -rf com)
}

# What `serve` alone needs, and what decodes PDF in a process of its own, by the beginnings of the jars' names. The JDK
# looks into every jar for a logger before it starts a process, so `run` does without these.
not_for_run='HdrHistogram commons fontbox micrometer native netty opentelemetry pdfbox prometheus'

run_jars() {
    for jar in "$1"/*.jar; do
        name=${jar##*/}
        case " $not_for_run " in
            *" ${name%%-*} "*) ;;
            *) printf '%s\n' "$name" ;;
        esac
    done
}

# Writes the AOT cache of `run` or of all else, from a process that loads what real ones load.
train() (
    verb=$1
    scratch=$part/training
    mkdir -p "$scratch"
    aot=AOTCacheOutput
    main=dev.pavise.app.Training
    current=$current.part
    set -- "$verb" "$scratch"
    . "$home/scripts/java.sh"
    patience=
    if command -v timeout >/dev/null 2>&1; then patience='timeout 120'; fi
    $patience "$jdk/bin/java" "$@" >"$scratch/log" 2>&1 </dev/null 9>&-
    rm -rf "$scratch"
    [ -s "$cache" ]
)

# Removes builds that no process runs. The one before this one stays, for a start that read its name just now.
sweep() {
    before=$(cat "$state/before" 2>/dev/null || :)
    printf '%s\n' "$current" >"$state/before"
    for old in "$state"/*/; do
        old=${old%/}
        name=${old##*/}
        case $name in
            "$current" | "$before" | jdk-*) continue ;;
        esac
        if ! build_runs "$name"; then rm -rf "$old"; fi
    done
}

build_runs() {
    if [ -r /proc/self/cmdline ]; then
        grep -qsF "/.pavise-build/$1/" /proc/[0-9]*/cmdline
    else
        ps -axww -o command= | grep -v grep | grep -qF "/.pavise-build/$1/"
    fi
}

# One build at a time in one checkout. The kernel drops the lock when its holder dies.
lock() {
    # A failing `exec` would end the shell with words of its own.
    if ! { mkdir -p "$state" && : >>"$state/lock"; } 2>/dev/null; then
        fail "$home cannot be written" "build as its owner, or clone Pavise into a folder of yours"
    fi
    exec 9>>"$state/lock"
    if ! flock_try; then
        say "waiting for another build in $home"
        flock_wait
    fi
}

unlock() {
    exec 9>&-
}

flock_try() {
    if command -v flock >/dev/null 2>&1; then
        flock -n 9
    else
        perl -e 'use Fcntl ":flock"; open(my $f, ">&=", 9); exit(flock($f, LOCK_EX | LOCK_NB) ? 0 : 1)'
    fi
}

flock_wait() {
    if command -v flock >/dev/null 2>&1; then
        flock 9
    else
        perl -e 'use Fcntl ":flock"; open(my $f, ">&=", 9); exit(flock($f, LOCK_EX) ? 0 : 1)'
    fi
}
