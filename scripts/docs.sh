# The documents that are made from code and tables. Sourced by ./dev.

docs() {
    ready
    write_docs "$home"
}

# Writes every generated document below the folder $1.
write_docs() {
    maven package -Dmaven.test.skip=true -pl app -am || found "the build failed" "the lines above say why"
    "$jdk/bin/java" -cp "$home/app/target/pavise/lib/*" dev.pavise.app.Documents "$1"
    mkdir -p "$1/controls"
    control_index >"$1/controls/README.md"
}

# Whether what is checked in is what would be written now.
check_docs() {
    fresh=$(mktemp -d)
    write_docs "$fresh"
    stale=$(cd "$fresh" && find . -type f | while read -r file; do
        cmp -s "$file" "$home/$file" || printf ' %s' "${file#./}"
    done)
    rm -rf "$fresh"
    if [ -n "$stale" ]; then
        found "not what the sources would give now:$stale" "./dev docs"
    fi
}

control_index() {
    cat <<'HEAD'
# The checklist

Made by `./dev docs` from `checklist.tsv` and the pages. The points are those of the SlowMist MCP Security Checklist;
the words are ours. A point without a page is not assured by anything here.

| Point | Priority | Part | Section | Title | Page |
|---|---|---|---|---|---|
HEAD
    awk -F '\t' 'NR > 1' "$home/controls/checklist.tsv" | while IFS='	' read -r id priority part section title; do
        small=$(printf '%s' "$id" | tr 'A-Z' 'a-z')
        page=$part/${small%-*}/$small.md
        if [ -f "$home/controls/$page" ]; then
            link="[page]($page)"
        else
            link=–
        fi
        printf '| %s | %s | %s | %s | %s | %s |\n' "$id" "$priority" "$part" "$section" "$title" "$link"
    done
}
