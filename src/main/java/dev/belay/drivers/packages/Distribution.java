package dev.belay.drivers.packages;

import java.util.Optional;

/**
 * A package that pip or another installer has put into a Python.
 *
 * @param version as its metadata has it; empty where it has none
 * @param origin the address or folder that it came from, where that is no index
 * @param editable whether it is used in place, where its sources are
 */
record Distribution(String version, Optional<String> origin, boolean editable) {}
