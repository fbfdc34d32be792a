# Runs the public conformance suite, directly and through Pavise. Sourced by ./dev.

# Words: direct, through (a server's own door) or all (the door of all servers) for one of them only; names of scenarios
# for those only.
conformance() {
    prepare_suite "$@"
    exec "$node" "$peers/main.mjs" "$@"
}

# All of it as a part of the tests: what failed is in the report that is counted with theirs.
conformance_tested() {
    prepare_suite
    report=$home/app/target/conformance/TEST-conformance.xml
    rm -f "$report"
    "$node" "$peers/main.mjs" >&2 || :
    [ -f "$report" ] || found "the conformance suite did not run" "./dev conformance"
    cp "$report" "$home/app/target/surefire-reports/"
}

prepare_suite() {
    need_npm
    peers=$home/app/src/test/conformance
    install_suite
    node=$(suite_node) ||
        fail "the conformance suite needs Node 22 or newer" "install Node 24, so that \`node\` in PATH is it"
    case ${1:-} in
        direct) ;;
        *) build_if_stale ;;
    esac
}

install_suite() {
    lock
    if ! cmp -s "$peers/package-lock.json" "$peers/node_modules/.installed-lock"; then
        say "installing the conformance suite through npm"
        (cd "$peers" && npm ci --no-audit --no-fund --loglevel=error >&2) ||
            fail "npm ci failed in $peers" "the lines above say why"
        cp "$peers/package-lock.json" "$peers/node_modules/.installed-lock"
    fi
    unlock
}

# The system's Node where it is new enough, else the one that came with the suite.
suite_node() {
    for candidate in "$(command -v node)" "$peers"/node_modules/node-linux-*/bin/node; do
        if [ -x "$candidate" ] && "$candidate" -e 'process.exit(Number(parseInt(process.versions.node) < 22))' 2>/dev/null; then
            printf '%s' "$candidate"
            return 0
        fi
    done
    return 1
}
