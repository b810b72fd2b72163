package dev.belay.driver;

import java.util.List;

/**
 * Something true of the world that can be read without changing it. A record: its fields are its identity. Its fields hold no
 * value of a secret, and its {@code toString} identifies it in plans and journals.
 *
 * @param <T> the type of its value, with a useful {@code equals}
 */
public interface Fact<T> {

    /**
     * Reads it.
     *
     * @throws dev.belay.value.Unseen where it cannot be looked at
     */
    T read(Probe world);

    /** What it is about. */
    Target target();

    /** The thing as people see it in a preview: {@code ngw.service}. */
    String subject();

    /** A value as people see it, short: {@code active}; empty where there is nothing, so that a change shows as made or removed. */
    default String show(T value) {
        return String.valueOf(value);
    }

    /** What must run for it to be read: the container of a database. */
    default List<Target> needs() {
        return List.of();
    }

    /** True for sizes, counts, times and free space: they are only about right and never refuse a plan. */
    default boolean estimate() {
        return false;
    }

    /** True where it tells of all that is below its target, so that whatever changes something there changes it too. */
    default boolean whole() {
        return false;
    }

    /** True where the value false means that a service does not serve; counts for the time that the site is down. */
    default boolean serving() {
        return false;
    }
}
