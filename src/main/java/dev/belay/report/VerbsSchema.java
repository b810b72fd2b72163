package dev.belay.report;

import dev.belay.catalog.Block;
import dev.belay.catalog.Catalog;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Subject;
import dev.belay.catalog.Technology;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The catalogue as a JSON schema (draft 2020-12), for editors and other programs. A verb's use is an object with {@code form}
 * (the key that plans use), {@code subject}, the options by their names and {@code block}; a declaration has {@code kind}, {@code
 * name} and the options. Durations and sizes are texts as scripts write them: {@code 2.minutes}, {@code 10.GB}.
 */
public final class VerbsSchema {

    private static final Map<Type, Json> PLAIN = Map.of(
            Type.VERSION, text().put("pattern", "^[vV]?[0-9]").build(),
            Type.NUMBER, Json.object().put("type", "number").build(),
            Type.BOOL, Json.object().put("type", "boolean").build(),
            Type.DURATION,
                    text().put("pattern", "^[0-9.]+\\.(second|minute|hour|day)s?$")
                            .build(),
            Type.SIZE, text().put("pattern", "^[0-9.]+\\.[kMGT]?B$").build(),
            Type.REGEX, text().put("format", "regex").build(),
            Type.ANY, Json.object().build());

    private VerbsSchema() {}

    /** The schema, on many lines. The same catalogue gives the same text, in whatever order its drivers were found. */
    public static String of(Catalog catalog) {
        Map<String, Json> definitions = new TreeMap<>();
        catalog.forms().forEach(form -> definitions.put(form.key(), of(form)));
        catalog.kinds().stream()
                .flatMap(kind -> catalog.technologiesOf(kind).stream())
                .forEach(technology -> definitions.put(technology.kind() + " by " + technology.name(), of(technology)));
        return JsonText.page(Json.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "What scripts of Belay can say")
                .list(
                        "oneOf",
                        definitions.keySet(),
                        key -> Json.object()
                                .put("$ref", "#/$defs/" + key.replace("/", "~1").replace(" ", "%20"))
                                .build())
                .map("$defs", definitions, definition -> definition)
                .build());
    }

    private static Json of(Form form) {
        List<String> required = new ArrayList<>(List.of("form"));
        Map<String, Json> properties = new java.util.LinkedHashMap<>();
        properties.put("form", constant(form.key()));
        subject(form.subject()).ifPresent(subject -> {
            required.add(Form.SUBJECT);
            properties.put(Form.SUBJECT, subject);
        });
        options(form.options(), properties, required);
        form.block()
                .filter(block -> !block.equals(Block.STEPS))
                .ifPresent(block -> properties.put(Block.ARGUMENT, of(block)));
        return object(form.doc(), properties, required)
                .put("examples", Json.of(List.of(form.example()), Json.Text::new))
                .put("x-effect", form.worst())
                .put("x-result", form.result().map(Type::word), Json.Text::new)
                .build();
    }

    private static Json of(Technology technology) {
        List<String> required = new ArrayList<>(List.of("kind", "name", technology.name()));
        Map<String, Json> properties = new java.util.LinkedHashMap<>();
        properties.put("kind", constant(technology.kind()));
        properties.put("name", text().build());
        properties.put(technology.name(), of(technology.type()));
        options(technology.options(), properties, required);
        return object(technology.doc(), properties, required)
                .put("examples", Json.of(List.of(technology.example()), Json.Text::new))
                .map(
                        "x-properties",
                        new TreeMap<>(technology.properties().stream()
                                .collect(java.util.stream.Collectors.toMap(
                                        Technology.Property::name, Technology.Property::doc))),
                        Json.Text::new)
                .build();
    }

    private static Json of(Block block) {
        List<Json> keywords = block.keywords().stream()
                .map(keyword -> {
                    List<String> required = new ArrayList<>(List.of("keyword"));
                    Map<String, Json> properties = new java.util.LinkedHashMap<>();
                    properties.put("keyword", constant(keyword.name()));
                    subject(keyword.subject()).ifPresent(subject -> properties.put(Form.SUBJECT, subject));
                    options(keyword.options(), properties, required);
                    return (Json) object(keyword.doc(), properties, required).build();
                })
                .toList();
        return Json.object()
                .put("type", "array")
                .put(
                        "items",
                        Json.object()
                                .list("oneOf", keywords, keyword -> keyword)
                                .build())
                .build();
    }

    private static void options(List<Option> options, Map<String, Json> properties, List<String> required) {
        for (Option option : options) {
            Json.Builder schema = Json.object();
            Json.fields(of(option.type())).fields().forEach(schema::put);
            schema.put("description", option.doc());
            schema.put("default", option.standard().flatMap(VerbsSchema::literal), value -> value);
            properties.put(option.name(), schema.build());
            if (option.required()) {
                required.add(option.name());
            }
        }
    }

    private static Json.Builder object(String doc, Map<String, Json> properties, List<String> required) {
        return Json.object()
                .put("description", doc)
                .put("type", "object")
                .map("properties", properties, property -> property)
                .texts("required", required)
                .put("additionalProperties", new Json.Bool(false));
    }

    private static Optional<Json> subject(Subject subject) {
        if (subject instanceof Subject.OfResource resource) {
            return Optional.of(of(new Type.Resource(resource.kind())));
        }
        if (subject instanceof Subject.OfType typed) {
            Json.Builder schema = Json.object();
            Json.fields(of(typed.type())).fields().forEach(schema::put);
            return Optional.of(schema.put("description", typed.doc()).build());
        }
        return Optional.empty();
    }

    private static Json of(Type type) {
        if (type instanceof Type.ListOf list) {
            Json item = of(list.item());
            return anyOf(List.of(
                    item, Json.object().put("type", "array").put("items", item).build()));
        }
        if (type instanceof Type.MapOf map) {
            return Json.object()
                    .put("type", "object")
                    .put("additionalProperties", of(map.value()))
                    .build();
        }
        if (type instanceof Type.Resource resource) {
            return text().put("x-resource", resource.kind()).build();
        }
        if (type instanceof Type.OneOf words) {
            return Json.object().texts("enum", words.words()).build();
        }
        if (type instanceof Type.AnyOf several) {
            return anyOf(several.types().stream().map(VerbsSchema::of).toList());
        }
        if (type instanceof Type.FunctionOr function) {
            return anyOf(List.of(
                    of(function.value()),
                    text().put("description", "a function").build()));
        }
        return PLAIN.getOrDefault(type, text().build());
    }

    private static Json anyOf(List<Json> schemas) {
        return Json.object()
                .list(
                        "anyOf",
                        schemas.stream()
                                .distinct()
                                .sorted(Comparator.comparing(JsonText::line))
                                .toList(),
                        schema -> schema)
                .build();
    }

    private static Json.Builder text() {
        return Json.object().put("type", "string");
    }

    private static Json constant(String word) {
        return Json.object().put("const", word).build();
    }

    private static Optional<Json> literal(Value value) {
        if (value instanceof Value.Text word) {
            return Optional.of(new Json.Text(word.text()));
        }
        if (value instanceof Value.Decimal number) {
            return Optional.of(new Json.Decimal(number.number()));
        }
        if (value instanceof Value.Bool bool) {
            return Optional.of(new Json.Bool(bool.truth()));
        }
        if (value instanceof Value.Span span) {
            return Optional.of(new Json.Text(written(span.duration())));
        }
        if (value instanceof Value.Items list) {
            return Optional.of(Json.of(
                    list.items().stream()
                            .flatMap(item -> literal(item).stream())
                            .toList(),
                    item -> item));
        }
        return Optional.empty();
    }

    private static String written(Duration duration) {
        return duration.toSecondsPart() == 0 && !duration.isZero()
                ? duration.toMinutes() + ".minutes"
                : duration.toSeconds() + ".seconds";
    }
}
