/**
 * What the drivers of database systems have in common: how one is declared, how they name what they keep, what they tell of backups in files, how an
 * answer is verified, how one tells the installed version. Belongs to the service provider interface: a driver in a jar of its own may use it.
 */
package dev.belay.driver.database;
