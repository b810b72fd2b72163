/**
 * The names of tags in a file that Esup-Pod's own script wrote: joined, so that a comma may part two names or belong to one.
 *
 * <pre>{@code
 * new TagTables(reader, tags).read(table -> true, visitor, refused);
 * }</pre>
 */
package dev.belay.drivers.data.tags;
