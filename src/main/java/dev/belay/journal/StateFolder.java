package dev.belay.journal;

import java.nio.file.Path;

/**
 * Where the state of a site is kept: {@code /var/lib/belay/<site>/}, or what the site file says. Below it a folder for each run,
 * named by the run's id, and the site's lock.
 *
 * @param path of the site's folder; absolute
 */
public record StateFolder(Path path) {}
