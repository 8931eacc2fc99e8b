package org.imprint.core.search;

/**
 * How a measure is had from inner products: all that the searches of {@link org.imprint.core.agg.MeasureShape#PRODUCT} know of it.
 *
 * <pre>
 *   key(q, w) = o(w) − s(w) ⟨q, w⟩
 *   inner product   o = 0         s = 1           key = distance
 *   cosine          o = 0         s = 1 / ‖w‖     key = ‖q‖ (distance − 1)
 *   Euclidean       o = ‖w‖²/2    s = 1           key = (distance² − ‖q‖²) / 2
 * </pre>
 *
 * <p>What must hold of a new one: for one query the key rises with the distance, in exact arithmetic, and either o = 0 or s = 1. The
 * methods whose names begin with {@code published} are scikit-learn's float arithmetic for the same measure, and need not agree.
 */
enum ProductForm {
    INNER_PRODUCT {
        @Override
        double key(double distance, double length) {
            return distance;
        }

        /** NaN comes first, as in the published code's search for the largest. */
        @Override
        double publishedKey(double product, double querySquare, double proxySquare) {
            return Double.isNaN(product) ? Double.NEGATIVE_INFINITY : -(float) product;
        }
    },
    COSINE {
        @Override
        double scale(double norm) {
            return norm == 0 ? 0 : 1 / norm;
        }

        @Override
        boolean isScaled() {
            return true;
        }

        @Override
        double key(double distance, double length) {
            return length * (distance - 1);
        }

        @Override
        double largestTerm(double length, double longest) {
            return length;
        }

        @Override
        boolean publishedOnUnitVectors() {
            return true;
        }

        @Override
        double publishedKey(double product, double querySquare, double proxySquare) {
            return Math.min(2f, Math.max(0f, 1f - (float) product));
        }
    },
    EUCLIDEAN {
        @Override
        double offset(double norm) {
            return norm * norm / 2;
        }

        @Override
        double key(double distance, double length) {
            return (distance * distance - length * length) / 2;
        }

        @Override
        double keyTerm(double length) {
            return length * length;
        }

        @Override
        boolean publishedTiesByHeap() {
            return true;
        }

        @Override
        double publishedKey(double product, double querySquare, double proxySquare) {
            return Math.max(0, querySquare + proxySquare - 2 * product);
        }

        @Override
        double publishedDistance(double key) {
            return (float) Math.sqrt((float) key);
        }
    };

    /** Returns o(w) of a proxy of that norm. */
    double offset(double norm) {
        return 0;
    }

    /** Returns s(w) of a proxy of that norm. */
    double scale(double norm) {
        return 1;
    }

    /** Returns whether s(w) may differ from 1; o(w) is then 0. */
    boolean isScaled() {
        return false;
    }

    /**
     * Returns the key that belongs to a distance; never falls when the distance rises.
     *
     * @param length ‖q‖
     */
    abstract double key(double distance, double length);

    /** Returns a bound of s(w) ‖q‖ ‖w‖, which the rounding of a product is relative to, for proxies of norm ≤ {@code longest}. */
    double largestTerm(double length, double longest) {
        return length * longest;
    }

    /** Returns the largest number besides product and offset that {@link #key} adds or takes away. */
    double keyTerm(double length) {
        return 0;
    }

    /** Returns whether the published code divides both vectors by their norms first. */
    boolean publishedOnUnitVectors() {
        return false;
    }

    /** Returns whether scikit-learn's heap settles equal keys; otherwise its argpartition does, in whose place we take the index. */
    boolean publishedTiesByHeap() {
        return false;
    }

    /** Returns the number that selects, smallest first. */
    abstract double publishedKey(double product, double querySquare, double proxySquare);

    /** Returns the distance that votes. */
    double publishedDistance(double key) {
        return key;
    }
}
