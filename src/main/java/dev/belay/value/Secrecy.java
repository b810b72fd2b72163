package dev.belay.value;

import java.util.regex.Pattern;

/** What of settings and rows is nobody's business: it hides too much rather than too little. */
public final class Secrecy {

    private static final Pattern SECRET = Pattern.compile(
            "PASS|PWD|SECRET|TOKEN|KEY|CREDENTIAL|PRIVATE|SALT|PEPPER|DSN|AUTH(?!OR)|SIGNATURE|COOKIE|WEBHOOK",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LOGIN = Pattern.compile("(?<=//)([^/:@\\s]*):[^\\s]*@");
    private static final Pattern PART = Pattern.compile(
            "(?<![A-Za-z])((?:[A-Za-z_-]*(?:pass|pwd|secret|token|key|credential|signature)[A-Za-z_-]*)\\s*[=:]\\s*)"
                    + "(?:'[^']*'|\"[^\"]*\"|[^&;,\\s]+)",
            Pattern.CASE_INSENSITIVE);
    private static final int LONG = 60;

    private Secrecy() {}

    /** True where the name of a key says that its value is to be hidden. */
    public static boolean looksSecret(String key) {
        return SECRET.matcher(key).find();
    }

    /** A value as a preview shows it: logins and passwords in it hidden, on one line, not too long. */
    public static String shown(String value) {
        String open = LOGIN.matcher(value).replaceAll("$1:***@");
        String line = PART.matcher(open).replaceAll("$1***").replace("\n", "\\n");
        if (line.isEmpty()) {
            return "''";
        }
        return line.length() > LONG ? line.substring(0, LONG - 1) + "…" : line;
    }
}
