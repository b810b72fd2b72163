package dev.belay.cli;

import dev.belay.expr.Pending;
import dev.belay.report.Page;
import dev.belay.script.Diagnostics;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says what went wrong: what, where, what to do. What Belay did not foresee is a defect of Belay; its trace goes to a file that only
 * its owner reads.
 */
final class Errors {

    private final Terminal terminal;
    private final boolean verbose;

    Errors(Terminal terminal, boolean verbose) {
        this.terminal = terminal;
        this.verbose = verbose;
    }

    /** Prints it, and tells the exit code. */
    Exit report(Throwable thrown) {
        PrintStream err = terminal.err();
        if (thrown instanceof Diagnostics diagnostics) {
            err.println(diagnostics.render());
            return diagnostics.exit();
        }
        if (thrown instanceof Failure failure) {
            print(failure.message());
            failure.remedies().forEach(remedy -> err.println("  " + Page.printable(remedy)));
            return failure.exit();
        }
        if (thrown instanceof Unseen unseen) {
            print("not looked at: " + unseen.message());
            return Exit.FAILED;
        }
        return defect(thrown);
    }

    private void print(String message) {
        message.lines().forEach(line -> terminal.err().println(Page.printable(line)));
    }

    private Exit defect(Throwable thrown) {
        String what = thrown instanceof Pending ? "a value that is known only later was read" : String.valueOf(thrown);
        PrintStream err = terminal.err();
        err.println("belay: " + Page.printable(what.lines().findFirst().orElse("")));
        err.println("  this is a defect of Belay; " + keep(thrown));
        if (verbose) {
            err.print(trace(thrown));
        }
        return Exit.DAMAGED;
    }

    private static String keep(Throwable thrown) {
        try {
            Path file = Files.createTempFile("belay-", ".trace"); // made readable for its owner alone
            Files.writeString(file, trace(thrown));
            return "please report it with " + file;
        } catch (IOException e) {
            return "please report it with what -v shows";
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
