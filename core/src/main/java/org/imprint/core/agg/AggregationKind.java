package org.imprint.core.agg;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.imprint.core.Checks;
import org.imprint.core.MethodKind;

/** A kind of aggregation: its names, and whether it has a number of neighbours. */
public final class AggregationKind extends MethodKind<AggregationKind> {

    /** The strongest or nearest proxy alone: {@link MaxInnerProduct} and {@link NearestProxy}. */
    public static final AggregationKind MAX = withoutM("max", "max", MaxInnerProduct::new);

    /** A vote of the m nearest: {@link NearestVote}. */
    public static final AggregationKind MNN =
            withM("mnn", "m-NN", m -> new NearestVote(m, Metric.EUCLIDEAN, Weighting.UNIFORM));

    private static final List<AggregationKind> OURS = List.of(MAX, MNN);

    private final boolean usesM;
    private final IntFunction<? extends Aggregation> maker;

    private AggregationKind(String wireName, String title, boolean usesM, IntFunction<? extends Aggregation> maker) {
        super("aggregation", wireName, title);
        this.usesM = usesM;
        this.maker = maker;
    }

    /**
     * Returns a kind with a number of neighbours.
     *
     * @param wireName the name in files and on the command line: lower-case letters, digits and {@code _}
     * @param title the name that people read
     * @param maker makes the aggregation of m ≥ 1
     */
    public static AggregationKind withM(String wireName, String title, IntFunction<? extends Aggregation> maker) {
        return new AggregationKind(wireName, title, true, maker);
    }

    /** Returns a kind without parameters; otherwise as {@link #withM}. */
    public static AggregationKind withoutM(String wireName, String title, Supplier<? extends Aggregation> maker) {
        return new AggregationKind(wireName, title, false, m -> maker.get());
    }

    /** Returns the kinds of this toolkit, in the order in which people are shown them. */
    public static List<AggregationKind> ours() {
        return OURS;
    }

    @Override
    protected List<AggregationKind> inOrder() {
        return ours();
    }

    /** Returns whether there is a number of neighbours m. */
    public boolean usesM() {
        return usesM;
    }

    /**
     * Returns the aggregation of an m, which does not count without {@link #usesM}; ours by inner product or Euclidean distance.
     *
     * @param m ≥ 1
     */
    public Aggregation of(int m) {
        return maker.apply(Checks.inRange(wireName() + ".m", m, 1, Integer.MAX_VALUE));
    }
}
