# Puts the JVM's options before the arguments. Sourced by ./pavise and by the training run, so that both are the same:
# an AOT cache is only taken by a JVM with the options it was made with.
#
# Without memory the process ends: half of it would go on, and nobody knows which.
#
# Nothing of the JVM's own goes to stdout, which belongs to MCP. A small heap and C1 alone keep an idle gateway small.
# `serve` runs for long and for many: it has the optimising compiler and more memory. PAVISE_JAVA_OPTS, words without
# spaces, comes after and wins.

app=$state/$current
crash=${XDG_STATE_HOME:-${HOME:-/tmp}/.local/state}/pavise/crash-%p.log
aot=${aot:--XX:AOTCache=$app/pavise.aot}
if [ "${main:-}${1:-}" = serve ]; then
    sizes='-Xms64m -XX:NewSize=32m -Xmx1g'
else
    sizes='-XX:TieredStopAtLevel=1 -Xms16m -Xmx512m'
fi

set -- \
    --enable-native-access=ALL-UNNAMED \
    -XX:+UseSerialGC \
    -XX:+UseCompactObjectHeaders \
    -XX:-UsePerfData \
    -XX:+DisplayVMOutputToStderr \
    -XX:+ExitOnOutOfMemoryError \
    -Xlog:disable \
    "$aot" \
    "-XX:ErrorFile=$crash" \
    $sizes -Xss512k \
    -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider \
    -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    "-Dpavise.home=$home" \
    "-Dorg.sqlite.lib.path=$app/native" \
    ${PAVISE_JAVA_OPTS:-} \
    -cp "$app/lib/pavise-app.jar" "${main:-dev.pavise.app.Main}" "$@"
