package org.imprint.classifier;

/** Scores to probabilities. */
final class Softmax {

    private Softmax() {}

    /**
     * Returns exp(s_c / T) / Σ exp(s_c' / T).
     *
     * @param temperature T &gt; 0
     */
    static double[] of(float[] scores, double temperature) {
        double most = Double.NEGATIVE_INFINITY;
        for (float s : scores) {
            most = Math.max(most, s);
        }
        double[] p = new double[scores.length];
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp((scores[c] - most) / temperature);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }
}
