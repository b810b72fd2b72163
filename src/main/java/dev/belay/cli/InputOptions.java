package dev.belay.cli;

import picocli.CommandLine.Option;

/** Whether a person may be asked: the same for every command that may ask one. */
final class InputOptions {

    @Option(names = "--no-input", description = "never ask; exit with 7 where a person is needed")
    boolean none;
}
