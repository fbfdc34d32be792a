# Templates. Sourced by ./dev.

new() {
    case ${1:-}/${2:-} in
        guard/?*) new_guard "$2" ;;
        *)
            printf 'dev: ./dev new guard NAME or ./dev new control ID\n' >&2
            exit 2
            ;;
    esac
}
