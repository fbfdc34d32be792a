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

# One "pid parent session" for each process, the dead left out.
processes() {
  if [ -r /proc/self/stat ]; then
    for file in /proc/[0-9]*/stat; do
      read -r line < "$file" || continue
      pid=${line%% *}
      set -- ${line##*) }
      case $1 in Z | X) ;; *) echo "$pid $2 $4" ;; esac
    done
  else
    ps -axo pid=,ppid=,pgid=,stat= | while read -r pid parent group state; do
      case $state in Z*) ;; *) echo "$pid $parent $group" ;; esac
    done
  fi 2> /dev/null
}

marked() {
  [ -r /proc/self/stat ] || return
  for file in $(grep -lsF -e "$mark" /proc/[0-9]*/limits /proc/[0-9]*/environ 2> /dev/null); do
    file=${file#/proc/}
    echo "${file%%/*}"
  done
}

# Sets found: the tree, with this process left out.
tree() {
  found=" "
  for pid in $(marked); do
    case $found in *" $pid "*) ;; *) found="$found$pid " ;; esac
  done
  all=$(processes)
  grown=1
  while [ "$grown" ]; do
    grown=
    while read -r pid parent session; do
      case $found in *" $pid "*) continue ;; esac
      case $found in
        *" $parent "*) ;;
        *) [ "$root" ] && { [ "$session" = "$root" ] || [ "$pid" = "$root" ]; } || continue ;;
      esac
      found="$found$pid "
      grown=1
    done << END
$all
END
  done
  alive=" "
  while read -r pid parent session; do
    case $found in *" $pid "*) [ "$pid" = "$$" ] || alive="$alive$pid " ;; esac
  done << END
$all
END
  found=$alive
}

# Stops all before it kills any, so that nothing forks while it looks. Sets left: how many it could not end.
kill_tree() {
  rounds=0
  while tree && [ "$found" != " " ] && [ $rounds -lt 60 ]; do
    stopped=
    while [ "$found" != "$stopped" ] && [ $rounds -lt 50 ]; do
      kill -STOP $found 2> /dev/null
      stopped=$found
      rounds=$((rounds + 1))
      tree
    done
    kill -KILL $found 2> /dev/null
    rounds=$((rounds + 1))
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

# Pavise is dead. What it had begun to start may not carry its mark yet, so look for a while.
looks=0
while [ $looks -lt 20 ]; do
  kill_tree
  sleep 0.1
  looks=$((looks + 1))
done
