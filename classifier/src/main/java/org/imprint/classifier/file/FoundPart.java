package org.imprint.classifier.file;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.core.Named;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.calibration.TopLabelMap;
import org.imprint.core.unknown.KnownScore;
import org.imprint.core.unknown.KnownScoreChoice;

/**
 * What leave-one-out found beside the temperature, as the file has it.
 *
 * @param known missing if nothing is unknown
 * @param sets missing if there is none
 * @param map how that of probabilities was found, whose points are tensors; missing if there is none
 */
record FoundPart(KnownPart known, SetsPart sets, String map) {

    /**
     * Which score is held against the thresholds.
     *
     * @param neighbours missing unless the score asks for it
     * @param aurocs by score; missing if none was measured
     */
    record KnownPart(String score, Integer neighbours, String basis, Map<String, Double> aurocs) {

        /** Returns the part of a choice; null if nothing was asked. */
        static KnownPart unlessNone(KnownScoreChoice choice) {
            Map<String, Double> aurocs = new LinkedHashMap<>();
            choice.aurocs().forEach((score, auroc) -> aurocs.put(score.wireName(), auroc));
            return choice.equals(KnownScoreChoice.NONE)
                    ? null
                    : new KnownPart(
                            choice.score().wireName(),
                            choice.neighbours() > 0 ? (Integer) choice.neighbours() : null,
                            choice.basis().wireName(),
                            aurocs.isEmpty() ? null : aurocs);
        }

        KnownScoreChoice choice() {
            Map<KnownScore, Double> measured = new EnumMap<>(KnownScore.class);
            if (aurocs != null) {
                aurocs.forEach((name, auroc) ->
                        measured.put(score("aurocs", name), StrictJson.present("classes.found.known.aurocs", auroc)));
            }
            return new KnownScoreChoice(
                    score("score", score),
                    neighbours == null ? 0 : neighbours,
                    Named.find(
                            "classes.found.known.basis",
                            KnownScoreChoice.Basis.class,
                            StrictJson.present("classes.found.known.basis", basis)),
                    measured);
        }

        private static KnownScore score(String field, String name) {
            String what = "classes.found.known." + field;
            return Named.find(what, KnownScore.class, StrictJson.present(what, name));
        }
    }

    /** From which probability a class belongs to a set. */
    record SetsPart(double threshold, double coverage) {}

    /** Returns the part of a calibration; null if nothing but a temperature was found. */
    static FoundPart unlessNone(Calibration found) {
        return found.with(Temperature.ONE).equals(Calibration.NONE)
                ? null
                : new FoundPart(
                        KnownPart.unlessNone(found.known()),
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
                        Optional.ofNullable(part.known()).map(KnownPart::choice).orElse(KnownScoreChoice.NONE),
                        Optional.ofNullable(part.sets()).map(s -> new ConformalThreshold(s.threshold(), s.coverage())));
    }
}
