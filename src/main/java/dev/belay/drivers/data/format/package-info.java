/**
 * What an export looks like: rows on their way ({@link dev.belay.drivers.data.format.Row}), what their columns are ({@link
 * dev.belay.drivers.data.format.Kind}), and the two shapes in files. A folder holds {@code manifest.json}, which is written last, and
 * for each table chunks of JSON Lines; a file as Esup-Pod writes it is one object of arrays of objects. Sees nothing of a database.
 *
 * <p>Values travel in one encoding, the same in both shapes:
 *
 * <pre>
 * NULL                          null
 * truths                        true, false
 * whole numbers                 12; beyond 2^53 "9223372036854775807" (in a file of Pod's shape always a number)
 * exact decimals                "12.50", "NaN"
 * floating point                0.1, 1e+20; "NaN", "Infinity", "-Infinity"
 * texts, enums, addresses, uuid "..."; a set as its words with commas, as MariaDB writes it
 * text that is no UTF-8         {"base64": "..."}
 * bytes                         "..." in base64
 * JSON                          "..." the text of it, as the server holds it
 * dates                         "2024-01-31", "0044-03-15 BC", "infinity", "0000-00-00"
 * times                         "23:59:59.999999", "838:59:59", "10:00:00+02"
 * timestamps                    "2024-01-31 10:00:00.5"; with a zone, in UTC, "2024-01-31 10:00:00.5+00"
 * intervals                     "P1Y2M3DT4H5M6.7S"
 * bits                          "010011"
 * arrays                        [1, null, [2]]; one whose bounds do not begin at 1 as the server writes it: "[0:1]={1,2}"
 * anything else                 "..." as the server writes it
 * </pre>
 */
package dev.belay.drivers.data.format;
