package org.imprint.app.option;

import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.core.calibration.ProbabilityMethod;
import picocli.CommandLine.Option;

/** The options that say what is asked of a classifier beside its answers. */
public final class CertaintyOptions {

    @Option(
            names = "--false-reject",
            paramLabel = "ALPHA",
            description =
                    "Answer unknown below a threshold for each class, found so that it is wrong for about this share of"
                            + " images of known classes, in (0, 0.5]. Default: no image is unknown.")
    private Double falseReject;

    @Option(
            names = "--probabilities",
            paramLabel = "temperature|isotonic|venn-abers",
            defaultValue = "temperature",
            description =
                    "How scores become probabilities: by one temperature, or by how often answers as probable were right,"
                            + " for which isotonic needs 2000 examples, venn-abers 500. Default: ${DEFAULT-VALUE}.")
    private ProbabilityMethod probabilities;

    @Option(
            names = "--coverage",
            paramLabel = "C",
            description =
                    "Answer sets of classes as well, found so that they hold the true class of about this share of images,"
                            + " in (0, 1), such as 0.9. Default: no sets.")
    private Double coverage;

    /** Returns what is asked. @throws org.imprint.core.ImprintException if a number is out of range */
    public Certainty certainty() {
        Certainty asked = new Certainty(
                Optional.empty(),
                probabilities,
                coverage == null ? OptionalDouble.empty() : OptionalDouble.of(coverage));
        return falseReject == null ? asked : asked.with(Optional.of(Rejection.of(falseReject)));
    }
}
