# A server for tests. What it shows and does stands in files of the folder that is its first argument.
folder=$1
answer() {
    printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$id" "$1"
}
text() {
    answer '{"content":[{"type":"text","text":"'"$1"'"}]}'
}

echo $$ >"$folder/pid"
if [ -f "$folder/stderr" ]; then cat "$folder/stderr" >&2; fi
if [ -f "$folder/deaf" ]; then trap '' TERM; fi

while IFS= read -r line; do
    printf '%s\n' "$line" >>"$folder/heard"
    id=${line#*\"id\":}
    id=${id%%,*}
    id=${id%\}}
    case $line in
        *'"initialize"'*) answer '{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true}},"serverInfo":{"name":"s","version":"1"}}' ;;
        *'"tools/list"'*)
            while [ -f "$folder/slow" ]; do sleep 0.05; done
            if [ -f "$folder/empty" ]; then answer '{"tools":[]}' && continue; fi
            answer '{"tools":[{"name":"quote","description":"'"$(cat "$folder/description")"'","inputSchema":{"type":"object"}}]}'
            ;;
        *'"how":"env"'*) text "$(env | cut -d= -f1 | sort | tr '\n' ' ')" ;;
        *'"how":"secret"'*) text "$SECRET" ;;
        *'"how":"exit"'*) exit 7 ;;
        *'"how":"folder"'*) text "$(pwd)" ;;
        *'"how":"many"'*) answer '{"content":[{"type":"text","text":"one"},{"type":"text","text":"two"}]}' ;;
        *'"how":"large"'*)
            printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[{"type":"text","text":"' "$id"
            cat "$folder/large"
            printf '"}]}}\n'
            ;;
        *'"how":"changed"'*)
            text changed
            printf '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n'
            ;;
        *'"tools/call"'*) text ok ;;
        *'"ping"'*) answer '{}' ;;
    esac
done
if [ -f "$folder/deaf" ]; then while :; do sleep 1; done; fi
exit 3
