package dev.belay.catalog;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All forms and technologies that the installed drivers offer. Immutable; {@code with} makes a larger one. */
public final class Catalog {

    private final Map<String, Form> forms;
    private final Map<String, Technology> technologies;
    private final Map<String, List<Form>> verbs;

    private Catalog(Map<String, Form> forms, Map<String, Technology> technologies) {
        this.forms = Collections.unmodifiableMap(forms);
        this.technologies = Collections.unmodifiableMap(technologies);
        Map<String, List<Form>> byVerb = new TreeMap<>();
        forms.values()
                .forEach(form -> byVerb.computeIfAbsent(form.verb(), verb -> new ArrayList<>())
                        .add(form));
        this.verbs = Collections.unmodifiableMap(byVerb);
    }

    /**
     * A catalogue of these; two forms or technologies of one key are refused.
     *
     * @throws Failure naming both
     */
    public static Catalog of(List<Form> forms, List<Technology> technologies) {
        Map<String, Form> byKey = new LinkedHashMap<>();
        for (Form form : forms) {
            if (byKey.put(form.key(), form) != null) {
                throw Failure.wrong("two drivers offer '" + form.key() + "'", "remove one of the driver jars");
            }
        }
        Map<String, Technology> byName = new LinkedHashMap<>();
        for (Technology technology : technologies) {
            if (byName.put(technology.kind() + "/" + technology.name(), technology) != null) {
                throw Failure.wrong(
                        "two drivers offer a " + technology.kind() + " by '" + technology.name() + "'",
                        "remove one of the driver jars");
            }
        }
        return new Catalog(byKey, byName);
    }

    /** The verbs, in alphabetical order. */
    public Set<String> verbs() {
        return verbs.keySet();
    }

    /** The forms of a verb; empty where there is no such verb. */
    public List<Form> formsOf(String verb) {
        return verbs.getOrDefault(verb, List.of());
    }

    /** All forms, in the order in which drivers offered them. */
    public List<Form> forms() {
        return List.copyOf(forms.values());
    }

    /** The form of a key. */
    public Optional<Form> form(String key) {
        return Optional.ofNullable(forms.get(key));
    }

    /** The kinds of resources: service, database, ... */
    public Set<String> kinds() {
        Set<String> kinds = new java.util.TreeSet<>();
        technologies.values().forEach(technology -> kinds.add(technology.kind()));
        return kinds;
    }

    /** The technologies of a kind. */
    public List<Technology> technologiesOf(String kind) {
        return technologies.values().stream()
                .filter(technology -> technology.kind().equals(kind))
                .toList();
    }

    /** A technology of a kind, by name. */
    public Optional<Technology> technology(String kind, String name) {
        return Optional.ofNullable(technologies.get(kind + "/" + name));
    }
}
