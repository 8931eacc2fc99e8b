package org.imprint.core.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.agg.MeasureShape;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Some proxies [r, d], and what a measure asks of each of them; what a search of many proxies is put together from.
 *
 * <p>Searches may share blocks: one that differs in a single block costs as much as that block. Immutable.
 */
public final class ProxyBlock {

    /** Products with this many proxies at once run at the rate of a large product; bench/NeighbourFigures measures it. */
    public static final int MOST_ROWS = 2048;

    private final Measure measure;
    private final FloatMatrix rows;
    private final double[] norms;
    private final float[] offsets;
    private final float[] scales;
    private final double longest;
    private final double largestScale;

    private ProxyBlock(Measure measure, FloatMatrix rows, double[] norms) {
        this.measure = measure;
        this.rows = rows;
        this.norms = norms;
        this.offsets = new float[norms.length];
        this.scales = new float[norms.length];
        double most = 0;
        double scale = 0;
        for (int j = 0; j < norms.length; j++) {
            offsets[j] = (float) measure.form().offset(norms[j]);
            scales[j] = (float) measure.form().scale(norms[j]);
            most = Math.max(most, norms[j]);
            scale = Math.max(scale, scales[j]);
        }
        this.longest = most;
        this.largestScale = scale;
    }

    /**
     * Returns proxies in blocks of {@value #MOST_ROWS} rows and one of what is left. Time O(r·d).
     *
     * @param proxies [r, d], r ≥ 1, finite; shared, not copied
     */
    public static List<ProxyBlock> cut(Measure measure, FloatMatrix proxies) {
        return cut(measure, proxies, measure.shape() == MeasureShape.PRODUCT ? Measure.norms(proxies) : new double[0]);
    }

    /** @param norms Euclidean norm of each proxy; none for a measure that goes coordinate by coordinate */
    static List<ProxyBlock> cut(Measure measure, FloatMatrix proxies, double[] norms) {
        List<ProxyBlock> blocks = new ArrayList<>();
        for (int from = 0; from < proxies.rows(); from += MOST_ROWS) {
            int to = Math.min(proxies.rows(), from + MOST_ROWS);
            double[] own = new double[norms.length == 0 ? 0 : to - from];
            System.arraycopy(norms, norms.length == 0 ? 0 : from, own, 0, own.length);
            blocks.add(new ProxyBlock(measure, proxies.rows(from, to), own));
        }
        return blocks;
    }

    /** Returns the number of the first proxy of each block and, at the end, of all. */
    static int[] starts(List<ProxyBlock> blocks) {
        int[] starts = new int[blocks.size() + 1];
        for (int b = 0; b < blocks.size(); b++) {
            starts[b + 1] = Math.addExact(starts[b], blocks.get(b).size());
        }
        return starts;
    }

    /** Returns the block of a proxy. */
    static int holding(int[] starts, int proxy) {
        int at = Arrays.binarySearch(starts, proxy);
        return at < 0 ? -at - 2 : at; // blocks are not empty, so starts are distinct
    }

    /** Returns what it was made for. */
    public Measure measure() {
        return measure;
    }

    /** Returns r. */
    public int size() {
        return rows.rows();
    }

    /** Returns the proxies [r, d]; shared. */
    public FloatMatrix rows() {
        return rows;
    }

    /** Returns ‖wⱼ‖. */
    double norm(int j) {
        return norms[j];
    }

    /** Returns o(wⱼ) of each proxy, see {@link ProductForm}; shared. */
    float[] offsets() {
        return offsets;
    }

    /** Returns s(wⱼ) of each proxy, see {@link ProductForm}; shared. */
    float[] scales() {
        return scales;
    }

    /** Returns the largest ‖wⱼ‖. */
    double longest() {
        return longest;
    }

    /** Returns the largest s(wⱼ). */
    double largestScale() {
        return largestScale;
    }
}
