package org.imprint.core.eval;

import org.imprint.core.Source;

/**
 * How well scores part queries of known classes from queries of none.
 *
 * <p><b>Known queries are the positives.</b> A query is accepted at threshold t if its score is at least t; queries of one score are
 * accepted together. K known and U unknown queries; TP(t) and FP(t) of them are accepted.
 *
 * <pre>
 *   TPR(t) = TP(t) / K     FPR(t) = FP(t) / U     precision(t) = TP(t) / (TP(t) + FP(t))
 * </pre>
 *
 * <p>Each is O(n) on {@link OpenSetScores}, and NaN where K or U is 0.
 */
@Source(
        paper =
                "AUROC, AUPR: D. Hendrycks, K. Gimpel, A Baseline for Detecting Misclassified and Out-of-Distribution Examples, "
                        + "ICLR 2017; FPR95: S. Liang et al., ODIN, ICLR 2018; OSCR: A. Dhamija, M. Günther, T. Boult, Reducing Network "
                        + "Agnostophobia, NeurIPS 2018, section 3, its area: S. Vaze et al., Open-Set Recognition, ICLR 2022",
        url = "https://arxiv.org/abs/1811.04110",
        oracle = "scikit-learn 1.2.1, roc_auc_score, average_precision_score, roc_curve and auc of sklearn.metrics")
public enum OpenSetMeasure {
    /** The chance that a known query scores above an unknown one, where equal scores count half (midranks); more is better. */
    AUROC("AUROC", true) {
        @Override
        double of(OpenSetCurve curve) {
            return curve.area(curve.known());
        }
    },
    /**
     * FPR at the highest threshold whose TPR is at least 95 %; less is better.
     *
     * <p>The field has two conventions. This is the one with known queries as positives: the share of unknown queries that is accepted
     * when 95 % of the known ones are. The other has unknown queries as positives: the share of known queries that is refused when 95 % of
     * the unknown ones are; it is this measure of scores of other sign with known and unknown in each other's place. No value between two
     * thresholds is interpolated.
     */
    FPR95("FPR95", false) {
        @Override
        double of(OpenSetCurve curve) {
            return curve.accepted(95, 100).falseRate();
        }
    },
    /** Average precision with known queries as positives, Σ (TPR_i − TPR_(i−1)) precision_i from the highest score; more is better. */
    AUPR_IN("AUPR-in", true) {
        @Override
        double of(OpenSetCurve curve) {
            return curve.averagePrecision();
        }
    },
    /** Average precision with unknown queries as positives, from the lowest score; more is better. */
    AUPR_OUT("AUPR-out", true) {
        @Override
        double of(OpenSetCurve curve) {
            return curve.reversed().averagePrecision();
        }
    },
    /** Precision at the highest threshold whose TPR (recall) is at least 90 %; more is better. It depends on K/U. */
    PRECISION_AT_90("precision at 90 % recall", true) {
        @Override
        double of(OpenSetCurve curve) {
            return curve.accepted(9, 10).precision();
        }
    },
    /**
     * The area under CCR over FPR, by trapezoids between thresholds from (0, 0) to (1, accuracy); more is better, at most the accuracy.
     * CCR(t) is the share of known queries that are accepted and have the right answer. If all answers are right it is the AUROC.
     */
    OSCR("OSCR", true) {
        @Override
        double of(OpenSetCurve curve) {
            return curve.area(curve.right());
        }
    };

    private final String title;
    private final boolean moreIsBetter;

    OpenSetMeasure(String title, boolean moreIsBetter) {
        this.title = title;
        this.moreIsBetter = moreIsBetter;
    }

    /** Returns its name for people. */
    public String title() {
        return title;
    }

    /** Returns whether a larger value is the better one. */
    public boolean moreIsBetter() {
        return moreIsBetter;
    }

    /** Returns the value, in [0, 1]. @param curve with at least one known and one unknown query */
    abstract double of(OpenSetCurve curve);
}
