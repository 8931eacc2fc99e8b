package org.imprint.classifier.file;

import java.util.Optional;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.core.Named;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.unknown.KnownScore;

/**
 * What leave-one-out found beside the temperature, as the file has it.
 *
 * @param sets missing if there is none
 */
record FoundPart(String knownScore, SetsPart sets) {

    /** From which probability a class belongs to a set. */
    record SetsPart(double threshold, double coverage) {}

    /** Returns the part of a calibration; null if nothing but a temperature was found. */
    static FoundPart unlessNone(Calibration found) {
        return found.with(Temperature.ONE).equals(Calibration.NONE)
                ? null
                : new FoundPart(
                        found.score().wireName(),
                        found.sets()
                                .map(s -> new SetsPart(s.value(), s.coverage()))
                                .orElse(null));
    }

    /** Returns what was found. @param part null if nothing but the temperature was */
    static Calibration calibration(FoundPart part, double temperature) {
        Calibration warm = Calibration.NONE.with(new Temperature(temperature));
        return part == null
                ? warm
                : new Calibration(
                        warm.temperature(),
                        Named.find(
                                "classes.found.knownScore",
                                KnownScore.class,
                                StrictJson.present("classes.found.knownScore", part.knownScore())),
                        Optional.ofNullable(part.sets()).map(s -> new ConformalThreshold(s.threshold(), s.coverage())));
    }
}
