package org.imprint.lab.sweep;

import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.RowNormalization;

/**
 * What is done to the data: one column of the paper's comparison.
 *
 * @param pre NORMpre, of the rows that proxies are made from
 * @param post NORMpost, of the proxies
 * @param inf NORMinf, of the queries
 * @param presampling which rows the generator sees
 * @param generator GEN with k
 * @param aggregation AGG with distance, weighting and m
 */
public record Method(
        RowNormalization pre,
        Normalization post,
        RowNormalization inf,
        PresamplingChoice presampling,
        GeneratorChoice generator,
        AggregationChoice aggregation) {}
