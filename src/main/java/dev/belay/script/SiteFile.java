package dev.belay.script;

import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.plan.Secret;
import dev.belay.plan.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a site file says. */
final class SiteFile {

    Site site = Site.local();
    Optional<String> application = Optional.empty();
    Optional<Place> applicationAt = Optional.empty();
    final Map<String, Resource> resources = new LinkedHashMap<>();
    final Map<String, Place> places = new LinkedHashMap<>();
    final Map<String, Secret> secrets = new LinkedHashMap<>();
    final List<Setting> settings = new ArrayList<>();

    /** The value of a parameter, for one version or for all. */
    record Setting(Optional<String> version, String name, Value value, Place at) {}
}
