package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One call of the command line in this process: its exit code and what it said. */
record Imprint(int exitCode, String out, String err) {

    static Imprint run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int code = Main.run(words, new PrintWriter(out, true), new PrintWriter(err, true));
        if (!List.of(words).contains("--verbose")) {
            assertThat(err.toString()).as("nobody is shown a trace unasked").doesNotContainPattern("\n\s+at [a-z]");
        }
        return new Imprint(code, out.toString(), err.toString());
    }
}
