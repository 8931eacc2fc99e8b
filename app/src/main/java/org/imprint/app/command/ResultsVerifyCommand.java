package org.imprint.app.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.imprint.lab.store.StoreCheck;
import org.imprint.lab.store.StoreFinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads every record of a store. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Reads every record and checks every checksum; exit code 1, with file and place, if anything is lost.")
public final class ResultsVerifyCommand implements Callable<Integer> {

    @Mixin
    private StoreOption store;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StoreCheck check = StoreCheck.of(store.dir());
        PrintWriter out = spec.commandLine().getOut();
        for (StoreFinding finding : check.findings()) {
            out.println((finding.isHarmless() ? "note: " : "wrong: ") + finding);
        }
        out.printf(
                Locale.ROOT,
                "%s: %,d runs, %s%n",
                store.dir(),
                check.runs(),
                check.isSound() ? "all in order" : "not in order");
        return check.isSound() ? 0 : 1;
    }
}
