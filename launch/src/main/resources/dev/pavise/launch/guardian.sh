# Watches over the tree of one server and ends it: on request, and when the pipe from Pavise closes without a farewell.
#
#   GUARDIAN=… sh -c 'eval "$GUARDIAN"' pavise-guardian MARK
#
# Requests, one a line: "root PID", "term", "kill NUMBER", "bye". Answers "killed NUMBER N": N processes are left.
# The tree: what carries the mark (a resource limit that nothing obeys, or a variable), what is in the session or
# process group of the root, and what descends from any of these.
mark=$1
root=
unset GUARDIAN
trap '' HUP INT QUIT TERM PIPE ALRM USR1 USR2 TSTP TTIN TTOU

# One line for each process, as /proc/PID/stat has it: pid (name) state parent group session.
look() {
  if [ -r /proc/self/stat ]; then
    cat /proc/[0-9]*/stat 2> /dev/null
  else
    ps -axo pid=,stat=,ppid=,pgid= | awk '{ print $1, "(-)", $2, $3, $4, $4 }'
  fi
}

# Sets marked: what carries the mark, among these folders of /proc.
carriers() {
  marked=
  [ $# -gt 0 ] && [ -r /proc/self/stat ] || return 0
  files=
  for folder; do files="$files $folder/limits $folder/environ"; done
  set -- $(grep -lsF -e "$mark" $files 2> /dev/null)
  for file; do
    file=${file#/proc/}
    marked="$marked${file%%/*} "
  done
}

# Sets found: the tree, with this process and the dead left out. Sets seen: the folders it has looked at.
tree() {
  set -- /proc/[0-9]*
  seen=" $* "
  carriers "$@"
  found=" $(look | awk -v root="$root" -v marked="$marked" -v self=$$ '
    {
      pid = $1
      sub(/^.*\) /, "")
      if ($1 ~ /^[ZX]/) { dead[pid] = 1; next }
      pids[++count] = pid
      parent[pid] = $2
      if (root != "" && (pid == root || $4 == root)) found[pid] = 1
    }
    END {
      size = split(marked, list, " ")
      for (each = 1; each <= size; each++) {
        if (list[each] in dead) continue
        found[list[each]] = 1
        if (!(list[each] in parent)) pids[++count] = list[each]
      }
      do {
        grown = 0
        for (pid in parent) if (!(pid in found) && parent[pid] in found) grown = found[pid] = 1
      } while (grown)
      for (each = 1; each <= count; each++) if (pids[each] in found && pids[each] != self) printf "%s ", pids[each]
    }')"
}

# Kills what carries the mark as soon as it is seen, among what was not seen before, until a few looks in a row find
# nothing: a chain of processes that fork and exit is gone before a whole look is over.
hunt() {
  quiet=0
  while [ $quiet -lt 3 ] && [ $rounds -lt 500 ]; do
    rounds=$((rounds + 1))
    new=
    for folder in /proc/[0-9]*; do
      case $seen in *" $folder "*) ;; *) new="$new$folder " ;; esac
    done
    carriers $new
    kill -KILL $marked 2> /dev/null
    seen="$seen$new"
    if [ "$marked" ]; then quiet=0; else quiet=$((quiet + 1)); fi
  done
}

# Stops all before it kills any, so that parents are known while they live. Sets left: how many it could not end.
kill_tree() {
  rounds=0
  while tree && [ "$found" != " " ] && [ $rounds -lt 500 ]; do
    before=
    while [ "$found" != "$before" ] && [ $rounds -lt 500 ]; do
      rounds=$((rounds + 10))
      kill -STOP $found 2> /dev/null
      before=$found
      tree
    done
    kill -KILL $found 2> /dev/null
    hunt
  done
  set -- $found
  left=$#
}

while read -r request argument; do
  case $request in
    root) root=$argument ;;
    term) tree && kill -TERM $found 2> /dev/null ;;
    kill) kill_tree && echo "killed $argument $left" ;;
    bye) exit 0 ;;
  esac
done

# Pavise is dead. Without a root, what it had begun to start may not carry its mark yet: look for a while.
kill_tree
looks=0
while [ -z "$root" ] && [ $looks -lt 8 ]; do
  sleep 0.1
  kill_tree
  looks=$((looks + 1))
done
