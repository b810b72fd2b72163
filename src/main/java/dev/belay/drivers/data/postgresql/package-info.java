/** What only PostgreSQL knows of rows that go out of it and into it: its catalogue, its types, and the lines of COPY. */
package dev.belay.drivers.data.postgresql;
