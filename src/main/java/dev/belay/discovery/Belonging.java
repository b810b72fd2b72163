package dev.belay.discovery;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether something clearly belongs to an application. A name belongs that is the application's, or begins with it and a dash; what
 * lies below the application's checkout, or runs from there, belongs as well. Likeness alone is no proof.
 *
 * @param application its name, as scripts call it
 * @param named the units that its script names
 * @param checkouts the paths of its checkouts
 */
record Belonging(String application, Set<String> named, Set<String> checkouts) {

    private static final Pattern LOGIN = Pattern.compile("(?<=//)[^/@\\s]+@");

    boolean owns(Finding finding, Collection<? extends Finding> own) {
        if (finding instanceof Finding.Unit unit) {
            return named.contains(unit.name())
                    || isNamed(stem(unit.name()))
                    || checkouts.stream().anyMatch(path -> runsIn(unit, path));
        } else if (finding instanceof Finding.Checkout checkout) {
            return isCheckout(checkout.name(), checkout.remote());
        } else if (finding instanceof Finding.Environment environment) {
            return isBelow(environment.name())
                    || own.stream()
                            .anyMatch(other ->
                                    other instanceof Finding.Unit unit && runsIn(unit, environment.name() + "/bin"));
        } else if (finding instanceof Finding.LocalDatabase database) {
            return isNamed(database.name()) || own.stream().anyMatch(other -> isNamedBy(database, other));
        } else if (finding instanceof Finding.DatabaseContainer container) {
            return isNamed(container.name());
        }
        return true;
    }

    /** True for a clone of the application's repository; without a remote, for one in a folder of the application's name. */
    boolean isCheckout(String path, Optional<String> remote) {
        return remote.map(url -> isSame(last(url).replaceFirst("\\.git$", ""))).orElse(isSame(last(path)));
    }

    /** True where a path lies in a checkout of the application. */
    boolean isBelow(String path) {
        return checkouts.stream().anyMatch(checkout -> (path + "/").startsWith(checkout + "/"));
    }

    private boolean isSame(String name) {
        return name.equalsIgnoreCase(application);
    }

    private boolean isNamed(String name) {
        String low = name.toLowerCase(Locale.ROOT);
        String own = application.toLowerCase(Locale.ROOT);
        return low.equals(own)
                || low.startsWith(own + "-")
                || low.startsWith(own + "_")
                || low.equals(own.replace('-', '_'));
    }

    private static boolean runsIn(Finding.Unit unit, String path) {
        Pattern within = Pattern.compile("(?<![\\w./-])" + Pattern.quote(path) + "(?=/|[\\s;'\"]|$)");
        return within.matcher(unit.command() + " " + unit.folder().orElse("")).find();
    }

    private static boolean isNamedBy(Finding.LocalDatabase database, Finding other) {
        return other instanceof Finding.NamedDatabase named
                && named.name().equals(database.name())
                && List.of("localhost", "localhost:" + database.port()).contains(named.server());
    }

    /** The address of a repository without user and password. */
    static String withoutLogin(String url) {
        return LOGIN.matcher(url).replaceAll("");
    }

    private static String stem(String unit) {
        return unit.substring(0, unit.lastIndexOf('.'));
    }

    private static String last(String path) {
        String bare = path.replaceFirst("/+$", "");
        return bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf(':')) + 1);
    }
}
