package org.imprint.classifier.export;

import java.util.List;
import java.util.Optional;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.unknown.KnownScore;

/**
 * How the head of an exported file decides, in words and numbers.
 *
 * @param dim d, the length of an embedding
 * @param proxies how many there are in all
 * @param normInf NORMinf by its wire name
 * @param aggregation AGG in words, such as {@code max inner_product} or {@code mnn m=5 cosine uniform}
 * @param chances what turns scores into probabilities and sets
 * @param thresholds for each class, if there are any
 * @param recipe what made the proxies, in words
 * @param known what is held against the thresholds, in words, such as {@code neighbours m=5}
 */
public record HeadFacts(
        int dim,
        int proxies,
        String normInf,
        String aggregation,
        Calibration chances,
        Optional<List<Float>> thresholds,
        String recipe,
        String known) {

    /** What is held against the thresholds unless a file says so. */
    public static final String PROXY = KnownScore.PROXY.wireName();

    /** Copies the list. */
    public HeadFacts {
        thresholds = thresholds.map(List::copyOf);
    }

    /** Returns those of a head. */
    public static HeadFacts of(ExportedHead head) {
        String aggregation = head.vote()
                .map(v -> "mnn m=" + v.m() + " " + v.metric().wireName() + " "
                        + v.weighting().wireName())
                .orElse("max inner_product");
        return new HeadFacts(
                head.dim(),
                head.proxies().stream().mapToInt(FloatMatrix::rows).sum(),
                head.norm().wireName(),
                aggregation,
                head.chances(),
                head.thresholds(),
                head.recipe(),
                head.known().score().wireName()
                        + (head.known().neighbours() > 0 ? " m=" + head.known().neighbours() : ""));
    }
}
