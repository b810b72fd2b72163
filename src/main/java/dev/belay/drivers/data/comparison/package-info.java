/**
 * When rows are equal, in whichever system or file they lie, and what many of them come to: what {@code verify rows} is made of. A
 * {@link dev.belay.drivers.data.comparison.RowDigest} gives each row a number, {@link dev.belay.drivers.data.comparison.Sums} add them up in no order, and a
 * {@link dev.belay.drivers.data.comparison.RowSample} keeps a few rows of what differs. Sees {@code drivers.data} and its format.
 *
 * <p>A row's number is the XXH64 of the canonical texts of its cells, each behind its length, with a mark of its own for
 * NULL. The kind of the column in the database that is verified decides how a text is canonical; a value that is none of its kind
 * stays as it is written, so that it equals nothing else:
 *
 * <pre>
 * truths             true, false; from 1 and 0, too
 * whole numbers      their digits
 * exact decimals     without zeros at the end: 12.5
 * floating point     the bits of the number, of 4 or 8 bytes
 * texts              their bytes; of char(n) without blanks at the end
 * words of a set     in the order of their declaration
 * bytes              base64; of binary(n) without zero bytes at the end
 * JSON               the text; of jsonb with sorted keys, the last of several, and numbers as exact decimals
 * days and times     without zeros at the end of seconds; a moment in UTC, without its zone
 * intervals          months, days and seconds
 * uuid               32 small hexadecimal digits
 * bits               of a fixed length without zeros at the front
 * arrays             the same of their items
 * </pre>
 */
package dev.belay.drivers.data.comparison;
