package dev.belay.testing;

import dev.belay.engine.Person;
import java.util.Optional;
import java.util.Queue;

/** A person who gives answers that were laid down beforehand, and then is gone. */
public record Answers(Queue<String> answers) implements Person {

    @Override
    public String name() {
        return "tester@here";
    }

    @Override
    public Optional<String> ask(String question) {
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<String> askSecret(String question) {
        return ask(question);
    }
}
