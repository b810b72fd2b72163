package dev.belay.script;

import dev.belay.catalog.Block;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.expr.Expr;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.plan.Step;
import dev.belay.value.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes a step of a verb: chooses its form, converts its arguments, fills in the script's defaults, names it. */
final class Steps {

    private final World world;
    private final Expressions expressions;
    private final Conversion conversion;
    private final Forms forms;

    /** Interprets a form's block into its entries. */
    interface Blocks {
        List<Expr> entries(Syntax.Block block, Block allowed, Scope scope);
    }

    /** Where a step stands: its phase, and the condition that it waits for. */
    record Setting(String part, String phase, Optional<Expr> guard) {}

    Steps(World world, Expressions expressions, Conversion conversion) {
        this.world = world;
        this.expressions = expressions;
        this.conversion = conversion;
        this.forms = new Forms(world.catalog, world.problems);
    }

    /**
     * The step of a verb.
     *
     * @throws Problems.Halt where it is wrong
     */
    Step step(Syntax.Invocation invocation, Scope scope, Setting setting, Blocks blocks) {
        world.reached.add(invocation);
        List<Form> fitting = forms.fitting(invocation);
        if (invocation.subjects().size() > 1) {
            throw world.problems.halt(
                    invocation.subjects().get(1).at(),
                    "'" + invocation.word() + "' takes one thing before its options; several are a list: ["
                            + "'a', 'b']");
        }
        Form form = ofTechnology(invocation, fitting, scope);
        forms.refuseUnknown(invocation, List.of(form), Forms.described(form));
        Map<String, Expr> arguments = new LinkedHashMap<>();
        boolean halted = !subject(invocation, form, scope, arguments);
        halted |= !options(invocation, form, scope, arguments);
        defaults(form, arguments);
        required(invocation, form);
        block(invocation, form, scope, blocks, arguments);
        if (halted) {
            throw new Problems.Halt();
        }
        return named(invocation, form, arguments, setting);
    }

    private Form ofTechnology(Syntax.Invocation invocation, List<Form> fitting, Scope scope) {
        boolean byResource = fitting.size() > 1 || fitting.get(0).technology().isPresent();
        if (!byResource) {
            return fitting.get(0);
        }
        List<Form> open = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        Optional<Syntax> written = chooser(invocation, fitting.get(0));
        Set<String> technologies = new TreeSet<>();
        Set<String> kinds = new TreeSet<>();
        for (Form form : fitting) {
            Optional<String> kind = kindOf(form);
            kind.ifPresent(kinds::add);
            form.technology().ifPresent(technologies::add);
            Optional<Resource> resource = kind.flatMap(word -> written.flatMap(each -> find(each, word, scope)));
            resource.ifPresent(found -> names.add(found.technology()));
            boolean fits = form.technology().isEmpty()
                    ? kind.isEmpty() || resource.isPresent()
                    : resource.filter(found ->
                                    found.technology().equals(form.technology().get()))
                            .isPresent();
            if (fits) {
                open.add(form);
            }
        }
        return only(invocation, fitting, open, written, kinds, names, technologies, scope);
    }

    private Form only(
            Syntax.Invocation invocation,
            List<Form> fitting,
            List<Form> open,
            Optional<Syntax> written,
            Set<String> kinds,
            Set<String> found,
            Set<String> known,
            Scope scope) {
        List<Form> exact =
                open.stream().filter(form -> form.technology().isPresent()).toList();
        List<Form> left = exact.isEmpty() ? open : exact;
        if (left.size() == 1) {
            return left.get(0);
        }
        Place place = written.map(Syntax::at).orElse(invocation.at());
        if (written.isEmpty()) {
            return open.stream().findFirst().orElseThrow(() -> withoutChooser(invocation, fitting));
        }
        if (left.size() > 1) {
            throw world.problems.halt(
                    place,
                    "'" + invocation.word() + "' may mean several things here: "
                            + String.join(", ", left.stream().map(Form::key).toList()));
        }
        String kind = kinds.isEmpty() ? "resource" : String.join(" or ", kinds);
        if (!found.isEmpty()) {
            throw world.problems.halt(
                    place,
                    "'" + invocation.word() + "' is not known for a " + String.join(", ", found) + " " + kind
                            + "; known for " + String.join(", ", known));
        }
        Set<String> names = new TreeSet<>();
        kinds.forEach(each -> names.addAll(world.namesOf(each)));
        String name = written.map(each -> nameOf(each, scope)).orElse("");
        throw world.problems.halt(place, "no " + kind + " is called '" + name + "'" + Suggestion.among(name, names));
    }

    /** {@code verify sql: '...'} without {@code database:}, or with that misspelt. */
    private Problems.Halt withoutChooser(Syntax.Invocation invocation, List<Form> fitting) {
        String verb = Forms.quoted(fitting.get(0));
        int before = world.problems.count();
        forms.refuseUnknown(invocation, fitting, verb);
        return world.problems.count() > before
                ? new Problems.Halt()
                : choosing(fitting.get(0))
                        .map(option -> world.problems.halt(
                                invocation.at(),
                                verb + " needs '" + option.name() + ":', "
                                        + option.type().word()))
                        .orElseGet(Problems.Halt::new);
    }

    /** What tells the technology: the subject, or else the variant's value, or else the first option that is a resource. */
    private Optional<Syntax> chooser(Syntax.Invocation invocation, Form form) {
        if (form.subject() instanceof Subject.OfResource) {
            return Optional.of(invocation.subjects().get(0));
        }
        return choosing(form)
                .flatMap(option -> invocation
                        .option(option.name())
                        .map(Syntax.Option::value)
                        .or(() -> Optional.ofNullable(world.defaults.get(option.name()))
                                .map(World.Default::written)));
    }

    private static Optional<String> kindOf(Form form) {
        return form.subject() instanceof Subject.OfResource resource
                ? Optional.of(resource.kind())
                : choosing(form).map(option -> ((Type.Resource) option.type()).kind());
    }

    private static Optional<Option> choosing(Form form) {
        Optional<Option> variant = form.variant().flatMap(form::option).filter(Steps::isResource);
        return variant.isPresent()
                ? variant
                : form.options().stream().filter(Steps::isResource).findFirst();
    }

    private static boolean isResource(Option option) {
        return option.type() instanceof Type.Resource;
    }

    private Optional<Resource> find(Syntax written, String kind, Scope scope) {
        Value value = expressions.known(written, scope, "a " + kind);
        if (value instanceof Value.Resource resource) {
            return resource.kind().equals(kind) ? world.resource(kind, resource.name()) : Optional.empty();
        }
        return value instanceof Value.Text text ? world.resource(kind, text.text()) : Optional.empty();
    }

    private String nameOf(Syntax written, Scope scope) {
        Expr expr = expressions.of(written, scope);
        return Labels.brief(expr);
    }

    private boolean subject(Syntax.Invocation invocation, Form form, Scope scope, Map<String, Expr> arguments) {
        if (form.subject() instanceof Subject.None) {
            return true;
        }
        Type type = form.subject() instanceof Subject.OfResource resource
                ? new Type.Resource(resource.kind())
                : ((Subject.OfType) form.subject()).type();
        return argument(Form.SUBJECT, invocation.word(), invocation.subjects().get(0), type, scope, arguments);
    }

    private boolean options(Syntax.Invocation invocation, Form form, Scope scope, Map<String, Expr> arguments) {
        boolean whole = true;
        for (Syntax.Option option : invocation.options()) {
            Optional<Option> declared = Forms.find(form, option.name());
            whole &= declared.isPresent()
                    && argument(
                            option.name(),
                            option.name(),
                            option.value(),
                            declared.get().type(),
                            scope,
                            arguments);
        }
        return whole;
    }

    /** Converts one argument; false where it is wrong, so that the mistakes of the others are found too. */
    private boolean argument(
            String name, String called, Syntax written, Type type, Scope scope, Map<String, Expr> arguments) {
        try {
            Expr expr = conversion.typed(called, written, type, scope);
            if (!isNothing(expr)) {
                arguments.put(name, expr);
            }
            return true;
        } catch (Problems.Halt reported) {
            return false;
        }
    }

    private static boolean isNothing(Expr expr) {
        return expr instanceof Expr.Constant constant && constant.value() instanceof Value.Nothing;
    }

    private void defaults(Form form, Map<String, Expr> arguments) {
        world.defaults.forEach((name, value) -> {
            if (form.option(name).isPresent() && !form.variant().equals(Optional.of(name))) {
                Expr typed = conversion.typed(
                        name, value.written(), form.option(name).get().type(), value.scope());
                arguments.merge(name, typed, Steps::merged);
            }
        });
    }

    /** A step's own value stands before the default; of two maps, such as {@code env:}, key by key. */
    private static Expr merged(Expr own, Expr standard) {
        Optional<Map<String, Expr>> ownEntries = entries(own);
        Optional<Map<String, Expr>> standardEntries = entries(standard);
        if (ownEntries.isEmpty() || standardEntries.isEmpty()) {
            return own;
        }
        Map<String, Expr> all = new LinkedHashMap<>(standardEntries.get());
        all.putAll(ownEntries.get());
        return new Expr.Entries(all);
    }

    private static Optional<Map<String, Expr>> entries(Expr expr) {
        if (expr instanceof Expr.Entries entries) {
            return Optional.of(entries.entries());
        }
        if (expr instanceof Expr.Constant constant && constant.value() instanceof Value.Entries entries) {
            Map<String, Expr> constants = new LinkedHashMap<>();
            entries.entries().forEach((key, value) -> constants.put(key, new Expr.Constant(value)));
            return Optional.of(constants);
        }
        return Optional.empty();
    }

    private void required(Syntax.Invocation invocation, Form form) {
        for (Option option : form.options()) {
            if (option.required()
                    && invocation.option(option.name()).isEmpty()
                    && !world.defaults.containsKey(option.name())) {
                throw world.problems.halt(
                        invocation.at(),
                        Forms.described(form) + " needs '" + option.name() + ":', "
                                + option.type().word());
            }
        }
    }

    private void block(
            Syntax.Invocation invocation, Form form, Scope scope, Blocks blocks, Map<String, Expr> arguments) {
        if (invocation.block().isEmpty()) {
            return;
        }
        Syntax.Block written = invocation.block().get();
        Block allowed = form.block()
                .orElseThrow(() -> world.problems.halt(written.at(), Forms.described(form) + " takes no block"));
        Expr entries = world.evaluator.combine(new Expr.Items(blocks.entries(written, allowed, scope)));
        arguments.put(Block.ARGUMENT, entries);
    }

    private Step named(Syntax.Invocation invocation, Form form, Map<String, Expr> arguments, Setting setting) {
        Optional<Expr> given = Optional.ofNullable(arguments.remove(Options.NAME.name()));
        String label = Labels.of(form, arguments);
        String id;
        if (given.isPresent()) {
            String name = Labels.brief(given.get());
            Place place = invocation
                    .option(Options.NAME.name())
                    .map(option -> option.value().at())
                    .orElse(invocation.at());
            if (!(given.get() instanceof Expr.Constant) || Ids.slug(name).isEmpty()) {
                throw world.problems.halt(place, "the name of a step must be known when the plan is made");
            }
            id = world.ids
                    .take(name)
                    .orElseThrow(() ->
                            world.problems.halt(place, "two steps are called '" + name + "'; each name is given once"));
            label = name;
        } else {
            id = world.ids.of(setting.phase(), Labels.verb(form), Labels.subject(form, arguments));
        }
        return new Step(
                id,
                setting.part(),
                setting.phase(),
                form.key(),
                arguments,
                setting.guard(),
                label,
                invocation.at().position());
    }

    /** The entry of a keyword in a form's block. */
    Expr entry(Syntax.Invocation invocation, Block.Keyword keyword, Scope scope) {
        world.reached.add(invocation);
        Map<String, Expr> entry = new LinkedHashMap<>();
        entry.put("keyword", Expr.text(keyword.name()));
        Form form = Form.of(keyword.name(), keyword.subject())
                .options(keyword.options())
                .form();
        forms.refuseUnknown(invocation, List.of(form), "'" + keyword.name() + "'");
        boolean subject = !(keyword.subject() instanceof Subject.None);
        if (subject != (invocation.subjects().size() == 1)) {
            throw world.problems.halt(
                    invocation.at(),
                    "'" + keyword.name() + "' takes " + (subject ? "one thing" : "nothing") + " before its options");
        }
        boolean whole = subject(invocation, form, scope, entry);
        whole &= options(invocation, form, scope, entry);
        required(invocation, form);
        if (!whole) {
            throw new Problems.Halt();
        }
        return world.evaluator.combine(new Expr.Entries(entry));
    }
}
