package dev.belay.catalog;

import dev.belay.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One form of a verb: {@code backup 'main'} of a PostgreSQL database is one, {@code backup files: [...]} another. Exactly one
 * form fits a step; {@link #key()} names it in plans.
 *
 * @param verb the word of the language
 * @param variant the option whose presence chooses this form: {@code files}, {@code pip}; empty where there is none. Its value is an option of that name
 * @param subject what stands before the options
 * @param technology of the resource that is the subject, or the variant's value; empty where any fits
 * @param options all options, the variant's among them
 * @param block what may stand in braces behind it; empty where nothing may
 * @param result the type of the value that {@code def x = verb ...} gets; empty where there is none
 * @param worst the worst effect it can have
 * @param doc one to three sentences
 * @param example lines of a script that use it
 */
public record Form(
        String verb,
        Optional<String> variant,
        Subject subject,
        Optional<String> technology,
        List<Option> options,
        Optional<Block> block,
        Optional<Type> result,
        Effect worst,
        String doc,
        String example) {

    /** The name under which {@code Step.arguments} holds the subject. */
    public static final String SUBJECT = "subject";

    public Form {
        options = List.copyOf(options);
    }

    /** Names the form in plans: {@code stop/systemd}, {@code install pip}, {@code migrate sql/postgresql}. */
    public String key() {
        return verb
                + variant.map(word -> " " + word).orElse("")
                + technology.map(word -> "/" + word).orElse("");
    }

    /** The option of this name. */
    public Optional<Option> option(String name) {
        return options.stream().filter(option -> option.name().equals(name)).findFirst();
    }

    /** Begins a form without variant: {@code stop 'web'}. */
    public static Builder of(String verb, Subject subject) {
        return new Builder(verb, Optional.empty(), subject);
    }

    /** Begins a form with a variant: {@code install pip: ...}, {@code migrate 'main', sql: ...}. The variant is an option, required, of the given type. */
    public static Builder of(String verb, Subject subject, String variant, Type type, String doc) {
        return new Builder(verb, Optional.of(variant), subject).option(Option.required(variant, type, doc));
    }

    /** Puts a form together; call {@link #form()} last. */
    public static final class Builder {
        private final String verb;
        private final Optional<String> variant;
        private final Subject subject;
        private Optional<String> technology = Optional.empty();
        private final List<Option> options = new ArrayList<>();
        private Optional<Block> block = Optional.empty();
        private Optional<Type> result = Optional.empty();
        private Effect worst = Effect.READS;
        private String doc = "";
        private String example = "";

        private Builder(String verb, Optional<String> variant, Subject subject) {
            this.verb = verb;
            this.variant = variant;
            this.subject = subject;
        }

        /** Fits only resources of this technology. */
        public Builder technology(String word) {
            technology = Optional.of(word);
            return this;
        }

        /** Adds options. */
        public Builder option(Option... more) {
            options.addAll(List.of(more));
            return this;
        }

        /** Adds options. */
        public Builder options(List<Option> more) {
            options.addAll(more);
            return this;
        }

        /** Allows a block. */
        public Builder block(Block allowed) {
            block = Optional.of(allowed);
            return this;
        }

        /** Gives a result. */
        public Builder result(Type type) {
            result = Optional.of(type);
            return this;
        }

        /** The worst effect; {@link Effect#READS} unless told. */
        public Builder worst(Effect effect) {
            worst = effect;
            return this;
        }

        /** What it does, in one to three sentences. */
        public Builder doc(String text) {
            doc = text;
            return this;
        }

        /** Lines of a script that use it. */
        public Builder example(String lines) {
            example = lines;
            return this;
        }

        /** The form. */
        public Form form() {
            return new Form(verb, variant, subject, technology, options, block, result, worst, doc, example);
        }
    }
}
