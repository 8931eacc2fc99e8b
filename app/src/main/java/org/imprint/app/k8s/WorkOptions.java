package org.imprint.app.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.imprint.app.DataSetRoot;
import org.imprint.app.RidgeValues;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.run.CardShapes;
import org.imprint.lab.run.EmbeddingInputs;
import org.imprint.lab.run.FileShapes;
import org.imprint.lab.sweep.CombinationFilter;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.file.SweepFile;
import org.imprint.vision.dataset.DataSets;
import picocli.CommandLine.Option;

/** Which combinations of a sweep file, and where their embeddings are here, if they are. */
final class WorkOptions {

    @Option(
            names = "--semantics",
            paramLabel = "NAME",
            description = "corrected or reference. Default: the sweep file's.")
    private String semantics;

    @Option(
            names = "--lambda",
            paramLabel = "[BACKBONE=]VALUE",
            description = "Ridge λ of least squares, of one backbone or of all, as imprint run takes it. Repeatable.")
    private List<String> lambdas = List.of();

    @Option(
            names = "--filter",
            paramLabel = "KEY=VALUES",
            description = "Take combinations with these values only, as imprint run does. Repeatable.")
    private List<String> filters = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder with embeddings/…, as far as they are here; costs are estimated from them, and from"
                    + " the cards of backbones and data sets. Default: ${DEFAULT-VALUE}.")
    private Path data;

    Optional<Semantics> semantics() {
        return Optional.ofNullable(semantics).map(Semantics::of);
    }

    Map<String, Double> lambdas(SweepFile file) {
        return RidgeValues.of(lambdas, file.sweep());
    }

    CombinationFilter filter() {
        return CombinationFilter.parse(filters);
    }

    /** Returns the plan of what the options leave of a sweep file. */
    Plan plan(SweepFile file) {
        Sweep sweep = semantics().map(file.sweep()::with).orElse(file.sweep());
        FileShapes files = new FileShapes(new EmbeddingInputs(data), sweep.semantics());
        CardShapes shapes = new CardShapes(files, DataSets.at(DataSetRoot.or(null)));
        Plan plan = Planner.plan(sweep, filter(), OptionalLong.empty(), shapes);
        Checks.require(plan.combinations() > 0, "--filter must leave at least one combination, left", 0);
        return plan;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }
}
