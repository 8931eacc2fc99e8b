package org.imprint.classifier.explain;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprint.classifier.NearExample;
import org.imprint.classifier.NearProxy;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.ScoredClass;
import org.imprint.classifier.evaluate.Judged;
import org.imprint.classifier.page.Names;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.text.Digits;
import org.imprint.core.unknown.KnownScore;

/** One card for each image: the picture, the answer, the nearest examples, and the nearest proxy of each class. */
final class Cards {

    /** Classes that are seen at once; the others open. */
    private static final int AT_ONCE = 5;

    private static final int DIGITS = 3;

    private static final int SET_MEMBERS = 10;

    private final ExplainOptions options;
    private final Pictures pictures;
    private final ProxyFaces faces;
    private final String measure;
    private final Set<String> begun = new HashSet<>();

    Cards(ClassifierState state, ExplainOptions options, Pictures pictures) {
        this.options = options;
        this.pictures = pictures;
        this.faces = new ProxyFaces(state);
        this.measure = state.settings().recipe().aggregation() instanceof NearestVote vote
                ? vote.metric().wireName() + " distance"
                : "inner product";
    }

    /**
     * Returns a card.
     *
     * @param number its place on the page
     * @param cell the id of the confusion cell it belongs to; empty if its class is not known
     */
    String card(ExplainedImage image, Rightness rightness, int number, String cell) {
        Prediction p = image.prediction();
        StringBuilder html = new StringBuilder();
        html.append("<article class=\"card ")
                .append(rightness.wireName())
                .append(
                        !cell.isEmpty() && begun.add(cell)
                                ? "\" id=\"" + cell
                                : "") // where its link leads without a script
                .append("\" aria-labelledby=\"n")
                .append(number)
                .append("\" data-number=\"")
                .append(number)
                .append("\" data-rightness=\"")
                .append(rightness.wireName())
                .append("\" data-unknown=\"")
                .append(p.isUnknown())
                .append("\" data-margin=\"")
                .append(Double.isFinite(p.margin()) ? p.margin() : Double.MAX_VALUE)
                .append("\" data-cell=\"")
                .append(cell)
                .append("\">\n<figure class=\"photo\">")
                .append(pictures.preview(image, Names.attribute(image.name())))
                .append("<figcaption>")
                .append(Names.shown(image.name()))
                .append("</figcaption></figure>\n<div class=\"why\">\n");
        answer(html, image, rightness, number);
        nearest(html, p);
        html.append("</div>\n");
        classes(html, p);
        return html.append("</article>\n").toString();
    }

    private void answer(StringBuilder html, ExplainedImage image, Rightness rightness, int number) {
        Prediction p = image.prediction();
        html.append("<h3 id=\"n")
                .append(number)
                .append("\">")
                .append(p.isUnknown() ? "Unknown, nearest " : "")
                .append(Names.shown(p.label()))
                .append("</h3>\n");
        badge(html, image, rightness);
        html.append("<dl class=\"numbers\"><div><dt>Probability</dt><dd>")
                .append(percent(p.probability()))
                .append("</dd></div>");
        List<ScoredClass> two = p.top(2);
        if (two.size() > 1) {
            html.append("<div><dt>Margin</dt><dd>")
                    .append(Digits.fixed(p.margin(), DIGITS))
                    .append(" <span class=\"soft\">before ")
                    .append(Names.shown(two.get(1).name()))
                    .append("</span></dd></div>");
        }
        p.threshold()
                .ifPresent(t -> html.append("<div><dt>")
                        .append(knownBy(p))
                        .append("</dt><dd>")
                        .append(Digits.fixed(p.knownScore(), DIGITS))
                        .append(" <span class=\"soft\">")
                        .append(p.isUnknown() ? "below" : "not below")
                        .append(" the threshold ")
                        .append(Digits.fixed(t.value(), DIGITS))
                        .append("</span></dd></div>"));
        p.set()
                .ifPresent(set -> html.append("<div><dt>Set</dt><dd>")
                        .append(
                                set.isEmpty()
                                        ? "none of the classes"
                                        : set.stream()
                                                .limit(SET_MEMBERS)
                                                .map(c -> Names.shown(c.name()))
                                                .collect(Collectors.joining(", ")))
                        .append(
                                set.size() > SET_MEMBERS
                                        ? " and " + Digits.count(set.size() - SET_MEMBERS) + " more"
                                        : "")
                        .append("</dd></div>"));
        html.append("</dl>\n");
    }

    /** Returns what is held against the threshold, in a word or two. */
    private static String knownBy(Prediction p) {
        KnownScore score = p.state().calibration().known().score();
        return score == KnownScore.PROXY ? "Score" : "Known by " + score.wireName();
    }

    private static void badge(StringBuilder html, ExplainedImage image, Rightness rightness) {
        boolean isUnknown = image.prediction().isUnknown();
        if (rightness == Rightness.OPEN) {
            if (isUnknown) {
                html.append("<p class=\"badge\">taken for none of the classes</p>\n");
            }
            return;
        }
        String truth = Names.shown(Judged.of(image.name(), image.trueClass().orElseThrow(), image.prediction())
                .trueClass());
        html.append("<p class=\"badge\">")
                .append(
                        switch (rightness) {
                            case RIGHT, OPEN -> "right";
                            case WRONG -> (isUnknown ? "taken for none, it is " : "wrong, it is ") + truth;
                            case FOREIGN ->
                                (isUnknown ? "rightly taken for none, it is " : "it is ") + truth
                                        + ", which is none of the classes";
                        })
                .append("</p>\n");
    }

    private void nearest(StringBuilder html, Prediction p) {
        List<NearExample> near = options.nearest() == 0 ? List.of() : p.nearest(options.nearest());
        if (near.isEmpty()) {
            return;
        }
        html.append("<h4>Nearest examples <span class=\"soft\">by cosine</span></h4>\n<ol class=\"near\">\n");
        for (NearExample e : near) {
            html.append(e.className().equals(p.label()) ? "<li class=\"own\" title=\"" : "<li title=\"")
                    .append(Names.attribute(e.example().name()))
                    .append("\">")
                    .append(pictures.thumbnail(e.example()).orElse(""))
                    .append("<span class=\"of\">")
                    .append(Names.shown(e.className()))
                    .append("</span> <span class=\"value\">")
                    .append(Digits.fixed(e.similarity(), DIGITS))
                    .append("</span><span class=\"file\">")
                    .append(Names.last(e.example().name()))
                    .append("</span></li>\n");
        }
        html.append("</ol>\n");
    }

    private void classes(StringBuilder html, Prediction p) {
        List<ScoredClass> top = p.top(options.classes() + 1);
        List<ScoredClass> told = top.subList(0, Math.min(options.classes(), top.size()));
        Map<String, NearProxy> proxies =
                p.nearestProxies().stream().collect(Collectors.toMap(NearProxy::className, Function.identity()));
        double most = told.stream().mapToDouble(ScoredClass::score).max().orElse(0);
        html.append("<div class=\"classes\">\n");
        table(html, told.subList(0, Math.min(AT_ONCE, told.size())), proxies, most);
        if (told.size() > AT_ONCE) {
            html.append("<details><summary>")
                    .append(Digits.count(told.size() - AT_ONCE))
                    .append(" more</summary>\n");
            table(html, told.subList(AT_ONCE, told.size()), proxies, most);
            html.append("</details>\n");
        }
        if (top.size() > told.size()) {
            html.append("<p class=\"soft small\">Other classes score ")
                    .append(Digits.fixed(top.get(told.size()).score(), DIGITS))
                    .append(" at most.</p>\n");
        }
        html.append("</div>\n");
    }

    private void table(StringBuilder html, List<ScoredClass> rows, Map<String, NearProxy> proxies, double most) {
        html.append("<table>\n<thead><tr><th scope=\"col\">Class</th><th scope=\"col\" class=\"number\">Score</th>")
                .append(
                        "<th scope=\"col\" class=\"number\">Probability</th><th scope=\"col\">Nearest proxy</th></tr></thead>\n<tbody>\n");
        for (ScoredClass c : rows) {
            html.append("<tr><th scope=\"row\" title=\"")
                    .append(Names.attribute(c.name()))
                    .append("\"><span class=\"clamped\">")
                    .append(Names.shown(c.name()))
                    .append("</span></th><td class=\"number\">")
                    .append(Digits.fixed(c.score(), DIGITS))
                    .append(bar(c.score(), most))
                    .append("</td><td class=\"number\">")
                    .append(percent(c.probability()))
                    .append("</td><td class=\"proxy\">")
                    .append(Optional.ofNullable(proxies.get(c.name()))
                            .map(proxy -> proxy(proxy, c.score()))
                            .orElse("–"))
                    .append("</td></tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    /** The value of the proxy is told where it is not the score itself. */
    private String proxy(NearProxy proxy, double score) {
        String value = Digits.fixed(proxy.value(), DIGITS);
        return faces.of(proxy)
                        .map(e -> pictures.thumbnail(e).orElse("") + "<span title=\"" + Names.attribute(e.name())
                                + "\">like " + Names.last(e.name()) + "</span> ")
                        .orElse("")
                + "<span class=\"file\">" + Digits.count(proxy.proxy() + 1L) + " of " + Digits.count(proxy.proxies())
                + (value.equals(Digits.fixed(score, DIGITS)) ? "" : ", " + measure + " " + value) + "</span>";
    }

    private static String bar(double score, double most) {
        double share = most > 0 ? Math.max(0, Math.min(1, score / most)) : 0;
        return "<svg class=\"bar\" aria-hidden=\"true\"><rect width=\"" + Digits.fixed(100 * share, 1)
                + "%\" height=\"100%\"/></svg>";
    }

    static String percent(double share) {
        return Digits.fixed(100 * share, 1) + " %";
    }
}
