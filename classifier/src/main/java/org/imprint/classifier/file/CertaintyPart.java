package org.imprint.classifier.file;

import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.core.Named;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.unknown.KnownScore;

/**
 * What is asked beside answers, as the file has it.
 *
 * @param knownScore missing if it is to be found
 * @param coverage missing if no sets are wanted
 */
record CertaintyPart(String knownScore, String probabilities, Double coverage) {

    private static final CertaintyPart STANDARD = of(Certainty.standard());

    /** Returns the part of a certainty; null for what is asked unless told otherwise. */
    static CertaintyPart unlessStandard(Certainty asked) {
        CertaintyPart part = of(asked);
        return part.equals(STANDARD) ? null : part;
    }

    private static CertaintyPart of(Certainty asked) {
        return new CertaintyPart(
                asked.rejection().flatMap(Rejection::score).map(Named::wireName).orElse(null),
                asked.probabilities().wireName(),
                asked.coverage().isPresent() ? (Double) asked.coverage().getAsDouble() : null);
    }

    /** Returns what is asked. @param part null for what is asked unless told otherwise @param falseReject α; null for no rejection */
    static Certainty certainty(CertaintyPart part, Double falseReject) {
        CertaintyPart asked = part == null ? STANDARD : part;
        Optional<KnownScore> score = Optional.ofNullable(asked.knownScore())
                .map(s -> Named.find("settings.certainty.knownScore", KnownScore.class, s));
        return new Certainty(
                Optional.ofNullable(falseReject).map(alpha -> new Rejection(alpha, score)),
                Named.find(
                        "settings.certainty.probabilities",
                        ProbabilityMethod.class,
                        StrictJson.present("settings.certainty.probabilities", asked.probabilities())),
                asked.coverage() == null ? OptionalDouble.empty() : OptionalDouble.of(asked.coverage()));
    }
}
