package org.imprint.app.error;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Tells the user in one sentence what went wrong, and keeps the trace of what is our fault in a file.
 *
 * @param words the command line
 * @param version of this program
 * @param verbose whether the trace is shown, too
 * @param err where people read it
 */
public record ErrorReport(List<String> words, String version, boolean verbose, PrintWriter err) {

    /** Exit code of a fault of the program, {@code EX_SOFTWARE} of sysexits.h: neither an answer nor the user's. */
    public static final int INTERNAL = 70;

    /** Tells what was thrown and returns the exit code for it. */
    public int tell(Throwable thrown) {
        Optional<String> scarce = Scarcity.sentence(thrown);
        boolean expected = UserErrors.isExpected(thrown) || scarce.isPresent();
        err.println("imprint: "
                + indented(expected ? scarce.orElseGet(() -> UserErrors.sentence(thrown)) : internal(thrown)));
        if (verbose) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return expected ? CommandLine.ExitCode.USAGE : INTERNAL;
    }

    private String internal(Throwable thrown) {
        String what = "internal error, " + thrown.getClass().getSimpleName()
                + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
        try {
            return what + "; please report it, with the trace in " + TraceFile.write(thrown, words, version);
        } catch (IOException | RuntimeException e) {
            return what + "; please report it, with the trace that --verbose shows: no file can be written for it ("
                    + e.getMessage() + ")";
        }
    }

    /** Only we begin a line with our name, whatever a file is called. */
    private static String indented(String sentence) {
        return sentence.replaceAll("\\R(imprint:)", "\n  $1");
    }
}
