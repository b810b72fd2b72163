package dev.belay.script;

import dev.belay.expr.Evaluator;
import dev.belay.expr.Expr;
import dev.belay.expr.Regex;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import dev.belay.value.Version;
import dev.belay.value.VersionRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what a script wrote into what an option takes; what does not fit is a mistake that says what was expected. */
final class Conversion {

    private final World world;
    private final Expressions expressions;

    Conversion(World world, Expressions expressions) {
        this.world = world;
        this.expressions = expressions;
    }

    /**
     * The value of an option.
     *
     * @param name of the option, for messages
     * @throws Problems.Halt where it does not fit
     */
    Expr typed(String name, Syntax written, Type type, Scope scope) {
        if (written instanceof Syntax.Items items && type instanceof Type.ListOf list) {
            List<Expr> all = new ArrayList<>();
            items.items().forEach(item -> all.add(typed(name, item, list.item(), scope)));
            return world.evaluator.combine(new Expr.Items(all));
        }
        if (written instanceof Syntax.Entries entries && type instanceof Type.MapOf map && hasPlainKeys(entries)) {
            Map<String, Expr> all = new LinkedHashMap<>();
            for (Syntax.Entry entry : entries.entries()) {
                String key = expressions.text(entry.key(), scope, "the key of a map");
                all.put(key, typed(name + "." + key, entry.value(), map.value(), scope));
            }
            return world.evaluator.combine(new Expr.Entries(all));
        }
        Expr expr = takesCommand(type) ? expressions.shell(written, scope) : expressions.of(written, scope);
        return converted(name, expr, type, written.at());
    }

    private static boolean hasPlainKeys(Syntax.Entries entries) {
        return entries.entries().stream().noneMatch(entry -> entry.key() instanceof Syntax.Broken);
    }

    private static boolean takesCommand(Type type) {
        if (type instanceof Type.AnyOf any) {
            return any.types().stream().anyMatch(Conversion::takesCommand);
        }
        return type == Type.SHELL || (type instanceof Type.ListOf list && takesCommand(list.item()));
    }

    /** An expression as an option takes it. */
    Expr converted(String name, Expr expr, Type type, Place place) {
        if (expr instanceof Expr.Constant constant) {
            return expressions.at(
                    place,
                    () -> new Expr.Constant(
                            convert(constant.value(), type).orElseThrow(() -> mistake(name, constant.value(), type))));
        }
        if (expr instanceof Expr.Items items && type instanceof Type.ListOf list) {
            return new Expr.Items(items.items().stream()
                    .map(item -> converted(name, item, list.item(), place))
                    .toList());
        }
        if (expr instanceof Expr.Entries entries && type instanceof Type.MapOf map) {
            Map<String, Expr> all = new LinkedHashMap<>();
            entries.entries()
                    .forEach((key, value) -> all.put(key, converted(name + "." + key, value, map.value(), place)));
            return new Expr.Entries(all);
        }
        if (expr instanceof Expr.Lambda && !takesFunction(type)) {
            throw world.problems.halt(place, "'" + name + "' takes " + type.word() + ", found a function in braces");
        }
        if (Waiting.holdsSecret(expr) && !takesSecret(type)) {
            throw world.problems.halt(place, "'" + name + "' takes no secret; it would be seen");
        }
        Waiting.typeOf(expr).filter(found -> !fits(found, type)).ifPresent(found -> {
            throw world.problems.halt(place, "'" + name + "' takes " + type.word() + ", found " + found.word());
        });
        return expr;
    }

    private static boolean takesFunction(Type type) {
        return type instanceof Type.FunctionOr
                || (type instanceof Type.AnyOf any && any.types().stream().anyMatch(Conversion::takesFunction));
    }

    private static boolean takesSecret(Type type) {
        if (type instanceof Type.AnyOf any) {
            return any.types().stream().anyMatch(Conversion::takesSecret);
        } else if (type instanceof Type.ListOf list) {
            return takesSecret(list.item());
        } else if (type instanceof Type.MapOf map) {
            return takesSecret(map.value());
        }
        return type instanceof Type.SecretTextType || (type instanceof Type.FunctionOr or && takesSecret(or.value()));
    }

    private static boolean fits(Type found, Type type) {
        if (type == Type.ANY || found.equals(type)) {
            return true;
        } else if (type instanceof Type.AnyOf any) {
            return any.types().stream().anyMatch(each -> fits(found, each));
        } else if (type instanceof Type.ListOf list) {
            return found instanceof Type.ListOf || fits(found, list.item());
        } else if (type instanceof Type.FunctionOr or) {
            return fits(found, or.value());
        }
        boolean text = isText(found) || found == Type.NUMBER || found == Type.BOOL || found instanceof Type.OneOf;
        return text && (isText(type) || type instanceof Type.SecretTextType || type instanceof Type.OneOf);
    }

    private static boolean isText(Type type) {
        return type == Type.TEXT
                || type == Type.PATH
                || type == Type.VERSION
                || type == Type.REGEX
                || type == Type.SHELL;
    }

    /** The value as the type has it; empty where it does not fit. */
    private Optional<Value> convert(Value value, Type type) {
        if (value instanceof Value.Nothing) {
            return Optional.of(value);
        } else if (type instanceof Type.AnyOf any) {
            return anyOf(value, any);
        } else if (type instanceof Type.ListOf list) {
            return list(value, list);
        } else if (type instanceof Type.MapOf map) {
            return map(value, map);
        } else if (type instanceof Type.FunctionOr or) {
            return convert(value, or.value());
        } else if (type instanceof Type.Resource resource) {
            return resource(value, resource.kind());
        } else if (type instanceof Type.OneOf words) {
            return Optional.of(value)
                    .filter(each ->
                            each instanceof Value.Text text && words.words().contains(text.text()));
        } else if (type instanceof Type.SecretTextType) {
            return secretText(value);
        }
        return plain(value, (Type.Plain) type);
    }

    private static Optional<Value> secretText(Value value) {
        if (value instanceof Value.Decimal number) {
            return Optional.of(Value.of(number.number().toPlainString()));
        } else if (value instanceof Value.Bool bool) {
            return Optional.of(Value.of(Boolean.toString(bool.truth())));
        }
        return Optional.of(value).filter(each -> each instanceof Value.Secret || each instanceof Value.Text);
    }

    private static Optional<Value> plain(Value value, Type.Plain type) {
        boolean fits = switch (type) {
            case TEXT, SHELL -> value instanceof Value.Text;
            case PATH -> value instanceof Value.Text text && isPath(text.text());
            case VERSION -> value instanceof Value.Text text && isVersion(text.text());
            case REGEX -> value instanceof Value.Text text && isRegex(text.text());
            case NUMBER -> value instanceof Value.Decimal;
            case BOOL -> value instanceof Value.Bool;
            case DURATION -> value instanceof Value.Span;
            case SIZE -> value instanceof Value.Bytes;
            case ANY -> !Waiting.holdsSecret(value);
        };
        return fits ? Optional.of(value) : Optional.empty();
    }

    private static boolean isPath(String text) {
        Idioms.shellPath(text).ifPresent(message -> {
            throw Failure.wrong(message);
        });
        return true;
    }

    private static boolean isVersion(String text) {
        if (!Version.isVersion(text)) {
            VersionRange.parse(text);
        }
        return true;
    }

    private static boolean isRegex(String text) {
        Regex.compile(text);
        return true;
    }

    /** A text that a path or a text fits is that; a resource is written {@code database('old')} there. */
    private Optional<Value> anyOf(Value value, Type.AnyOf any) {
        for (Type type : any.types()) {
            if (!(type instanceof Type.Resource && value instanceof Value.Text)) {
                Optional<Value> found = convert(value, type);
                if (found.isPresent()) {
                    refuseBoth(value, any);
                    return found;
                }
            }
        }
        return any.types().stream()
                .filter(Type.Resource.class::isInstance)
                .map(type -> convert(value, type))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void refuseBoth(Value value, Type.AnyOf any) {
        for (Type type : any.types()) {
            boolean both = type instanceof Type.Resource resource
                    && value instanceof Value.Text text
                    && world.resource(resource.kind(), text.text()).isPresent();
            if (both) {
                String kind = ((Type.Resource) type).kind();
                String name = ((Value.Text) value).text();
                throw Failure.wrong("'" + name + "' may be the " + kind + " or a path; write " + kind + "('" + name
                        + "') or './" + name + "'");
            }
        }
    }

    private Optional<Value> list(Value value, Type.ListOf type) {
        List<Value> items = value instanceof Value.Items list ? list.items() : List.of(value);
        List<Value> converted = new ArrayList<>();
        for (Value item : items) {
            Optional<Value> each = convert(item, type.item());
            if (each.isEmpty()) {
                return Optional.empty();
            }
            converted.add(each.get());
        }
        return Optional.of(new Value.Items(converted));
    }

    private Optional<Value> map(Value value, Type.MapOf type) {
        if (!(value instanceof Value.Entries entries)) {
            return Optional.empty();
        }
        Map<String, Value> converted = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : entries.entries().entrySet()) {
            Optional<Value> each = convert(entry.getValue(), type.value());
            if (each.isEmpty()) {
                return Optional.empty();
            }
            converted.put(entry.getKey(), each.get());
        }
        return Optional.of(new Value.Entries(converted));
    }

    private Optional<Value> resource(Value value, String kind) {
        if (value instanceof Value.Text text) {
            if (world.resource(kind, text.text()).isEmpty()) {
                throw Failure.wrong("no " + kind + " is called '" + text.text() + "'"
                        + Suggestion.among(text.text(), world.namesOf(kind)));
            }
            return Optional.of(new Value.Resource(kind, text.text()));
        }
        return Optional.of(value)
                .filter(each -> each instanceof Value.Resource resource
                        && resource.kind().equals(kind));
    }

    private static Failure mistake(String name, Value value, Type type) {
        if (Waiting.holdsSecret(value) && !takesSecret(type)) {
            return Failure.wrong("'" + name
                    + "' takes no secret; it would be seen. Secrets go into password:, env:, values of configure");
        }
        return Failure.wrong("'" + name + "' takes " + type.word() + ", found " + found(value) + remedy(value, type));
    }

    private static String found(Value value) {
        return value instanceof Value.Text text && text.text().length() < 40
                ? "'" + text.text() + "'"
                : Evaluator.kind(value);
    }

    private static String remedy(Value value, Type type) {
        if (value instanceof Value.Decimal number) {
            String digits = number.number().toPlainString();
            if (type == Type.DURATION) {
                return "; write " + digits + ".seconds or " + digits + ".minutes";
            } else if (type == Type.SIZE) {
                return "; write " + digits + ".GB";
            } else if (isText(type) || type instanceof Type.OneOf) {
                return "; quote it: '" + digits + "'";
            }
        }
        if (value instanceof Value.Text text && text.text().matches("[0-9]{1,18}")) {
            if (type == Type.NUMBER || (type instanceof Type.ListOf list && list.item() == Type.NUMBER)) {
                return "; write it without quotes: " + text.text();
            }
            return remedy(new Value.Decimal(new BigDecimal(text.text())), type);
        }
        if (value instanceof Value.Text text && type instanceof Type.OneOf words) {
            return Suggestion.didYouMean(text.text(), words.words());
        }
        if (value instanceof Value.Text text
                && type == Type.BOOL
                && List.of("true", "false").contains(text.text())) {
            return "; write it without quotes";
        }
        return value instanceof Value.Bytes && type == Type.DURATION ? "; durations are written 2.minutes" : "";
    }
}
