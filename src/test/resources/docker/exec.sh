# docker exec as its reference describes it, on this machine: the command runs with the programs of the image alone, gets no variable of
# the caller but those named with -e, and belongs to the engine: it goes on where the client is killed, with its input ended and its
# output thrown away (https://github.com/moby/moby/issues/9098).
here=$1; shift
given="$*"
names=() input=
while [ "${1#-}" != "$1" ]; do
    case $1 in
    -i) input=yes ;;
    -e) names+=("$2"); shift ;;
    *) echo "unknown shorthand flag: '${1#-}' in $1" >&2; exit 125 ;;
    esac
    shift
done
container=$1; shift
echo "exec $given" >> "$here/told"
state=$(bash "$here/look.sh" "$here" "$container" '{{.State.Status}}') || exit 1
case $state in
running) ;;
paused) echo "Error response from daemon: Container $container is paused, unpause the container before exec" >&2; exit 1 ;;
*) echo "Error response from daemon: container $(printf %s "$container" | sha256sum | cut -c1-64) is not running" >&2; exit 1 ;;
esac
if ! PATH="$here/image" command -v "$1" > /dev/null; then
    echo "OCI runtime exec failed: exec failed: unable to start container process: exec: \"$1\": executable file not found in \$PATH: unknown"
    exit 127
fi
run=$(mktemp -d "$here/exec.XXXXXX")
mkfifo "$run/in" "$run/out" "$run/err"
(
    for name in $(compgen -e); do
        kept=
        for wanted in "${names[@]}"; do [ "$wanted" != "$name" ] || kept=yes; done
        [ -n "$kept" ] || unset "$name"
    done
    cd /
    export PATH="$here/image" HOME=/root
    exec /usr/bin/setsid -f /bin/bash "$here/engine.sh" "$run" "$@"
) < /dev/null > /dev/null 2>&1
exec 4<&0
if [ -n "$input" ]; then cat <&4 > "$run/in" 2> /dev/null & else : > "$run/in" & fi
feeding=$!
cat "$run/err" >&2 &
telling=$!
cat "$run/out"
wait "$telling"
until [ -s "$run/code" ]; do sleep 0.01; done
kill "$feeding" 2> /dev/null
code=$(< "$run/code")
rm -rf "$run"
exit "$code"
