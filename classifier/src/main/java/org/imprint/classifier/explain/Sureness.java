package org.imprint.classifier.explain;

import org.imprint.classifier.evaluate.ReliabilityFigure;
import org.imprint.core.eval.Estimate;
import org.imprint.core.eval.probability.ProbabilityFigures;
import org.imprint.core.text.Digits;

/** The part of a page that says how far probabilities are to be believed, where true classes are known. */
record Sureness(ProbabilityFigures figures) {

    private static final int DIGITS = 3;

    String html() {
        StringBuilder html = new StringBuilder("<section aria-labelledby=\"sure\">\n<h2 id=\"sure\">How sure</h2>\n")
                .append("<details><summary>Probabilities against the share of right answers</summary>\n")
                .append("<dl class=\"numbers\">");
        fact(html, "Log-loss", words(figures.logLoss()));
        fact(html, "Brier", words(figures.brier()));
        fact(html, "Calibration error", Cards.percent(figures.calibrationError()));
        figures.sets().ifPresent(s -> {
            fact(html, "Classes in a set", Digits.fixed(s.meanSize(), 2));
            fact(
                    html,
                    "Sets with the true class",
                    Cards.percent(s.share()) + " <span class=\"soft\">"
                            + Digits.fixed(100 * s.interval().low(), 1) + " to "
                            + Cards.percent(s.interval().high()) + "</span>");
        });
        return html.append("</dl>\n")
                .append(new ReliabilityFigure(figures.reliability(), "these images").part())
                .append("</details>\n</section>\n")
                .toString();
    }

    private static void fact(StringBuilder html, String term, String value) {
        html.append("<div><dt>").append(term).append("</dt><dd>").append(value).append("</dd></div>");
    }

    private static String words(Estimate e) {
        return Digits.fixed(e.value(), DIGITS)
                + (Double.isFinite(e.low())
                        ? " <span class=\"soft\">" + Digits.fixed(e.low(), DIGITS) + " to "
                                + Digits.fixed(e.high(), DIGITS) + "</span>"
                        : "");
    }
}
