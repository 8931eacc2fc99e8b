package org.imprint.lab.sweep.file;

import java.util.List;
import java.util.Optional;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Band;

/**
 * The axes of the methods in a published file, values in the order of the file.
 *
 * @param norms NORMpre, NORMinf and NORMpost
 * @param presampling presampling and its parameters
 * @param generators GEN
 * @param ks k, −1 for every row
 * @param aggregation AGG and its parameters
 */
record PublishedAxes(
        Norms norms,
        Presampling presampling,
        List<GeneratorKind> generators,
        List<Integer> ks,
        Aggregation aggregation) {

    record Norms(List<RowNormalization> pre, List<RowNormalization> inf, List<Normalization> post) {}

    /**
     * @param weibull whether a method has a band, for each method
     * @param bands empty if the file has none: the published default is then a Python tuple, which a list never equals
     * @param fewShots n, −1 for all
     */
    record Presampling(List<Boolean> weibull, Optional<List<Band>> bands, List<Integer> fewShots) {}

    record Aggregation(
            List<String> distances, List<AggregationKind> methods, List<Weighting> weightings, List<Integer> ms) {}
}
