package org.imprint.app.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.imprint.app.option.SweepOptions;
import org.imprint.core.ImprintException;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.run.ClassesAtHand;
import org.imprint.lab.run.input.CardShapes;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.run.input.FileShapes;
import org.imprint.lab.run.input.SweepInputs;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.change.SweepChanges;
import org.imprint.lab.sweep.file.SweepFile;
import org.imprint.vision.dataset.DataSetRoot;
import org.imprint.vision.dataset.DataSets;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which combinations of a sweep file, and where their embeddings are here, if they are. */
final class WorkOptions {

    @Mixin
    private SweepOptions sweepOptions;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder with embeddings/…, as far as they are here; costs are estimated from them, and from"
                    + " the cards of backbones and data sets. Default: the current folder.")
    private Path data;

    /** Returns what is changed in the sweep file. */
    SweepChanges changes() {
        return sweepOptions.changes();
    }

    /** Returns the plan of what the options leave of a sweep file. */
    Plan plan(SweepFile file) {
        EmbeddingInputs inputs = new EmbeddingInputs(data);
        DataSets dataSets = DataSets.at(DataSetRoot.or(null));
        Sweep sweep = changes().to(file.sweep(), new ClassesAtHand(inputs, dataSets));
        FileShapes files = new FileShapes(inputs, sweep.semantics());
        return sweepOptions.plan(sweep, OptionalLong.empty(), new CardShapes(files, dataSets));
    }

    /**
     * Throws if pods would refuse a plan, as far as the embeddings that are here tell.
     *
     * @throws ImprintException saying what {@code imprint run} would say
     */
    void requireRunnable(Plan plan) {
        new SweepInputs(new EmbeddingInputs(data), changes().ridges())
                .refusal(plan)
                .ifPresent(why -> {
                    throw new ImprintException(why);
                });
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }
}
