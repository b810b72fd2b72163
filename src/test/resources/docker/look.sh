# docker inspect --type container --format FORMAT of one container, by name or id; the words are those of docker 28.2.2.
here=$1 wanted=$2 format=$3
while read -r service state health exit; do
    id=$(printf '%s' "$service" | md5sum | cut -c1-12)
    case $wanted in
    "shop-$service-1" | "$id")
        format=${format//'{{.Name}}'//shop-$service-1}
        format=${format//'{{.State.Status}}'/$state}
        format=${format//'{{index .Config.Labels "com.docker.compose.service"}}'/$service}
        format=${format//'{{index .Config.Labels "com.docker.compose.oneoff"}}'/False}
        printf '%s\n' "${format//'{{index .Config.Labels "io.podman.compose.service"}}'/}"
        exit ;;
    esac
done < "$here/containers"
echo
echo "Error response from daemon: No such container: $wanted" >&2
exit 1
