package dev.belay.plan;

import dev.belay.expr.Value;
import dev.belay.value.Digest;
import dev.belay.value.Version;
import dev.belay.value.VersionRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The frozen, ordered steps of a run: everything that decides what happens, and no value of a secret. It is made by the
 * interpreter of scripts, hashed, stored with the run and read by every later command, so that nothing depends on the script
 * any more once a run began.
 *
 * @param application the name that {@code upgrade} gives
 * @param from the versions that it accepts; empty for a script that does not say
 * @param to the version that it leads to
 * @param script the path of the script as the user named it
 * @param sources the script, its includes and the site file, with their digests, in order of reading
 * @param site the machine
 * @param parameters the value of each parameter
 * @param drivers name and version of each driver that the steps use
 * @param resources the declared things
 * @param secrets where each secret comes from
 * @param onFailure what to do when a step failed
 * @param installed the step that tells the installed version; empty where the script does not say how
 * @param parts the scripts that it walks over, in order; empty for a plan of one script
 * @param steps what happens, in order
 */
public record Plan(
        String application,
        Optional<VersionRange> from,
        Version to,
        String script,
        List<Source> sources,
        Site site,
        Map<String, Value> parameters,
        Map<String, String> drivers,
        List<Resource> resources,
        List<Secret> secrets,
        OnFailure onFailure,
        Optional<Step> installed,
        List<Part> parts,
        List<Step> steps) {

    /** A file that the plan was made from. */
    public record Source(String path, String sha256) {}

    public Plan {
        sources = List.copyOf(sources);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        drivers = Collections.unmodifiableMap(new LinkedHashMap<>(drivers));
        resources = List.copyOf(resources);
        secrets = List.copyOf(secrets);
        parts = List.copyOf(parts);
        steps = List.copyOf(steps);
    }

    /** A plan of one script. */
    public Plan(
            String application,
            Optional<VersionRange> from,
            Version to,
            String script,
            List<Source> sources,
            Site site,
            Map<String, Value> parameters,
            Map<String, String> drivers,
            List<Resource> resources,
            List<Secret> secrets,
            OnFailure onFailure,
            Optional<Step> installed,
            List<Step> steps) {
        this(
                application,
                from,
                to,
                script,
                sources,
                site,
                parameters,
                drivers,
                resources,
                secrets,
                onFailure,
                installed,
                List.of(),
                steps);
    }

    /** The declared thing of this kind and name. */
    public Optional<Resource> resource(String kind, String name) {
        return resources.stream()
                .filter(resource ->
                        resource.kind().equals(kind) && resource.name().equals(name))
                .findFirst();
    }

    /**
     * The installed version, which scripts can use like the result of a step, under each id that they have for it. Of a later part that
     * is the one to which the part before leads.
     *
     * @param before the version that is installed; empty where it is not known
     */
    public Map<String, Value> installed(Optional<String> before) {
        Map<String, Value> results = new LinkedHashMap<>();
        before.ifPresent(version -> installed.ifPresent(step -> results.put(step.id(), Value.of(version))));
        Optional<String> at = before;
        for (Part part : parts) {
            at.ifPresent(version -> part.installedIds().forEach(id -> results.put(id, Value.of(version))));
            at = Optional.of(part.to().text());
        }
        return results;
    }

    /** The place of a step, counted from 1; 0 where there is none of this id. */
    public int number(String id) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(id)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The digest of everything in the plan, in its canonical form; no value of a secret is part of it. */
    public Digest digest() {
        return Digest.of(JsonText.line(PlanJson.json(this)));
    }

    /** The same plan, in whose preview applications are asked by their own dry run. */
    public Plan askingApplication() {
        return with(site.askingApplication(), parts, steps);
    }

    /** The same plan with other steps. */
    public Plan with(List<Step> others) {
        return with(site, parts, others);
    }

    /** The same plan with other parts and their steps. */
    Plan with(List<Part> others, List<Step> theirs) {
        return with(site, others, theirs);
    }

    /** What is left of a walk behind one of its versions. */
    public Plan from(String version) {
        List<String> names = behind(version);
        return with(
                site,
                parts.stream().filter(part -> names.contains(part.name())).toList(),
                steps.stream().filter(step -> names.contains(step.part())).toList());
    }

    /** The names of the parts behind a version; all of them where no part leads to it. */
    public List<String> behind(String version) {
        List<String> names = parts.stream().map(Part::name).toList();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).to().text().equals(version)) {
                return names.subList(i + 1, names.size());
            }
        }
        return names;
    }

    /** The version in between from which a run goes on after an undo to it; empty for one that did not. */
    public Optional<String> goesOnFrom() {
        int latest = parts.stream().mapToInt(Part::round).max().orElse(1);
        for (int i = 1; i < parts.size() && latest > 1; i++) {
            if (parts.get(i).round() == latest) {
                return Optional.of(parts.get(i - 1).to().text());
            }
        }
        return Optional.empty();
    }

    private Plan with(Site machine, List<Part> walked, List<Step> others) {
        return new Plan(
                application,
                from,
                to,
                script,
                sources,
                machine,
                parameters,
                drivers,
                resources,
                secrets,
                onFailure,
                installed,
                walked,
                others);
    }
}
