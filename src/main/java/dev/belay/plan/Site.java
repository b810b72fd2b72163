package dev.belay.plan;

import java.util.Optional;

/**
 * The machine that a plan is for.
 *
 * @param name as the site file calls it; {@code local} without one
 * @param production true where the site file says so
 * @param state the folder of the site's state where the site file names one; absolute
 * @param asksApplication true where the site allows an application's own dry run in a preview
 */
public record Site(String name, boolean production, Optional<String> state, boolean asksApplication) {

    /** The site of a script that is run without a site file. */
    public static Site local() {
        return new Site("local", false, Optional.empty(), false);
    }

    /** The same site, which allows an application's own dry run in a preview. */
    Site askingApplication() {
        return new Site(name, production, state, true);
    }
}
