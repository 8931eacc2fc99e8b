package org.imprint.core.search;

import java.util.Arrays;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * The largest inner product of queries with each group of consecutive proxies, rounded to float, in corrected semantics.
 *
 * <pre>
 *   s(q, g) = fl(max_{j ∈ g} ⟨q, wⱼ⟩)
 * </pre>
 *
 * <p>⟨q, w⟩ is summed in double in one fixed order, that of the search for the largest inner product. So a number depends on its query
 * and the proxies of its group alone: it is the same to the bit whatever other groups and queries there are. BLAS, whose last bits depend
 * on shapes, gives products with a bound on their error; sums in fixed order are taken only of the proxies that can be the largest of
 * a group, and only where the bound leaves more than one float open.
 *
 * <p>Few queries, or many proxies to a group, are multiplied in float, which reads proxies as they are but leaves each group open; else
 * in double, which leaves one in some million open. Time O(n·p·d). Immutable; may be shared by threads.
 */
public final class GroupMaxima {

    private static final int QUERY_ROWS = 1024;
    private static final int DOUBLE_QUERY_ROWS = 256;
    /** A sum in fixed order costs as much as making this many proxies double. */
    private static final int CONVERTED = 4;
    /** With more proxies to a group, a float product and a sum in fixed order cost less than a double product. */
    private static final int MANY_TO_A_GROUP = 32;

    private final List<Part> parts;
    private final List<ProxyBlock> blocks;
    private final int[] firstGroups;
    private final int groups;

    private GroupMaxima(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.blocks = parts.stream().map(part -> part.block).toList();
        this.firstGroups = new int[parts.size()];
        int count = 0;
        for (int b = 0; b < firstGroups.length; b++) {
            Part part = parts.get(b);
            firstGroups[b] = part.goesOn ? count - 1 : count;
            count = firstGroups[b] + part.borders.length - 1;
        }
        this.groups = count;
    }

    /** Returns the maxima of the groups of all parts; time in the number of parts alone. @param parts at least one */
    public static GroupMaxima of(List<Part> parts) {
        Checks.require(!parts.isEmpty(), "maxima need at least one block of proxies", 0);
        return new GroupMaxima(parts);
    }

    /** A block made for the inner product, and how its proxies are grouped. Immutable; may be shared. */
    public static final class Part {
        private final ProxyBlock block;
        private final int[] borders;
        private final boolean goesOn;

        private Part(ProxyBlock block, int[] borders, boolean goesOn) {
            this.block = block;
            this.borders = borders;
            this.goesOn = goesOn;
        }

        /**
         * Returns a part that begins with a new group.
         *
         * @param borders the first proxy of each group in the block, ascending from 0, and r at the end
         */
        public static Part of(ProxyBlock block, int[] borders) {
            return new Part(block, borders.clone(), false);
        }

        /** Returns a part of one group, that which the part before ends with. */
        public static Part goingOn(ProxyBlock block) {
            return new Part(block, new int[] {0, block.size()}, true);
        }
    }

    /** Returns s(q, g), [n, groups]. @param queries [n, d], finite */
    public FloatMatrix of(FloatMatrix queries, Parallel parallel) {
        FloatMatrix scores = FloatMatrix.zeros(queries.rows(), groups);
        Arrays.fill(scores.data(), Float.NEGATIVE_INFINITY);
        boolean inDouble = isCheaperInDouble(queries.rows());
        int rows = NeighbourSearch.tileRows(queries.rows(), inDouble ? DOUBLE_QUERY_ROWS : QUERY_ROWS);
        parallel.forEachTile(queries.rows(), rows, (from, to) -> {
            Tile tile = new Tile(queries.rows(from, to), scores.rows(from, to));
            if (inDouble) {
                tile.multiplyInDouble();
            } else {
                tile.multiplyInFloat();
            }
        });
        return scores;
    }

    private boolean isCheaperInDouble(int queries) {
        long p = blocks.stream().mapToLong(ProxyBlock::size).sum();
        return (long) queries * groups > CONVERTED * p && p <= (long) MANY_TO_A_GROUP * groups;
    }

    /** One tile of queries. */
    private final class Tile {
        private final FloatMatrix queries;
        private final FloatMatrix scores;
        private final double[] lengths;

        Tile(FloatMatrix queries, FloatMatrix scores) {
            this.queries = queries;
            this.scores = scores;
            this.lengths = Measure.norms(queries);
        }

        void multiplyInFloat() {
            ProductSearch.forEachProduct(queries, blocks, (products, b) -> {
                KeyError error = KeyError.of(ProductForm.INNER_PRODUCT, blocks.get(b));
                double[] wide = new double[products.cols()];
                for (int i = 0; i < queries.rows(); i++) {
                    for (int j = 0; j < wide.length; j++) {
                        wide[j] = products.data()[products.offset(i) + j];
                    }
                    settle(i, b, wide, 0, error.at(lengths[i]));
                }
            });
        }

        void multiplyInDouble() {
            DoubleMatrix wide = queries.toDouble();
            for (int b = 0; b < blocks.size(); b++) {
                FloatMatrix proxies = blocks.get(b).rows();
                DoubleMatrix products = DoubleMatrix.zeros(queries.rows(), proxies.rows());
                Blas.timesTransposed(wide, proxies.toDouble(), products);
                // twice γ_d of double: once for this sum, once for that in fixed order
                double error = (queries.cols() + 8) * 0x1p-52 * blocks.get(b).longest();
                for (int i = 0; i < queries.rows(); i++) {
                    settle(i, b, products.data(), products.offset(i), error * lengths[i]);
                }
            }
        }

        /** Takes the products of query i with part b, which are no farther than {@code error} from those in fixed order. */
        private void settle(int i, int b, double[] products, int at, double error) {
            int[] borders = parts.get(b).borders;
            for (int g = 0; g + 1 < borders.length; g++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int j = borders[g]; j < borders[g + 1]; j++) {
                    most = Math.max(most, products[at + j]); // NaN stays
                }
                float low = (float) (most - error);
                boolean clear = low == (float) (most + error) && low != 0; // −0 and 0 are equal
                float score = clear
                        ? low
                        : settled(i, blocks.get(b).rows(), borders[g], borders[g + 1], products, at, most - 2 * error);
                int to = scores.offset(i) + firstGroups[b] + g;
                scores.data()[to] = Math.max(scores.data()[to], score);
            }
        }

        private float settled(int i, FloatMatrix proxies, int from, int to, double[] products, int at, double limit) {
            double most = Double.NEGATIVE_INFINITY;
            for (int j = from; j < to; j++) {
                if (!(products[at + j] < limit)) { // also true for NaN
                    most = Math.max(
                            most,
                            Measure.dot(
                                    queries.data(),
                                    queries.offset(i),
                                    proxies.data(),
                                    proxies.offset(j),
                                    proxies.cols()));
                }
            }
            return (float) most;
        }
    }
}
