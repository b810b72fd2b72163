package dev.belay.expr;

import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The listed set of pure methods, each with the number of arguments that it takes. Whatever is not listed does not exist. */
public final class Methods {

    private final Evaluator evaluator;
    private final Budget budget;

    Methods(Evaluator evaluator, Budget budget) {
        this.evaluator = evaluator;
        this.budget = budget;
    }

    /** How many arguments a method takes. */
    record Arity(int least, int most) {
        static final Arity NONE = new Arity(0, 0);
        static final Arity MAYBE = new Arity(0, 1);
        static final Arity ONE = new Arity(1, 1);
        static final Arity TWO = new Arity(2, 2);
    }

    /** The names of all methods, for completion and reference. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(TextMethods.ARITIES.keySet());
        names.addAll(NumberMethods.ARITIES.keySet());
        names.addAll(ListMethods.ARITIES.keySet());
        names.addAll(MapMethods.ARITIES.keySet());
        return names;
    }

    static boolean exists(Value of, String method) {
        return aritiesOf(of).containsKey(method);
    }

    private static Map<String, Arity> aritiesOf(Value value) {
        if (value instanceof Value.Text) {
            return TextMethods.ARITIES;
        } else if (value instanceof Value.Decimal) {
            return NumberMethods.ARITIES;
        } else if (value instanceof Value.Items) {
            return ListMethods.ARITIES;
        }
        return value instanceof Value.Entries ? MapMethods.ARITIES : Map.of();
    }

    Value call(Value target, String method, List<Expr> arguments) {
        if (target instanceof Value.Secret) {
            throw Words.secret("'" + method + "()'");
        }
        Map<String, Arity> known = aritiesOf(target);
        Arity arity = Optional.ofNullable(known.get(method))
                .orElseThrow(() -> Failure.wrong(Words.kind(target) + " has no method '" + method + "'"
                        + Suggestion.didYouMean(method, known.keySet())));
        if (arguments.size() < arity.least() || arguments.size() > arity.most()) {
            throw Failure.wrong("'" + method + "' takes " + count(arity) + ", found " + arguments.size());
        }
        Given given = new Given(method, arguments);
        if (target instanceof Value.Text text) {
            return TextMethods.call(text.text(), given, budget);
        } else if (target instanceof Value.Decimal number) {
            return NumberMethods.call(number.number(), given);
        } else if (target instanceof Value.Items items) {
            return ListMethods.call(items.items(), given, budget);
        }
        return MapMethods.call(((Value.Entries) target).entries(), given, budget);
    }

    private static String count(Arity arity) {
        if (arity.least() == arity.most()) {
            return arity.most() == 0 ? "no argument" : arity.most() == 1 ? "one argument" : arity.most() + " arguments";
        }
        return arity.least() + " to " + arity.most() + " arguments";
    }

    static Value index(Value of, Value at) {
        if (of instanceof Value.Entries entries && at instanceof Value.Text key) {
            return entries.entries().getOrDefault(key.text(), Value.NOTHING);
        } else if (at instanceof Value.Items places && (of instanceof Value.Items || of instanceof Value.Text)) {
            List<Value> chosen = new ArrayList<>();
            places.items().forEach(place -> chosen.add(index(of, place)));
            return of instanceof Value.Items ? new Value.Items(chosen) : Value.of(text(chosen));
        } else if (of instanceof Value.Items items && at instanceof Value.Decimal number) {
            return place(number, items.items().size()).map(items.items()::get).orElse(Value.NOTHING);
        } else if (of instanceof Value.Text text && at instanceof Value.Decimal number) {
            return place(number, text.text().length())
                    .map(place -> Value.of(text.text().substring(place, place + 1)))
                    .orElseThrow(() -> Failure.wrong("the text has no character " + Words.text(at)));
        } else if (of instanceof Value.Secret || at instanceof Value.Secret) {
            throw Words.secret("[ ]");
        }
        throw Failure.wrong("[ ] takes a list and a number, or a map and a key; found " + Words.kind(of) + " and "
                + Words.kind(at));
    }

    private static String text(List<Value> letters) {
        StringBuilder text = new StringBuilder();
        letters.forEach(letter -> text.append(Words.text(letter)));
        return text.toString();
    }

    /** Places count from 0; negative ones from the end. */
    private static Optional<Integer> place(Value.Decimal number, int size) {
        long wanted = Operations.whole(number.number());
        long place = wanted < 0 ? wanted + size : wanted;
        return place >= 0 && place < size ? Optional.of((int) place) : Optional.empty();
    }

    /** The arguments of a call, read by type. */
    final class Given {
        private final String method;
        private final List<Expr> arguments;

        Given(String method, List<Expr> arguments) {
            this.method = method;
            this.arguments = arguments;
        }

        String method() {
            return method;
        }

        int count() {
            return arguments.size();
        }

        Value value(int index) {
            return evaluator.evaluate(arguments.get(index));
        }

        String text(int index) {
            Value value = value(index);
            if (value instanceof Value.Text text) {
                return text.text();
            }
            throw expected("a text", value);
        }

        /** A whole number of a sensible size, not negative. */
        int number(int index) {
            Value value = value(index);
            if (value instanceof Value.Decimal number) {
                return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Operations.whole(number.number())));
            }
            throw expected("a number", value);
        }

        List<Value> items(int index) {
            Value value = value(index);
            if (value instanceof Value.Items items) {
                return items.items();
            }
            throw expected("a list", value);
        }

        /** The function given as an argument, applied; an entry of a map may come as one parameter or as two. */
        Value apply(Value... values) {
            budget.step();
            if (!(arguments.get(arguments.size() - 1) instanceof Expr.Lambda lambda)) {
                throw Failure.wrong("'" + method + "' takes a function such as { it.name }");
            }
            return evaluator.apply(lambda, fit(values, lambda.parameters().size()));
        }

        private List<Value> fit(Value[] values, int parameters) {
            if (values.length == 1 && parameters == 2 && values[0] instanceof Value.Entries entry) {
                return List.of(
                        entry.entries().getOrDefault("key", Value.NOTHING),
                        entry.entries().getOrDefault("value", Value.NOTHING));
            }
            return List.of(values);
        }

        boolean holds(Value value) {
            return Words.truth(apply(value));
        }

        Failure expected(String what, Value found) {
            return found instanceof Value.Secret
                    ? Words.secret("'" + method + "()'")
                    : Failure.wrong("'" + method + "' takes " + what + ", found " + Words.kind(found));
        }
    }
}
