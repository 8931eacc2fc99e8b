package org.imprint.app.results;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreFinding;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which result store. */
final class StoreOption {

    private static final int SHOWN = 3;

    @Option(names = "--store", paramLabel = "DIR", required = true, description = "Folder of the result store.")
    private Path dir;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    Path dir() {
        return dir;
    }

    /** Opens the store, and tells on the standard error what of it is lost. */
    ResultStore open() {
        ResultStore store = ResultStore.open(dir);
        PrintWriter err = command.commandLine().getErr();
        List<StoreFinding> lost =
                store.findings().stream().filter(f -> !f.isHarmless()).toList();
        lost.stream().limit(SHOWN).forEach(finding -> err.println("imprint: " + finding));
        if (!lost.isEmpty()) {
            err.println("imprint: everything that is lost: imprint results verify --store " + dir);
        }
        return store;
    }
}
