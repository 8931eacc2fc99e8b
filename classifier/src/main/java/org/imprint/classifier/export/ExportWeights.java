package org.imprint.classifier.export;

import java.util.List;
import java.util.Optional;
import org.imprint.core.matrix.FloatMatrix;

/**
 * The numbers of a head as they lie in an exported file.
 *
 * @param proxies [p, d] in class order
 * @param thresholds for each class, if there are any
 */
public record ExportWeights(FloatMatrix proxies, Optional<List<Float>> thresholds) {

    /** Copies the list. */
    public ExportWeights {
        thresholds = thresholds.map(List::copyOf);
    }
}
