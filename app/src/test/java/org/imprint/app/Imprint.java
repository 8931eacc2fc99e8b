package org.imprint.app;

import java.io.PrintWriter;
import java.io.StringWriter;

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
        return new Imprint(code, out.toString(), err.toString());
    }
}
