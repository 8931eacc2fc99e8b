package org.imprint.classifier.file;

import java.util.Optional;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.core.Named;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.calibration.TopLabelMap;
import org.imprint.core.unknown.KnownScore;

/**
 * What leave-one-out found beside the temperature, as the file has it.
 *
 * @param sets missing if there is none
 * @param map how that of probabilities was found, whose points are tensors; missing if there is none
 */
record FoundPart(String knownScore, SetsPart sets, String map) {

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
                                .orElse(null),
                        found.map().equals(TopLabelMap.SAME)
                                ? null
                                : found.map().method().wireName());
    }

    /** Returns how the map was found. @param part null if nothing but the temperature was */
    static ProbabilityMethod method(FoundPart part) {
        return part == null || part.map() == null
                ? ProbabilityMethod.TEMPERATURE
                : Named.find("classes.found.map", ProbabilityMethod.class, part.map());
    }

    /** Returns what was found. @param part null if nothing but the temperature was @param map of probabilities */
    static Calibration calibration(FoundPart part, double temperature, TopLabelMap map) {
        Calibration warm = Calibration.NONE.with(new Temperature(temperature));
        return part == null
                ? warm
                : new Calibration(
                        warm.temperature(),
                        map,
                        Named.find(
                                "classes.found.knownScore",
                                KnownScore.class,
                                StrictJson.present("classes.found.knownScore", part.knownScore())),
                        Optional.ofNullable(part.sets()).map(s -> new ConformalThreshold(s.threshold(), s.coverage())));
    }
}
