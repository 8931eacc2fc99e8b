package org.imprint.core.cluster;

import org.imprint.core.matrix.DoubleMatrix;

/**
 * The centred rows and the centres of one run, with the steps whose roundings depend on the precision.
 *
 * <p>n rows x, k centres C, their sums N and the next centres. Methods given a cluster or a range of rows touch nothing
 * else, so different ones may run on different threads.
 */
sealed interface Space permits DoubleSpace, FloatSpace {

    /** Columns worked on at once when rows are centred; fixes the split of work, not a result. */
    int STRIP = 128;

    /** Rows of one tile of a matrix product, at most. */
    int TILE = 256;

    int rows();

    int clusters();

    /** Returns the sum of squared shifts of all centres at which the iteration stops. */
    double tolerance();

    /** Returns whether {@link #roughValues} are the values of the precision, so that near ties are theirs to decide. */
    boolean roughIsFinal();

    /**
     * Returns whether sums may be mended by the rows that come and go while the iteration runs. In float the order of
     * additions would show.
     */
    boolean sumsMayBeMended();

    /** Returns the centred rows in double, without loss. */
    DoubleMatrix wide();

    /** Returns ‖xᵢ‖² of the centred rows, summed in double. */
    double[] squaredNorms();

    /** Returns the value rounded to the precision. */
    double round(double value);

    /** Makes the given rows the centres. */
    void placeCentres(int[] seeds);

    /** Makes the given centres, in the coordinates before centring, the centres. */
    void placeCentres(DoubleMatrix centres);

    /** Returns ‖Cⱼ‖² of all centres, rounded to the precision. */
    double[] centreNorms();

    /**
     * Computes ‖Cⱼ‖² − 2 xᵢ·Cⱼ for rows [from, to), at most {@link #TILE}: k numbers a row, into the front of out.
     *
     * <p>Products are in float, whatever the precision.
     */
    void roughValues(int from, int to, double[] centreNorms, double[] out);

    /** Computes the same for the rows listed at places [from, to) of {@code list}. */
    void roughValues(int[] list, int from, int to, double[] centreNorms, double[] out);

    /** Computes the same in the precision. */
    void values(int[] list, int from, int to, double[] centreNorms, double[] out);

    /** Sets N of a cluster to the sum of the rows listed at places [from, to), added one by one in that order. */
    void sum(int cluster, int[] list, int from, int to);

    /** Adds a row to N of a cluster, or takes it away. */
    void mend(int cluster, int row, boolean add);

    /** Takes a row out of the sum of one cluster and makes it alone the sum of another. */
    void move(int row, int from, int to);

    /** Returns ‖xᵢ − Cⱼ‖². */
    double squaredDistance(int row, int cluster);

    /** Makes N·(1/weight) the next centre of a cluster; returns ‖next − C‖. */
    double average(int cluster, int weight);

    /** Makes the next centre of {@code other}, or its bare sum, the next centre of a cluster; returns ‖next − C‖. */
    double adopt(int cluster, int other, boolean averaged);

    /** Makes the next centre of a cluster its centre. */
    void advance(int cluster);

    /** Returns the centres in the coordinates before centring. */
    DoubleMatrix finalCentres();
}
