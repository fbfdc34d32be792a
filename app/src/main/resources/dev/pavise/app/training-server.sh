# The server of the training run: a few answers, whatever the ids of the requests.
answer() {
    printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$id" "$1"
}

schema='{"type":"object","properties":{"a":{"type":"string","pattern":"^[a-z]+$","maxLength":9},"b":{"type":"array","items":{"type":"integer","minimum":0}}},"required":["a"]}'
output='{"type":"object","properties":{"c":{"type":"number"}}}'
tools='{"tools":[{"name":"t","title":"T","description":"Adds.","annotations":{"readOnlyHint":true},"inputSchema":'$schema',"outputSchema":'$output'}]}'
introduction='{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"prompts":{},"resources":{},"logging":{}},"serverInfo":{"name":"s","version":"1"},"instructions":"Add."}'

while IFS= read -r line; do
    id=${line#*\"id\":}
    id=${id%%,*}
    id=${id%\}}
    case $line in
        *'"initialize"'*) answer "$introduction" ;;
        *'"tools/list"'*) answer "$tools" ;;
        *'"prompts/list"'*) answer '{"prompts":[{"name":"p","description":"d"}]}' ;;
        *'"resources/list"'*) answer '{"resources":[{"uri":"file:///r","name":"r"}]}' ;;
        *'"tools/call"'*)
            echo 'a line of the server'"'"'s own' >&2
            answer '{"content":[{"type":"text","text":"x"}],"structuredContent":{"c":1}}'
            ;;
        *'"ping"'*) answer '{}' ;;
    esac
done
