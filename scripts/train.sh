# Learns the weights of the detectors' head. Sourced by ./dev.

# Writes the weights; with a folder of labelled collections prints what is found in them, and writes nothing.
train_head() {
    if [ $# -gt 0 ] && [ ! -d "$1" ]; then
        found "no folder $1" "./dev train writes the weights, ./dev train FOLDER measures"
    fi
    ready
    maven package -Dmaven.test.skip=true -pl bench -am || found "the build failed" "the lines above say why"
    unlock
    exec "$jdk/bin/java" -XX:+UseSerialGC -cp "$home/bench/target/lib/*" dev.pavise.bench.learn.Main "$home" "$@"
}
