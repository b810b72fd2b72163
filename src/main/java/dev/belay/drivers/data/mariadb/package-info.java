/** What only MariaDB knows of rows that go out of it and into it: its catalogue, its types, and how it writes values. */
package dev.belay.drivers.data.mariadb;
