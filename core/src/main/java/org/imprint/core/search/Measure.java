package org.imprint.core.search;

import java.util.Optional;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MeasureShape;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Distances between two float vectors in double arithmetic, summed in one fixed order; smaller is nearer.
 *
 * <p>These are the values that decide in corrected semantics. Vectors are given by array and offset, lengths by their
 * Euclidean norms, which only the cosine needs.
 */
public enum Measure {
    /** −⟨q, w⟩: an order, not a distance. */
    INNER_PRODUCT(ProductForm.INNER_PRODUCT) {
        @Override
        double between(float[] q, int i, float[] w, int k, int d) {
            return -dot(q, i, w, k, d);
        }
    },
    /** 1 − ⟨q, w⟩ / (‖q‖ ‖w‖), 1 if either vector is zero. */
    COSINE(ProductForm.COSINE) {
        @Override
        double between(float[] q, int i, float[] w, int k, int d) {
            return between(q, i, norm(q, i, d), w, k, norm(w, k, d), d);
        }

        @Override
        double between(float[] q, int i, double length, float[] w, int k, double norm, int d) {
            return cosine(dot(q, i, w, k, d), length, norm);
        }
    },
    /** ‖q − w‖₂. */
    EUCLIDEAN(ProductForm.EUCLIDEAN) {
        @Override
        double between(float[] q, int i, float[] w, int k, int d) {
            return Math.sqrt(squaredDistance(q, i, w, k, d));
        }
    },
    /** Σⱼ |qⱼ − wⱼ|. */
    MANHATTAN {
        @Override
        double between(float[] q, int i, float[] w, int k, int d) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += Math.abs((double) q[i + j] - w[k + j]);
            }
            return sum;
        }

        @Override
        void addLanes(float[] q, float[][] w, int j, float[] sums) {
            LaneSearch.addDistances(q, w, j, sums);
        }

        @Override
        float published(float[] q, int i, float[] w, int k, int d) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += Math.abs(q[i + j] - w[k + j]);
            }
            return (float) sum;
        }
    },
    /** maxⱼ |qⱼ − wⱼ|. */
    CHEBYSHEV {
        @Override
        double between(float[] q, int i, float[] w, int k, int d) {
            double most = 0;
            for (int j = 0; j < d; j++) {
                most = Math.max(most, Math.abs((double) q[i + j] - w[k + j]));
            }
            return most;
        }

        @Override
        void addLanes(float[] q, float[][] w, int j, float[] most) {
            LaneSearch.maxDistances(q, w, j, most);
        }

        @Override
        float published(float[] q, int i, float[] w, int k, int d) {
            float most = 0;
            for (int j = 0; j < d; j++) {
                most = Math.max(most, Math.abs(q[i + j] - w[k + j]));
            }
            return most;
        }
    };

    private final Optional<ProductForm> form;

    Measure(ProductForm form) {
        this.form = Optional.of(form);
    }

    Measure() {
        this.form = Optional.empty();
    }

    /** Returns how it is had from inner products. */
    ProductForm form() {
        return form.orElseThrow(() -> new IllegalStateException(this + " is not had from inner products"));
    }

    /** Returns whether it is had from inner products, or coordinate by coordinate. */
    MeasureShape shape() {
        return form.isPresent() ? MeasureShape.PRODUCT : MeasureShape.LANES;
    }

    /**
     * Takes coordinates j to j + {@link LaneSearch#STEP} of a query and of all lanes into account, in float; for {@link
     * MeasureShape#LANES} alone.
     *
     * @param lanes lanes[j][l] is coordinate j of the proxy in lane l
     * @param sums the distances so far, 0 at first
     */
    void addLanes(float[] q, float[][] lanes, int j, float[] sums) {
        throw new IllegalStateException(this + " is not compared coordinate by coordinate");
    }

    /** Returns {@link #between} in the published code's arithmetic; for {@link MeasureShape#LANES} alone. */
    float published(float[] q, int i, float[] w, int k, int d) {
        throw new IllegalStateException(this + " is not compared coordinate by coordinate");
    }

    /** Returns the distance of q[i .. i+d) from w[k .. k+d). Time O(d). */
    abstract double between(float[] q, int i, float[] w, int k, int d);

    /** Returns the same, bit for bit, where the Euclidean norms of both are known. */
    double between(float[] q, int i, double length, float[] w, int k, double norm, int d) {
        return between(q, i, w, k, d);
    }

    /** Returns the distance of row i of q from row k of w, as searches in corrected semantics find it. Time O(d). */
    public double between(FloatMatrix q, int i, FloatMatrix w, int k) {
        return between(q.data(), q.offset(i), w.data(), w.offset(k), q.cols());
    }

    /** Returns the measure of a metric; Mahalanobis is Euclidean between whitened vectors. */
    static Measure of(Metric metric) {
        return switch (metric) {
            case COSINE -> COSINE;
            case EUCLIDEAN, MAHALANOBIS -> EUCLIDEAN;
            case MANHATTAN -> MANHATTAN;
            case CHEBYSHEV -> CHEBYSHEV;
        };
    }

    /** Returns what an aggregation compares by. */
    public static Measure of(Aggregation aggregation) {
        return aggregation instanceof NearestVote vote ? of(vote.metric()) : INNER_PRODUCT;
    }

    /** Returns 1 − dot / (a b), within [0, 2]; 1 if a or b is 0. */
    static double cosine(double dot, double a, double b) {
        return a == 0 || b == 0 ? 1 : Math.min(2, Math.max(0, 1 - dot / (a * b)));
    }

    /** Returns ⟨a, b⟩; products of floats are exact in double. */
    static double dot(float[] a, int i, float[] b, int k, int d) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 3 < d; j += 4) {
            s0 += (double) a[i + j] * b[k + j];
            s1 += (double) a[i + j + 1] * b[k + j + 1];
            s2 += (double) a[i + j + 2] * b[k + j + 2];
            s3 += (double) a[i + j + 3] * b[k + j + 3];
        }
        for (; j < d; j++) {
            s0 += (double) a[i + j] * b[k + j];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** Returns ‖a − b‖². */
    static double squaredDistance(float[] a, int i, float[] b, int k, int d) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 3 < d; j += 4) {
            double e0 = (double) a[i + j] - b[k + j];
            double e1 = (double) a[i + j + 1] - b[k + j + 1];
            double e2 = (double) a[i + j + 2] - b[k + j + 2];
            double e3 = (double) a[i + j + 3] - b[k + j + 3];
            s0 += e0 * e0;
            s1 += e1 * e1;
            s2 += e2 * e2;
            s3 += e3 * e3;
        }
        for (; j < d; j++) {
            double e = (double) a[i + j] - b[k + j];
            s0 += e * e;
        }
        return s0 + s1 + (s2 + s3);
    }

    /** Returns ‖a‖₂. */
    static double norm(float[] a, int i, int d) {
        return Math.sqrt(dot(a, i, a, i, d));
    }

    /** Returns ‖xᵢ‖₂ of each row of x [n, d]. */
    public static double[] norms(FloatMatrix x) {
        double[] norms = new double[x.rows()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = norm(x.data(), x.offset(i), x.cols());
        }
        return norms;
    }
}
