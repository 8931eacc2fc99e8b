package org.imprint.app.results;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.imprint.app.output.OutputPlaces;
import org.imprint.lab.store.Compaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Folds segments of ended processes into one. */
@Command(
        name = "compact",
        mixinStandardHelpOptions = true,
        description =
                "Folds what ended processes wrote into one file and drops superseded outcomes; others may go on writing.")
public final class ResultsCompactCommand implements Callable<Integer> {

    @Mixin
    private StoreOption store;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Compaction done = compacted();
        PrintWriter out = spec.commandLine().getOut();
        if (done.folded() == 0) {
            out.printf("%s: nothing to fold%n", store.dir());
        } else {
            out.printf(
                    Locale.ROOT,
                    "%s: %d segments folded, %,d superseded outcomes dropped, %.2f MB became %.2f MB%n",
                    store.dir(),
                    done.folded(),
                    done.dropped(),
                    done.bytesBefore() / 1e6,
                    done.bytesAfter() / 1e6);
        }
        done.damaged()
                .forEach(file -> spec.commandLine()
                        .getErr()
                        .println("imprint: " + file + ": is damaged and was left alone; see imprint results verify"));
        return done.damaged().isEmpty() ? 0 : 1;
    }

    private Compaction compacted() {
        if (!Files.isDirectory(store.dir())) {
            return Compaction.of(store.dir()); // which says what is missing
        }
        OutputPlaces places = OutputPlaces.ofFolder(store.dir());
        try (places) {
            return Compaction.of(store.dir());
        }
    }
}
