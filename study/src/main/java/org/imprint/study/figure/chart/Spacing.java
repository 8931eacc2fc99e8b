package org.imprint.study.figure.chart;

/** Moves positions apart as little as possible (least squares), keeping their order. */
final class Spacing {

    private Spacing() {}

    /**
     * Returns positions at least {@code gap} apart within [{@code low}, {@code high}], near the given rising ones.
     *
     * <p>If they do not fit, the gap becomes as large as fits. Subtracting i·gap turns the task into isotonic regression, which
     * pooling of neighbours solves; clipping the solution keeps it the best one inside the bounds.
     */
    static double[] apart(double[] rising, double gap, double low, double high) {
        int n = rising.length;
        double step = n < 2 ? 0 : Math.min(gap, (high - low) / (n - 1));
        double[] sum = new double[n];
        int[] size = new int[n];
        int pools = 0;
        for (int i = 0; i < n; i++) {
            sum[pools] = rising[i] - i * step;
            size[pools] = 1;
            pools++;
            while (pools > 1 && sum[pools - 2] / size[pools - 2] >= sum[pools - 1] / size[pools - 1]) {
                sum[pools - 2] += sum[pools - 1];
                size[pools - 2] += size[pools - 1];
                pools--;
            }
        }
        double[] apart = new double[n];
        int i = 0;
        for (int pool = 0; pool < pools; pool++) {
            double level = Math.max(low, Math.min(high - (n - 1) * step, sum[pool] / size[pool]));
            for (int j = 0; j < size[pool]; j++, i++) {
                apart[i] = level + i * step;
            }
        }
        return apart;
    }
}
