package org.imprint.lab.sweep.file;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Band;
import org.imprint.core.presample.Presampling;
import org.imprint.core.presample.WeibullBand;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WireAggregation;
import org.imprint.lab.sweep.WireGenerator;
import org.imprint.lab.sweep.WirePresampling;

/**
 * The published expansion of axes to methods: the cartesian product, keys in alphabetical order of their published names and the last
 * fastest, then filters that drop rows or rewrite them, then the first of each set of equal rows.
 *
 * <p>The data of a combination take no part in any filter, so methods are expanded once for all data.
 */
final class PublishedGrid {

    /** Largest product before the filters; above it an expansion takes minutes. */
    static final long MAX_ROWS = 10_000_000;

    /** "m must not be larger than the number of proxies" presumes this many classes, whatever the task. */
    private static final int PRESUMED_CLASSES = 10;

    private static final int EVERY_ROW = WireGenerator.EVERY_ROW;
    private static final int NO_VOTE = WireAggregation.NO_VOTE;
    private static final int ALL_SHOTS = WirePresampling.EVERY_ROW;

    /** The published default, of every row. */
    private static final Band FULL = new WeibullBand(0, 1);

    private final PublishedAxes axes;
    private final List<List<?>> columns;

    PublishedGrid(PublishedAxes axes) {
        this.axes = axes;
        this.columns = List.of(
                axes.aggregation().distances(),
                axes.aggregation().methods(),
                axes.aggregation().weightings(),
                axes.ks(),
                axes.aggregation().ms(),
                axes.norms().pre(),
                axes.norms().inf(),
                axes.norms().post(),
                axes.presampling().fewShots(),
                axes.presampling().weibull(),
                axes.presampling().bands().orElse(List.of(FULL)),
                axes.generators());
    }

    /** Returns the number of rows before the filters. */
    BigInteger rowsBeforeFilters() {
        return Sizes.product(columns.stream().mapToInt(List::size).toArray());
    }

    /** Returns the methods in published order. */
    List<Method> methods() {
        Set<Method> methods = new LinkedHashSet<>();
        long rows = rowsBeforeFilters().longValueExact();
        for (long i = 0; i < rows; i++) {
            Row row = new Row(i);
            if (row.survives()) {
                methods.add(row.method());
            }
        }
        return List.copyOf(methods);
    }

    /** One row of the product. */
    private final class Row {
        private final String distance;
        private final AggregationKind aggregation;
        private final RowNormalization pre;
        private final RowNormalization inf;
        private final Normalization post;
        private final int fewShot;
        private final boolean weibull;
        private final Band band;
        private final GeneratorKind generator;
        private Weighting weighting;
        private int k;
        private int m;

        Row(long index) {
            Object[] values = new Object[columns.size()];
            long rest = index;
            for (int c = values.length - 1; c >= 0; c--) {
                values[c] = columns.get(c).get((int) (rest % columns.get(c).size()));
                rest /= columns.get(c).size();
            }
            distance = (String) values[0];
            aggregation = (AggregationKind) values[1];
            weighting = (Weighting) values[2];
            k = (int) values[3];
            m = (int) values[4];
            pre = (RowNormalization) values[5];
            inf = (RowNormalization) values[6];
            post = (Normalization) values[7];
            fewShot = (int) values[8];
            weibull = (boolean) values[9];
            band = (Band) values[10];
            generator = (GeneratorKind) values[11];
        }

        /** Applies the published filters, in their order, and returns whether the row is kept. */
        boolean survives() {
            return aggregationSurvives() && bandSurvives() && generatorSurvives() && normsSurvive();
        }

        private boolean aggregationSurvives() {
            if (!aggregation.usesM()) {
                m = NO_VOTE;
                weighting = Weighting.UNIFORM;
            }
            boolean noDistance = aggregation.equals(AggregationKind.MNN) && distance.equals(MaxInnerProduct.DISTANCE);
            boolean contradicts = aggregation.usesM() && m == NO_VOTE || noDistance;
            // Uses the k of the file, before mean and least squares get k = 1: their rows from a large k keep a large
            // m.
            boolean tooMany = k > 0 && m > (long) PRESUMED_CLASSES * k;
            return !contradicts && !tooMany;
        }

        /** The published code means to drop the full band too, but a list of YAML never equals its tuple. */
        private boolean bandSurvives() {
            return !weibull || axes.presampling().bands().isPresent();
        }

        private boolean generatorSurvives() {
            if (!generator.usesK()) {
                return true;
            }
            if (fewShot != ALL_SHOTS && fewShot < k) {
                k = fewShot;
            }
            return k != EVERY_ROW;
        }

        private boolean normsSurvive() {
            return pre instanceof NoNorm || pre.equals(inf);
        }

        Method method() {
            return new Method(
                    pre,
                    post,
                    inf,
                    Presampling.of(
                            weibull ? Optional.of(band) : Optional.empty(),
                            fewShot == ALL_SHOTS ? OptionalInt.empty() : OptionalInt.of(fewShot)),
                    generator.of(k),
                    new WireAggregation(aggregation.wireName(), distance, weighting, m).aggregation());
        }
    }
}
