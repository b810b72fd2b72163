package dev.belay.plan;

/**
 * A fact that a prediction rests on, as it was read.
 *
 * @param fact identifies the fact
 * @param subject as people see it
 * @param value as people see it
 * @param estimate true for sizes, counts, times and free space: they never refuse a plan
 */
public record Reading(String fact, String subject, String value, boolean estimate) {}
