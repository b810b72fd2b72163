/**
 * Rows out of databases into files, and back into others: {@code export}, {@code import} and {@code verify rows}. A {@link
 * dev.belay.drivers.data.Source} is a database that is read, a {@link dev.belay.drivers.data.Destination} one that takes rows; {@link
 * dev.belay.drivers.data.format} is what lies in the files; one package for each system holds what only that system knows, and {@link
 * dev.belay.drivers.data.Systems} which is which. Sees {@code driver} and what that sees.
 *
 * <pre>{@code
 * try (Source source = Systems.open(work, database);
 *         Sink sink = new FolderSink(files, folder, Shape.ZSTD, tables);
 *         Sink.Part part = sink.part(table, 1, 1)) {
 *     source.read(Selection.of(table), part::row);
 *     part.end();
 *     Manifest manifest = sink.finish(source.origin(run));
 * }
 * }</pre>
 */
package dev.belay.drivers.data;
