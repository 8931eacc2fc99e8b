package org.imprint.app.results;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreCheck;
import org.imprint.lab.store.StoreFinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads every record of a store. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Reads every record and checks every checksum; exit code 1, with file and place, if anything is lost. With "
                        + "--inputs also if an embeddings file holds other numbers than the results were made from.")
public final class ResultsVerifyCommand implements Callable<Integer> {

    @Mixin
    private StoreOption store;

    @Option(
            names = "--inputs",
            description =
                    "Read the embeddings files below --data, too, and compare their content with what the store says.")
    private boolean inputs;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder with embeddings/DATASET/BACKBONE/SPLIT/….h5, for --inputs. Default: the current one.")
    private Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StoreCheck check = StoreCheck.of(store.dir());
        PrintWriter out = spec.commandLine().getOut();
        List<String> changed = changed();
        changed.forEach(line -> out.println("wrong: " + line));
        for (StoreFinding finding : check.findings()) {
            out.println((finding.isHarmless() ? "note: " : "wrong: ") + finding);
        }
        out.printf(
                Locale.ROOT,
                "%s: %,d runs, %s%n",
                store.dir(),
                check.runs(),
                check.isSound() && changed.isEmpty() ? "all in order" : "not in order");
        return check.isSound() && changed.isEmpty() ? 0 : 1;
    }

    private List<String> changed() {
        if (!inputs) {
            return List.of();
        }
        try (ResultStore opened = ResultStore.open(store.dir())) {
            return new EmbeddingInputs(data)
                    .differences(opened.settings().inputs().values());
        }
    }
}
