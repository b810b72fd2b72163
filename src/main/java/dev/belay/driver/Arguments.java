package dev.belay.driver;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.plan.Resource;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import dev.belay.value.Size;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The arguments of a step, evaluated and by name; the standard values of the form stand in for what a script left out. The checker
 * saw to the types, so the typed readers here only convert. Resources come as they were declared.
 */
public final class Arguments {

    private final Form form;
    private final Map<String, Value> values;
    private final BiFunction<String, String, Optional<Resource>> resources;
    private final Function<Resource, Target> targets;

    /**
     * @param form of the step
     * @param values by name, evaluated
     * @param resources finds a resource by kind and name
     * @param targets tells which target a resource is
     */
    public Arguments(
            Form form,
            Map<String, Value> values,
            BiFunction<String, String, Optional<Resource>> resources,
            Function<Resource, Target> targets) {
        this.form = form;
        this.values = Map.copyOf(values);
        this.resources = resources;
        this.targets = targets;
    }

    /** The arguments of what names no resources. */
    public Arguments(Form form, Map<String, Value> values) {
        this(form, values, (kind, name) -> Optional.empty(), resource -> Target.anything());
    }

    /** The same, with others in the place of some, or besides. */
    public Arguments with(Map<String, Value> others) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        all.putAll(others);
        return new Arguments(form, all, resources, targets);
    }

    /** The form of the step. */
    public Form form() {
        return form;
    }

    /** True where the script gave it, or the form has a standard value. */
    public boolean has(String name) {
        return find(name).isPresent();
    }

    /** The value of an argument; empty where it was left out or is null. */
    public Optional<Value> find(String name) {
        Value value = values.get(name);
        if (value == null) {
            return form.option(name).flatMap(Option::standard);
        }
        return value instanceof Value.Nothing ? Optional.empty() : Optional.of(value);
    }

    /** The value of an argument that must be there. */
    public Value value(String name) {
        return find(name).orElseThrow(() -> Failure.wrong("'" + form.key() + "' needs '" + name + "'"));
    }

    /** A text, a path or a word; numbers and truths as they are written. */
    public String text(String name) {
        return text(value(name));
    }

    /** A text, where it was given. */
    public Optional<String> optionalText(String name) {
        return find(name).map(Arguments::text);
    }

    /** A list of texts; a single text is a list of one; empty where left out. */
    public List<String> texts(String name) {
        return items(name).stream().map(Arguments::text).toList();
    }

    /** A list of texts, where it was given. */
    public Optional<List<String>> optionalTexts(String name) {
        return has(name) ? Optional.of(texts(name)) : Optional.empty();
    }

    /** The items of a list; a single value is a list of one; empty where left out. */
    public List<Value> items(String name) {
        return find(name)
                .map(value -> value instanceof Value.Items list ? list.items() : List.of(value))
                .orElse(List.of());
    }

    /** The entries of a map; empty where left out. */
    public Map<String, Value> entries(String name) {
        return find(name).map(value -> entries(value)).orElse(Map.of());
    }

    /** A map of texts that may hold secrets; empty where left out. */
    public Map<String, SecretText> secretTexts(String name) {
        Map<String, SecretText> texts = new LinkedHashMap<>();
        entries(name).forEach((key, value) -> texts.put(key, secretText(value)));
        return texts;
    }

    /** A text that may hold secrets, where it was given. */
    public Optional<SecretText> optionalSecret(String name) {
        return find(name).map(Arguments::secretText);
    }

    /** A truth; false where left out. */
    public boolean flag(String name) {
        return find(name)
                .map(value -> value instanceof Value.Bool bool && bool.truth())
                .orElse(false);
    }

    /** A whole number. */
    public long number(String name) {
        return as(value(name), Value.Decimal.class, number -> number.number().longValue());
    }

    /** A duration. */
    public Duration duration(String name) {
        return as(value(name), Value.Span.class, Value.Span::duration);
    }

    /** A duration, where it was given. */
    public Optional<Duration> optionalDuration(String name) {
        return find(name).map(value -> as(value, Value.Span.class, Value.Span::duration));
    }

    /** A size. */
    public Size size(String name) {
        return as(value(name), Value.Bytes.class, Value.Bytes::size);
    }

    /** A declared resource: the one a value names, or whose name a text is, of the kind. */
    public Resource resource(String name, String kind) {
        Value value = value(name);
        String wanted = value instanceof Value.Resource resource ? resource.name() : text(value);
        return resources
                .apply(kind, wanted)
                .orElseThrow(() -> Failure.wrong("no " + kind + " is called '" + wanted + "'"));
    }

    /** The resource that a value is, where it is one. */
    public Optional<Resource> resource(Value value) {
        return value instanceof Value.Resource resource
                ? resources.apply(resource.kind(), resource.name())
                : Optional.empty();
    }

    /** The target that a value's resource is, as the steps of its driver name it. */
    public Target target(Value.Resource value) {
        return resource(value)
                .map(targets)
                .orElseThrow(() -> Failure.wrong("no " + value.kind() + " is called '" + value.name() + "'"));
    }

    /** The circumstances that {@code as:}, {@code dir:}, {@code path:} and {@code env:} give. */
    public Context context() {
        return new Context(optionalText("as"), optionalText("dir"), texts("path"), secretTexts("env"));
    }

    /** A value as a text. */
    public static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        if (value instanceof Value.Decimal number) {
            return number.number().toPlainString();
        }
        if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        }
        if (value instanceof Value.Resource resource) {
            return resource.name();
        }
        throw Failure.wrong("expected a text, found " + value);
    }

    /** A value as a text that may hold secrets. */
    public static SecretText secretText(Value value) {
        return value instanceof Value.Secret secret ? secret.text() : SecretText.plain(text(value));
    }

    private static Map<String, Value> entries(Value value) {
        return as(value, Value.Entries.class, Value.Entries::entries);
    }

    private static <V extends Value, T> T as(Value value, Class<V> type, Function<V, T> read) {
        if (type.isInstance(value)) {
            return read.apply(type.cast(value));
        }
        throw Failure.wrong("expected " + type.getSimpleName() + ", found " + value);
    }
}
