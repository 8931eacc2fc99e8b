package org.imprint.app;

import java.util.ArrayList;
import java.util.List;

/** Runs commands one after the other in one process, up to the first that fails; each ends with {@link #THEN}. */
final class SeveralCommands {

    static final String THEN = "--then";

    private SeveralCommands() {}

    public static void main(String[] args) {
        List<Object> command = new ArrayList<>();
        for (String word : args) {
            if (!word.equals(THEN)) {
                command.add(word);
                continue;
            }
            Imprint done = Imprint.run(command.toArray());
            System.out.println(command + ": " + done.out() + done.err());
            if (done.exitCode() != 0) {
                System.exit(done.exitCode());
            }
            command.clear();
        }
    }
}
