package dev.belay.host;

import dev.belay.value.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Gets a file over HTTP as a stream, from a byte on, see RFC 9110 for ranges. Follows redirects, but never from TLS to none. Goes
 * through the proxy that the properties of Java name, or else the variables {@code http_proxy}, {@code https_proxy} and {@code
 * no_proxy}.
 */
final class HttpFetch {

    private static final int MOST_REDIRECTS = 10;
    private static final int CONNECT = (int) Duration.ofSeconds(30).toMillis();

    private final Map<String, String> environment;

    /** With the variables of an environment. */
    HttpFetch(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The answer, whose stream the caller closes. */
    Host.Fetched fetch(URI address, long from, Optional<String> validator, Duration silence) throws IOException {
        URI at = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpURLConnection connection = opened(at, silence);
            if (from > 0) {
                connection.setRequestProperty("Range", "bytes=" + from + "-");
                validator.ifPresent(value -> connection.setRequestProperty("If-Range", value));
            }
            int status = connection.getResponseCode();
            Optional<String> location = Optional.ofNullable(connection.getHeaderField("Location"));
            if (status / 100 != 3 || location.isEmpty()) {
                return answer(connection, status);
            }
            connection.disconnect();
            at = redirected(at, location.get());
        }
        throw Failure.failed("cannot get " + address + ": it redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpURLConnection opened(URI at, Duration silence) throws IOException {
        URLConnection opened = at.toURL().openConnection(proxy(at));
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new IOException(at + " is no address of HTTP");
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) Math.min(CONNECT, silence.toMillis()));
        connection.setReadTimeout((int) silence.toMillis());
        connection.setRequestProperty("User-Agent", "belay");
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty("Accept-Encoding", "identity");
        return connection;
    }

    private static URI redirected(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new IOException("it redirects to no address: " + location, e);
        }
        boolean plain = !"https".equalsIgnoreCase(to.getScheme());
        if (plain && (!"http".equalsIgnoreCase(to.getScheme()) || "https".equalsIgnoreCase(from.getScheme()))) {
            throw Failure.failed("cannot get " + from + ": it redirects to " + to + ", which is not secured as it is");
        }
        return to;
    }

    private static Host.Fetched answer(HttpURLConnection connection, int status) throws IOException {
        long length = connection.getContentLengthLong();
        Optional<String> range = Optional.ofNullable(connection.getHeaderField("Content-Range"));
        boolean good = status / 100 == 2;
        EndableBody body = new EndableBody(
                good ? connection.getInputStream() : InputStream.nullInputStream(), connection::disconnect);
        return new Host.Fetched(
                status,
                length < 0 ? Optional.empty() : Optional.of(length),
                range.flatMap(HttpFetch::first),
                range.flatMap(HttpFetch::whole),
                validator(connection),
                body,
                body::close);
    }

    /** Only a strong one tells that two answers are the same to the byte. */
    private static Optional<String> validator(HttpURLConnection connection) {
        return Optional.ofNullable(connection.getHeaderField("ETag"))
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> Optional.ofNullable(connection.getHeaderField("Last-Modified")));
    }

    private static Optional<Long> first(String range) {
        return number(range.replaceFirst("^bytes (\\d+)-.*$", "$1"));
    }

    private static Optional<Long> whole(String range) {
        return number(range.replaceFirst("^.*/", ""));
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private Proxy proxy(URI at) throws IOException {
        String scheme = at.getScheme().toLowerCase(Locale.ROOT);
        List<Proxy> told = Optional.ofNullable(ProxySelector.getDefault())
                .map(selector -> selector.select(at))
                .orElse(List.of());
        Optional<Proxy> java =
                told.stream().filter(proxy -> proxy.type() != Proxy.Type.DIRECT).findFirst();
        if (java.isPresent() || direct(at.getHost())) {
            return java.orElse(Proxy.NO_PROXY);
        }
        Optional<String> named = variable(scheme + "_proxy").or(() -> variable("all_proxy"));
        return named.isPresent() ? proxy(named.get()) : Proxy.NO_PROXY;
    }

    private static Proxy proxy(String text) throws IOException {
        try {
            URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
            int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
            return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host(proxy), port));
        } catch (IllegalArgumentException e) {
            throw new IOException("the proxy variables name no address: " + text, e);
        }
    }

    private static String host(URI address) {
        return Optional.ofNullable(address.getHost())
                .orElseThrow(() -> new IllegalArgumentException("it names no host"));
    }

    /** True for a host that the variable {@code no_proxy} names: itself, a domain that it is in, or all. */
    private boolean direct(String host) {
        return variable("no_proxy").stream()
                .flatMap(list -> List.of(list.split("[,\\s]+")).stream())
                .map(name -> name.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", ""))
                .anyMatch(name -> name.equals("*")
                        || (!name.isEmpty()
                                && (host.equalsIgnoreCase(name)
                                        || host.toLowerCase(Locale.ROOT)
                                                .endsWith("." + name.toLowerCase(Locale.ROOT)))));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isEmpty());
    }
}
