# What the engine does with a command in a container: nobody who kills the client ends it.
run=$1; shift
mkfifo() { PATH=/usr/bin:/bin command mkfifo "$@"; }
drain() { # what comes from the command to the client, and to nobody where that is gone
    exec 5< "$1"
    /bin/cat <&5 > "$2" 2> /dev/null
    exec /bin/cat <&5 > /dev/null
}
mkfifo "$run/stdout" "$run/stderr"
drain "$run/stdout" "$run/out" &
drain "$run/stderr" "$run/err" &
"$@" < "$run/in" > "$run/stdout" 2> "$run/stderr"
echo $? > "$run/code"
