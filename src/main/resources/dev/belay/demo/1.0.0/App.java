import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Properties;

/** The route book of a climbing wall: lists the routes of its database, and who climbed them, over HTTP. */
public class App {

    private static final String VERSION = "1.0.0";
    private static final String QUERY =
            "select name, metres, coalesce((select string_agg(who || ' ' || day, ', ' order by id) from ascent where route = r.id), '')"
                    + " from route r order by id";
    private final Properties settings = new Properties();

    public static void main(String[] arguments) throws IOException {
        new App().serve();
    }

    private void serve() throws IOException {
        try (var file = Files.newBufferedReader(Path.of("app.env"))) {
            settings.load(file);
        }
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(setting("PORT"))), 0);
        server.createContext("/", this::answer);
        server.start();
        System.out.println("route book " + VERSION + " serves on port " + setting("PORT"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = 200;
        String text;
        try {
            text = "route book " + VERSION + "\n" + routes();
        } catch (Exception broken) {
            status = 500;
            text = "route book " + VERSION + " is broken: " + broken.getMessage() + "\n";
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private String routes() throws Exception {
        var lines = new StringBuilder();
        try (var connection = DriverManager.getConnection(setting("DB_URL"), setting("DB_USER"), setting("DB_PASSWORD"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                lines.append("  %-16s %2d m  %s".formatted(rows.getString(1), rows.getInt(2), rows.getString(3)).stripTrailing())
                        .append("\n");
            }
        }
        return lines.toString();
    }

    private String setting(String key) {
        String value = settings.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("app.env has no " + key);
        }
        return value;
    }
}
