package org.imprint.app.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.core.Checks;
import org.imprint.core.Named;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.unknown.KnownScore;
import picocli.CommandLine.Option;

/** The options that say what is asked of a classifier beside its answers. */
public final class CertaintyOptions {

    private static final String AUTO = "auto";

    @Option(
            names = "--false-reject",
            paramLabel = "ALPHA",
            description =
                    "Answer unknown below a threshold for each class, found so that it is wrong for about this share of"
                            + " images of known classes, in (0, 0.5]. Default: 0.05.")
    private FalseReject falseReject;

    @Option(
            names = "--unknown-score",
            paramLabel = "NAME",
            defaultValue = AUTO,
            description =
                    "What tells unknown images from known ones: proxy, neighbours, energy, mahalanobis or softmax;"
                            + " auto tries them by leaving out one class after the other, and never takes softmax. Default: ${DEFAULT-VALUE}.")
    private String unknownScore;

    @Option(names = "--no-unknown", description = "Answer every image with a class.")
    private boolean noUnknown;

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
        if (!noUnknown) {
            double alpha = falseReject == null ? Rejection.STANDARD_ALPHA : falseReject.alpha();
            return asked.with(Optional.of(new Rejection(alpha, score())));
        }
        Checks.require(
                falseReject == null && unknownScore.equals(AUTO),
                "--no-unknown must be without --false-reject and --unknown-score",
                falseReject == null ? unknownScore : falseReject.alpha());
        return asked;
    }

    private Optional<KnownScore> score() {
        if (unknownScore.equals(AUTO)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(List.of(AUTO));
        for (KnownScore score : KnownScore.values()) {
            if (score.wireName().equals(unknownScore)) {
                return Optional.of(score);
            }
            names.add(score.wireName());
        }
        throw Named.unknown("--unknown-score", unknownScore, names);
    }
}
