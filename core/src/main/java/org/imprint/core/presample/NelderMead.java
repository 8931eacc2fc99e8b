package org.imprint.core.presample;

import java.util.function.ToDoubleFunction;

/**
 * The downhill simplex of Nelder and Mead with the rules and defaults of {@code scipy.optimize.fmin}.
 *
 * <p>Reflection 1, expansion 2, contraction ½, shrinkage ½; ends when the best vertex is within 10⁻⁴ of all others in every
 * coordinate and in value, or after 200 evaluations per dimension; scipy's equal bound on iterations cannot come first. Source: J. A. Nelder, R. Mead, The Computer
 * Journal 7 (1965) 308; scipy 1.14 {@code _minimize_neldermead} for the order of operations.
 */
final class NelderMead {

    private static final double TOLERANCE = 1e-4;

    private final ToDoubleFunction<double[]> f;
    private final int budget;
    private int calls;
    private final double[][] simplex;
    private final double[] values;

    private NelderMead(ToDoubleFunction<double[]> f, double[] start) {
        this.f = f;
        int n = start.length;
        this.budget = 200 * n;
        this.simplex = new double[n + 1][];
        this.values = new double[n + 1];
        simplex[0] = start.clone();
        for (int k = 0; k < n; k++) {
            simplex[k + 1] = start.clone();
            simplex[k + 1][k] = start[k] != 0 ? 1.05 * start[k] : 0.00025;
        }
    }

    /** Returns the best point found. */
    static double[] minimise(ToDoubleFunction<double[]> f, double[] start) {
        NelderMead run = new NelderMead(f, start);
        run.search();
        return run.simplex[0];
    }

    private void search() {
        for (int k = 0; k < values.length; k++) {
            values[k] = f.applyAsDouble(simplex[k]);
        }
        calls = values.length;
        sort();
        while (!spent() && !converged()) {
            step();
            sort();
        }
    }

    private void step() {
        int last = values.length - 1;
        double[] centre = centre();
        double[] reflected = along(centre, 2, -1);
        double atReflected = value(reflected);
        if (atReflected < values[0]) {
            if (!spent()) {
                double[] expanded = along(centre, 3, -2);
                double atExpanded = value(expanded);
                boolean further = atExpanded < atReflected;
                put(last, further ? expanded : reflected, further ? atExpanded : atReflected);
            }
        } else if (atReflected < values[last - 1]) {
            put(last, reflected, atReflected);
        } else if (!spent()) {
            contract(centre, atReflected);
        }
    }

    private void contract(double[] centre, double atReflected) {
        int last = values.length - 1;
        boolean outside = atReflected < values[last];
        double[] contracted = outside ? along(centre, 1.5, -0.5) : along(centre, 0.5, 0.5);
        double atContracted = value(contracted);
        if (outside ? atContracted <= atReflected : atContracted < values[last]) {
            put(last, contracted, atContracted);
        } else {
            shrink();
        }
    }

    /** Halves the way of each vertex to the best; one that the budget no longer reaches keeps its old value, as in scipy. */
    private void shrink() {
        for (int j = 1; j < values.length; j++) {
            for (int i = 0; i < simplex[0].length; i++) {
                simplex[j][i] = simplex[0][i] + 0.5 * (simplex[j][i] - simplex[0][i]);
            }
            if (spent()) {
                return;
            }
            values[j] = value(simplex[j]);
        }
    }

    private boolean spent() {
        return calls >= budget;
    }

    private double value(double[] x) {
        calls++;
        return f.applyAsDouble(x);
    }

    private void put(int k, double[] x, double value) {
        simplex[k] = x;
        values[k] = value;
    }

    /** Returns the mean of all vertices but the worst. */
    private double[] centre() {
        double[] mean = new double[simplex[0].length];
        for (int i = 0; i < mean.length; i++) {
            for (int k = 0; k < mean.length; k++) {
                mean[i] += simplex[k][i];
            }
            mean[i] /= mean.length;
        }
        return mean;
    }

    /** Returns a·centre + b·worst. */
    private double[] along(double[] centre, double a, double b) {
        double[] worst = simplex[simplex.length - 1];
        double[] x = new double[centre.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = a * centre[i] + b * worst[i];
        }
        return x;
    }

    private boolean converged() {
        double width = 0;
        double height = 0;
        for (int k = 1; k < values.length; k++) {
            for (int i = 0; i < simplex[0].length; i++) {
                width = Math.max(width, Math.abs(simplex[k][i] - simplex[0][i]));
            }
            height = Math.max(height, Math.abs(values[0] - values[k]));
        }
        return width <= TOLERANCE && height <= TOLERANCE;
    }

    /** Sorts the vertices by value, stably; NaN last. */
    private void sort() {
        for (int k = 1; k < values.length; k++) {
            for (int j = k; j > 0 && Double.compare(values[j], values[j - 1]) < 0; j--) {
                double[] x = simplex[j];
                double value = values[j];
                put(j, simplex[j - 1], values[j - 1]);
                put(j - 1, x, value);
            }
        }
    }
}
