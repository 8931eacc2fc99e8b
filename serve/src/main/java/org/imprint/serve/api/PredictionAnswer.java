package org.imprint.serve.api;

import java.util.List;
import org.imprint.classifier.NearExample;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.ScoredClass;
import org.imprint.classifier.certainty.Threshold;

/**
 * What is answered for one image or embedding.
 *
 * @param name of the image as it was given
 * @param knownScore null where nothing is taken for unknown
 * @param threshold null where the answered class has none
 * @param set null where no coverage was asked for
 */
record PredictionAnswer(
        String name,
        String label,
        double score,
        double probability,
        boolean unknown,
        Double knownScore,
        Double threshold,
        List<Scored> top,
        List<String> set,
        List<Near> nearest) {

    /** A class with its score. */
    record Scored(String label, double score, double probability) {}

    /** An example that is near. @param id its digest @param label its class */
    record Near(String id, String name, String label, double cosine) {
        static Near of(NearExample near) {
            return new Near(near.example().digest().hex(), near.example().name(), near.className(), near.similarity());
        }
    }

    /** An image that cannot be used. */
    record Unusable(String name, String error) {}

    /** Returns the answer. @param top how many classes are told @param nearest how many examples are told */
    static PredictionAnswer of(String name, Prediction p, int top, int nearest) {
        double known = p.knownScore();
        return new PredictionAnswer(
                name,
                p.label(),
                p.score(),
                p.probability(),
                p.isUnknown(),
                p.threshold().isEmpty() || !Double.isFinite(known) ? null : known,
                p.threshold().map(Threshold::value).filter(Double::isFinite).orElse(null),
                p.top(top).stream()
                        .map(c -> new Scored(c.name(), c.score(), c.probability()))
                        .toList(),
                p.set().map(s -> s.stream().map(ScoredClass::name).toList()).orElse(null),
                nearest == 0
                        ? List.of()
                        : p.nearest(nearest).stream().map(Near::of).toList());
    }
}
