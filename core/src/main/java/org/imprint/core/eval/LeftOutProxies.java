package org.imprint.core.eval;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.data.ClassRows;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.ClassGenerator;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.SelectingGenerator;
import org.imprint.core.gen.XavierGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.Neighbours;

/** The proxies that a generator makes of a class without one of its rows, before NORMpost, for each row. */
final class LeftOutProxies {

    /** Classes of so few rows are generated anew without each. */
    static final int SMALL_CLASS = 16;

    private final IntFunction<Change> changes;
    private final boolean exact;

    private LeftOutProxies(IntFunction<Change> changes, boolean exact) {
        this.changes = changes;
        this.exact = exact;
    }

    /** Returns how the proxies differ without row i. May be called by several threads. */
    Change without(int i) {
        return changes.apply(i);
    }

    /** Returns whether they are those that the generator makes. */
    boolean isExact() {
        return exact;
    }

    /**
     * Returns the proxies without each row.
     *
     * @param rows of one class, after NORMpre; n ≥ 1
     * @param proxies those of all rows
     * @param smallClass the largest class that is generated anew without each row
     */
    static LeftOutProxies of(ClassRows rows, FloatMatrix proxies, ClassGenerator generator, Run run, int smallClass) {
        int n = rows.size();
        int k = proxies.rows();
        FloatMatrix none = FloatMatrix.zeros(0, proxies.cols());
        if (n == 1) {
            return exactly(i -> new Change(0, k, none));
        }
        if (generator instanceof XavierGenerator) {
            return exactly(i -> new Change(0, 0, none));
        }
        if (generator instanceof MeanGenerator) {
            return means(rows.rows(), new int[n], 1, true);
        }
        boolean keepsSmall = generator.kind().has(GeneratorFact.KEEPS_SMALL_CLASSES);
        if (generator instanceof AllGenerator || keepsSmall && n < generator.k()) {
            return exactly(i -> new Change(i, i + 1, none));
        }
        if (keepsSmall && n == generator.k()) {
            return exactly(i -> new Change(0, k, without(rows.rows(), i)));
        }
        if (n > smallClass && generator instanceof KMeansGenerator) {
            return means(rows.rows(), nearest(rows.rows(), proxies, run), k, false);
        }
        IntFunction<Change> anew = i -> new Change(0, k, generator.proxies(rows.with(without(rows.rows(), i)), run));
        return n > smallClass && generator instanceof SelectingGenerator
                ? selected(rows.rows(), proxies, anew)
                : exactly(anew);
    }

    private static LeftOutProxies exactly(IntFunction<Change> changes) {
        return new LeftOutProxies(changes, true);
    }

    private static FloatMatrix without(FloatMatrix rows, int i) {
        return rows.select(IntStream.range(0, rows.rows()).filter(j -> j != i).toArray());
    }

    private static int[] nearest(FloatMatrix rows, FloatMatrix proxies, Run run) {
        Neighbours near = NeighbourSearch.by(Metric.EUCLIDEAN, proxies, Semantics.CORRECTED)
                .nearest(rows, 1, run.parallel());
        return IntStream.range(0, rows.rows()).map(i -> near.proxy(i, 0)).toArray();
    }

    /** Each proxy is the mean of its rows; without its only row there is none. */
    private static LeftOutProxies means(FloatMatrix rows, int[] proxyOf, int k, boolean exact) {
        int d = rows.cols();
        double[][] sums = new double[k][d];
        int[] sizes = new int[k];
        for (int i = 0; i < proxyOf.length; i++) {
            sizes[proxyOf[i]]++;
            for (int j = 0; j < d; j++) {
                sums[proxyOf[i]][j] += rows.get(i, j);
            }
        }
        IntFunction<Change> changes = i -> {
            int proxy = proxyOf[i];
            FloatMatrix by = FloatMatrix.zeros(Math.min(1, sizes[proxy] - 1), d);
            for (int j = 0; j < by.data().length; j++) {
                by.data()[j] = (float) ((sums[proxy][j] - rows.get(i, j)) / (sizes[proxy] - 1));
            }
            return new Change(proxy, proxy + 1, by);
        };
        return new LeftOutProxies(changes, exact);
    }

    /** A proxy that is this row alone is gone; the only proxy of a class is chosen anew. */
    private static LeftOutProxies selected(FloatMatrix rows, FloatMatrix proxies, IntFunction<Change> anew) {
        int[] proxyOf = new int[rows.rows()];
        Arrays.fill(proxyOf, -1);
        for (int j = 0; j < proxies.rows(); j++) {
            float[] proxy = proxies.row(j);
            int[] equal = IntStream.range(0, rows.rows())
                    .filter(i -> equals(rows, i, proxy))
                    .toArray();
            if (equal.length == 1) {
                proxyOf[equal[0]] = j;
            }
        }
        FloatMatrix none = FloatMatrix.zeros(0, rows.cols());
        IntFunction<Change> changes = i -> {
            int proxy = proxyOf[i];
            if (proxy < 0) {
                return new Change(0, 0, none);
            }
            return proxies.rows() == 1 ? anew.apply(i) : new Change(proxy, proxy + 1, none);
        };
        return new LeftOutProxies(changes, false);
    }

    private static boolean equals(FloatMatrix rows, int i, float[] proxy) {
        int from = rows.offset(i);
        return Arrays.equals(rows.data(), from, from + rows.cols(), proxy, 0, proxy.length);
    }
}
