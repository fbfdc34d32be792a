# Puts the JVM's options and the class path before the arguments. Sourced by ./pavise and by the training run, so that
# both are the same: an AOT cache is only taken by a JVM with the options and jars it was made with. Needs `verb`, the
# command; `main`, the class to start; and `aot`, what to do with the cache.
#
# Without memory the process ends: half of it would go on, and nobody knows which.
#
# Nothing of the JVM's own goes to stdout, which belongs to MCP. A small heap and C1 alone keep an idle gateway small.
# `serve` runs for long and for many: it has the optimising compiler and more memory. PAVISE_JAVA_OPTS, words without
# spaces, comes after and wins.
#
# A host waits for `run`: it starts with the jars it needs and no more.
#
# SQLite's driver would load the calendars of all languages at each start, to write dates as nobody asks it to. Without
# them the JDK has the root's, and Pavise writes for the root alone.

app=$state/$current
crash=${XDG_STATE_HOME:-${HOME:-/tmp}/.local/state}/pavise/crash-%p.log
cache=$app/pavise.aot
path=$app/lib/pavise-app.jar
sizes='-XX:TieredStopAtLevel=1 -Xms16m -Xmx512m'
case $verb in
    run)
        # A build from before, which `run` takes as it is, may have no such list.
        if [ -f "$app/run.jars" ]; then
            cache=$app/run.aot
            path=
            while read -r jar; do path=$path${path:+:}$app/lib/$jar; done <"$app/run.jars"
        fi
        ;;
    serve) sizes='-Xms64m -XX:NewSize=32m -Xmx1g' ;;
esac

set -- \
    --enable-native-access=ALL-UNNAMED \
    -XX:+UseSerialGC \
    -XX:+UseCompactObjectHeaders \
    -XX:-UsePerfData \
    -XX:+DisplayVMOutputToStderr \
    -XX:+ExitOnOutOfMemoryError \
    -Xlog:disable \
    "-XX:$aot=$cache" \
    "-XX:ErrorFile=$crash" \
    $sizes -Xss512k \
    -Djava.locale.providers=SPI \
    -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider \
    -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    "-Dpavise.home=$home" \
    "-Dorg.sqlite.lib.path=$app/native" \
    "-Dpavise.native=$app/native" \
    ${PAVISE_JAVA_OPTS:-} \
    -cp "$path" "$main" "$@"
