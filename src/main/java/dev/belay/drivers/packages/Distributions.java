package dev.belay.drivers.packages;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Command;
import dev.belay.host.FileReader;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.value.Digest;
import dev.belay.value.Unseen;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packages of a Python by normalized name, as the metadata in its folders tell (PEP 376, 610 and 660); no Python is asked. What a
 * killed pip left half installed does not count.
 */
record Distributions(Python python) implements Fact<SortedMap<String, Distribution>> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern FOLDER =
            Pattern.compile("(?<name>.+?)-(?<version>\\d[^-]*|[^-]*)(?:-py[\\d.]+.*)?\\.(?:dist|egg)-info");
    private static final Pattern LINK = Pattern.compile("(?<name>.+)\\.egg-link");
    private static final String RECORD = "RECORD";
    private static final String ORIGIN = "direct_url.json";

    @Override
    public SortedMap<String, Distribution> read(Probe world) {
        HostReader host = world.host();
        SortedMap<String, Distribution> all = new TreeMap<>();
        Optional<Python.Place> place = python.locate(host);
        for (String folder : place.map(Python.Place::folders).orElse(List.of())) {
            boolean virtual = place.flatMap(Python.Place::virtual).isPresent();
            new Folder(host.read(python.reading()), folder, listed(host, folder), virtual)
                    .distributions()
                    .forEach(all::putIfAbsent);
        }
        return all;
    }

    /** One command, since another user's folder costs a command each time that it is looked at. */
    private List<String> listed(HostReader host, String folder) {
        List<String> find = List.of(
                "find",
                folder,
                "-mindepth",
                "1",
                "-maxdepth",
                "2",
                "-regextype",
                "posix-extended",
                "-regex",
                ".*/[^/]+\\.(egg-link|egg-info|dist-info/(METADATA|RECORD|direct_url\\.json))",
                "-printf",
                "%P\\0");
        Output output = host.ask(Command.of(find).in(python.reading()));
        if (!output.ok()) {
            throw new Unseen(folder + ": " + output.err().lines().findFirst().orElse("exit code " + output.exit()));
        }
        return Arrays.stream(output.out().split("\0"))
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }

    /** A folder of packages, and what was found in it. */
    private record Folder(FileReader files, String path, List<String> found, boolean virtual) {

        Map<String, Distribution> distributions() {
            Map<String, Distribution> all = new TreeMap<>();
            for (String name : found) {
                Matcher link = LINK.matcher(name);
                Matcher folder = FOLDER.matcher(name.replaceFirst("/METADATA$", ""));
                if (link.matches()) {
                    linked(name).ifPresent(it -> all.put(Requirement.normal(link.group("name")), it));
                } else if (folder.matches() && (name.endsWith(".egg-info") || whole(name))) {
                    all.putIfAbsent(Requirement.normal(folder.group("name")), described(name, folder.group("version")));
                }
            }
            return all;
        }

        /** The list of a package's files is what pip writes last. Packages of the system come without one. */
        private boolean whole(String metadata) {
            return metadata.endsWith("/METADATA") && (!virtual || found.contains(beside(metadata, RECORD)));
        }

        private Distribution described(String metadata, String version) {
            String origin = beside(metadata, ORIGIN);
            Optional<JsonNode> told =
                    found.contains(origin) ? files.text(path + "/" + origin).flatMap(Folder::json) : Optional.empty();
            return new Distribution(
                    version,
                    told.map(node -> node.path("url").asString(""))
                            .filter(url -> !url.isEmpty())
                            .map(Folder::plain),
                    told.map(node -> node.path("dir_info").path("editable").asBoolean(false))
                            .orElse(false));
        }

        /** What setup.py develop leaves: the sources' folder in its first line. */
        private Optional<Distribution> linked(String name) {
            Optional<String> sources = files.text(path + "/" + name)
                    .flatMap(text -> text.lines().findFirst())
                    .map(String::strip);
            String version = sources.stream()
                    .flatMap(folder -> files.list(folder).stream()
                            .filter(each -> each.endsWith(".egg-info"))
                            .flatMap(each -> files.text(folder + "/" + each + "/PKG-INFO").stream()))
                    .flatMap(String::lines)
                    .filter(line -> line.startsWith("Version: "))
                    .map(line -> line.substring("Version: ".length()).strip())
                    .findFirst()
                    .orElse("");
            return sources.map(folder -> new Distribution(version, Optional.of(folder), true));
        }

        /** The path where the address is one of a file. */
        private static String plain(String url) {
            try {
                return url.startsWith("file:") ? String.valueOf(new URI(url).getPath()) : url;
            } catch (URISyntaxException odd) {
                return url;
            }
        }

        private static String beside(String metadata, String name) {
            return metadata.replaceFirst("[^/]*$", name);
        }

        private static Optional<JsonNode> json(String text) {
            try {
                return Optional.of(JSON.readTree(text));
            } catch (JacksonException broken) {
                return Optional.empty();
            }
        }
    }

    /** The packages in pip's notation: with its version what an index has, else the name alone. */
    static List<String> frozen(Map<String, Distribution> all) {
        List<String> lines = new ArrayList<>();
        all.forEach((name, it) ->
                lines.add(it.origin().isPresent() || it.version().isEmpty() ? name : name + "==" + it.version()));
        return lines;
    }

    @Override
    public Target target() {
        return python.target();
    }

    @Override
    public String subject() {
        return python.toString();
    }

    @Override
    public String show(SortedMap<String, Distribution> all) {
        String count = all.size() == 1 ? "1 package" : all.size() + " packages";
        return all.isEmpty()
                ? ""
                : count + " (" + Digest.of(frozen(all).toString()).brief() + ")";
    }
}
