package dev.belay.host;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request over HTTP/1.1 on a connection of its own, see RFC 9112. Small, because the clients of the JDK take long to load, set no
 * {@code Host} of the caller's choice, and know no end of time for the whole.
 */
final class HttpRequest {

    private static final int MOST = 1_000_000;
    private static final int LONGEST_LINE = 16_384;

    private final String method;
    private final URI address;
    private final byte[] body;
    private final long end;

    private HttpRequest(String method, URI address, byte[] body, Duration timeout) {
        this.method = method;
        this.address = address;
        this.body = body;
        this.end = System.nanoTime() + timeout.toNanos();
    }

    /** Asks with GET. */
    static HostReader.HttpAnswer get(URI address, Map<String, String> headers, Duration timeout) throws IOException {
        return new HttpRequest("GET", address, new byte[0], timeout).ask(headers);
    }

    /** Sends a text with POST; the headers tell its type. */
    static HostReader.HttpAnswer post(URI address, Map<String, String> headers, String text, Duration timeout)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("content-length", Integer.toString(body.length));
        return new HttpRequest("POST", address, body, timeout).ask(all);
    }

    private HostReader.HttpAnswer ask(Map<String, String> headers) throws IOException {
        try (Socket socket = connected()) {
            OutputStream out = socket.getOutputStream();
            out.write(request(headers).getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
            InputStream in = new BufferedInputStream(new Timed(socket));
            int status = status(line(in));
            while (status / 100 == 1) {
                fields(in);
                status = status(line(in));
            }
            return new HostReader.HttpAnswer(status, body(in, status, fields(in)));
        }
    }

    private Socket connected() throws IOException {
        if (!Optional.ofNullable(address.getScheme()).orElse("").matches("(?i)https?")) {
            throw new IOException("it is no address of HTTP");
        }
        boolean tls = "https".equalsIgnoreCase(address.getScheme());
        String host = Optional.ofNullable(address.getHost()).orElseThrow(() -> new IOException("it names no host"));
        int port = address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80;
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port), left());
            plain.setSoTimeout(left());
            return tls ? secured(plain, host, port) : plain;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private String request(Map<String, String> headers) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("host", address.getRawAuthority().replaceFirst("^.*@", ""));
        all.put("user-agent", "belay");
        all.put("accept", "*/*");
        headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        all.put("connection", "close");
        String path = Optional.ofNullable(address.getRawPath())
                .filter(text -> !text.isEmpty())
                .orElse("/");
        StringBuilder text = new StringBuilder(method + " " + path
                + Optional.ofNullable(address.getRawQuery())
                        .map(query -> "?" + query)
                        .orElse("") + " HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        if (all.values().stream().anyMatch(value -> value.contains("\n") || value.contains("\r"))) {
            throw new IOException("a header holds a line's end");
        }
        return text.append("\r\n").toString();
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
            throw new IOException("it does not answer in HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, String> fields(InputStream in) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0 && all.size() < 1000) {
                all.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return all;
    }

    private static String body(InputStream in, int status, Map<String, String> fields) throws IOException {
        if (status == 204 || status == 304) {
            return "";
        }
        byte[] bytes;
        if (fields.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            bytes = chunks(in);
        } else {
            long length = fields.getOrDefault("content-length", "").matches("[0-9]{1,18}")
                    ? Long.parseLong(fields.getOrDefault("content-length", ""))
                    : MOST;
            bytes = in.readNBytes((int) Math.min(length, MOST));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < MOST) {
            String size = line(in).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new IOException("it answers in broken chunks");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                break;
            }
            all.write(in.readNBytes((int) Math.min(length, MOST - all.size())));
            if (all.size() < MOST) {
                line(in);
            }
        }
        return all.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException("it ended its answer too early");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private int left() throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    /** A stream of a socket whose every read ends with the time of the whole. */
    private final class Timed extends InputStream {
        private final Socket socket;
        private final InputStream in;

        Timed(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(left());
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            socket.setSoTimeout(left());
            return in.read(bytes, from, count);
        }
    }
}
