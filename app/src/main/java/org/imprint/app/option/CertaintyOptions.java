package org.imprint.app.option;

import java.util.Optional;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
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

    /** Returns what is asked. */
    public Certainty certainty() {
        Certainty standard = Certainty.standard();
        return falseReject == null ? standard : standard.with(Optional.of(Rejection.of(falseReject)));
    }
}
