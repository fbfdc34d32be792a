# Runs tests and counts them. Sourced by ./dev.

tests() {
    ready
    if [ $# -eq 0 ]; then
        need_npm
        need_ocr
        check_format
        test_all
        conformance_tested
        count
    else
        test_some "$@"
    fi
}

test_all() {
    forget_reports
    maven verify -Dmaven.test.failure.ignore=true "$@" || found "the build failed" "the lines above say why"
    # Tests prove the parts; this proves that what was built starts.
    unlock
    "$home/pavise" --version >&2 || found "./pavise does not start" "./pavise --version"
}

# Test classes (with #method or without) and modules, mixed.
test_some() {
    chosen=
    modules=
    for name in "$@"; do
        if [ -f "$home/$name/pom.xml" ]; then
            modules=$modules,$name
            for file in $(test_files "$name"); do
                chosen=$chosen,$(class_of "$file")
            done
        else
            file=$(test_files . | grep "/${name%%#*}\.java$" | head -n 1) || :
            if [ -z "$file" ]; then
                like=$(test_files . | sed 's,.*/,,; s/\.java$//' | nearest "$name")
                printf 'dev: no test class and no module "%s"; did you mean "%s"?\n' "$name" "$like" >&2
                printf 'hint: ./dev test %s\n' "$like" >&2
                exit 2
            fi
            modules=$modules,${file%%/*}
            chosen=$chosen,$name
        fi
    done
    if [ -z "$chosen" ]; then
        found "no tests in $*" "./dev test"
    fi
    case $chosen in
        *Peer* | *peers*) need_npm ;;
    esac
    case $chosen in
        *Pictures* | *Pdf*) need_ocr ;;
    esac
    forget_reports
    maven test -pl "${modules#,}" -am -Dtest="${chosen#,}" -Dsurefire.failIfNoSpecifiedTests=false \
        -Dmaven.test.failure.ignore=true || found "the build failed" "the lines above say why"
    count
}

# The files of test classes under $1, relative to the checkout.
test_files() {
    (cd "$home" && find "$1" -path '*/src/test/java/*' \( -name '*Test.java' -o -name '*Laws.java' \) -print) | sed 's,^\./,,'
}

class_of() {
    name=${1##*/}
    printf '%s' "${name%.java}"
}

forget_reports() {
    rm -rf "$home"/*/target/surefire-reports
}

# The last line that CI reads, from the reports of all modules. A skipped test is a failure, and so is no test at all.
count() {
    find "$home"/*/target/surefire-reports -name 'TEST-*.xml' -exec cat {} + 2>/dev/null | awk '
        function attribute(name,   value) {
            value = $0
            if (!sub(".*[ ]" name "=\"", "", value)) return 0
            sub("\".*", "", value)
            return value + 0
        }
        /<testsuite[ >]/ { inside = 1 }
        inside {
            tests += attribute("tests"); failed += attribute("failures") + attribute("errors")
            skipped += attribute("skipped")
            inside = 0
        }
        END {
            if (skipped) printf "dev: %d tests were skipped; a test runs or goes\n", skipped > "/dev/stderr"
            if (!tests) print "dev: no tests ran" > "/dev/stderr"
            failed += skipped
            printf "%d passed, %d failed\n", tests - failed, failed
            exit failed > 0 || tests == 0
        }'
}

# The line of stdin that is fewest edits away from $1.
nearest() {
    awk -v wanted="$1" '
        function distance(a, b,   i, j, cost, row, next_row) {
            for (j = 0; j <= length(b); j++) row[j] = j
            for (i = 1; i <= length(a); i++) {
                next_row[0] = i
                for (j = 1; j <= length(b); j++) {
                    cost = row[j - 1] + (substr(a, i, 1) != substr(b, j, 1))
                    if (row[j] + 1 < cost) cost = row[j] + 1
                    if (next_row[j - 1] + 1 < cost) cost = next_row[j - 1] + 1
                    next_row[j] = cost
                }
                for (j = 0; j <= length(b); j++) row[j] = next_row[j]
            }
            return row[length(b)]
        }
        { d = distance(tolower(wanted), tolower($0)); if (best == "" || d < least) { least = d; best = $0 } }
        END { print best }'
}

# The jars of one tree, packed twice.
same_jars_twice() {
    maven package -Dmaven.test.skip=true -pl app -am
    first=$(jar_sums "$home")
    maven package -Dmaven.test.skip=true -pl app -am -Dmaven.jar.forceCreation=true
    same_sums "$first" "$(jar_sums "$home")"
}

# The jars of two clean trees of one commit, built in folders of different names.
same_jars_from_clean() {
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    for copy in one another-name; do
        mkdir -p "$scratch/$copy"
        (cd "$home" && git ls-files -z | xargs -0 tar -cf -) | tar -xf - -C "$scratch/$copy"
        maven -f "$scratch/$copy/pom.xml" package -Dmaven.test.skip=true -pl app -am
    done
    same_sums "$(jar_sums "$scratch/one")" "$(jar_sums "$scratch/another-name")"
    rm -rf "$scratch"
    trap - EXIT
}

jar_sums() {
    for jar in "$1"/app/target/pavise/lib/*.jar; do
        printf '%s %s\n' "$(sha256 "$jar")" "${jar##*/}"
    done
}

same_sums() {
    if [ -z "$1" ] || [ "$1" != "$2" ]; then
        printf '%s\n--\n%s\n' "$1" "$2" >&2
        found "two builds of the same sources gave different jars" "compare the lists above"
    fi
}

# Every fuzz test, one after another, each in a process of its own and for ten minutes unless FUZZ_TIME says other.
fuzz() {
    (cd "$home" && grep -rl --include='*.java' '@FuzzTest' ./*/src/test/java) | sed 's,^\./,,' | while read -r file; do
        fuzz_methods "$home/$file" | while read -r method; do
            say "fuzzing $(class_of "$file")#$method"
            JAZZER_FUZZ=1 JAZZER_MAX_DURATION=${FUZZ_TIME:-10m} maven test -pl "${file%%/*}" -am \
                -Dtest="$(class_of "$file")#$method" -Djazzer.hooks=true -Dsurefire.failIfNoSpecifiedTests=false \
                </dev/null ||
                found "$method found an input that breaks it" "the input stands above; keep it as a seed"
        done
    done
}

fuzz_methods() {
    awk '/@FuzzTest/ { next_is = 1; next } next_is && match($0, /void +[a-z_0-9A-Z]+\(/) {
        name = substr($0, RSTART, RLENGTH); sub(/^void +/, "", name); sub(/\(/, "", name); print name; next_is = 0 }' "$1"
}

# Changes a package of the core one instruction at a time: tests that notice nothing test nothing. The tests that have
# to notice are the package's own and those of the package through which it is tested. With a name, that package alone.
mutants() {
    case " $rooms " in
        *" ${1:-json} "*) ;;
        *) found "no package \"$1\" whose mutants are tried" "one of: $rooms" ;;
    esac
    for room in ${1:-$rooms}; do
        case $room in
            guard | pin) tests="dev.pavise.core.$room.*,dev.pavise.core.exchange.*" ;;
            *) tests="dev.pavise.core.$room.*" ;;
        esac
        say "mutating core.$room"
        maven test-compile org.pitest:pitest-maven:mutationCoverage -pl core -Pmutation \
            -DtargetClasses="dev.pavise.core.$room.*" -DtargetTests="$tests" \
            -DreportsDirectory="$home/core/target/mutation-$room" \
            -DtestStrengthThreshold="$test_strength_min" ||
            found "the tests of core.$room miss too many changes" "core/target/mutation-$room/index.html shows which"
    done
}

rooms='json message pin guard exchange'

# Of the mutations that some test reached, the percentage that some test noticed.
test_strength_min=75

# A ledger's process killed 200 times, and 56 deaths for each of nine ways to die: 500 in all.
many_deaths='-Dpavise.kills=200 -Dpavise.deaths=56'

deaths() {
    forget_reports
    maven test -pl ledger,launch -am -Dtest=KillTest,DeathTest -Dsurefire.failIfNoSpecifiedTests=false \
        -Dmaven.test.failure.ignore=true $many_deaths || found "the build failed" "the lines above say why"
    count
}

# Builds the product and the load generator, and writes the measurements; with words (starts, calls, parts) prints them.
bench() {
    build_if_stale
    ready
    maven package -Dmaven.test.skip=true -pl bench -am || found "the build failed" "the lines above say why"
    unlock
    exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "$home/bench/target/lib/*" dev.pavise.bench.Main \
        "$home" "$@"
}
