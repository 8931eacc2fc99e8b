package org.imprint.classifier.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.classifier.evaluate.ClassScore;
import org.imprint.classifier.evaluate.ConfusionCell;
import org.imprint.classifier.evaluate.Evaluation;
import org.imprint.classifier.evaluate.ForeignClass;
import org.imprint.classifier.page.Names;
import org.imprint.core.text.Digits;

/** What is taken for what: the confusion with cells that open their images, the pairs most confused, and each class's measures. */
final class Matrix {

    private static final int MOST_CLASSES = 30;
    private static final int MOST_FOREIGN = 10;
    private static final int MOST_PAIRS = 8;
    private static final int MOST_SCORES = 500;
    private static final int DEPTHS = 10;

    private final Evaluation evaluation;
    private final Cells cells;
    private final StringBuilder html = new StringBuilder();

    Matrix(Evaluation evaluation, Cells cells) {
        this.evaluation = evaluation;
        this.cells = cells;
    }

    String html() {
        html.append("<section id=\"confusion\" aria-labelledby=\"confusion-title\">\n")
                .append("<h2 id=\"confusion-title\">What is taken for what</h2>\n")
                .append(
                        "<p class=\"lead\">A row is the true class, a column the answer. A number opens its images.</p>\n");
        matrix();
        pairs();
        foreign();
        scores();
        return html.append("</section>\n").toString();
    }

    private void matrix() {
        List<String> known = known();
        List<String> rows = new ArrayList<>(known);
        evaluation.foreign().stream()
                .limit(MOST_FOREIGN)
                .map(ForeignClass::name)
                .forEach(rows::add);
        List<Optional<String>> columns =
                new ArrayList<>(known.stream().map(Optional::of).toList());
        if (evaluation.cells().stream().anyMatch(c -> c.answer().isEmpty())) {
            columns.add(Optional.empty());
        }
        html.append("<div class=\"wide\" role=\"region\" aria-label=\"Confusion matrix\" tabindex=\"0\">")
                .append("<table class=\"matrix\">\n<thead><tr><td></td>");
        for (Optional<String> answer : columns) {
            html.append("<th scope=\"col\"")
                    .append(answer.map(a -> " title=\"" + Names.attribute(a) + "\"")
                            .orElse(""))
                    .append("><span>")
                    .append(answer.map(Names::shown).orElse("<i>unknown</i>"))
                    .append("</span></th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (int r = 0; r < rows.size(); r++) {
            row(rows.get(r), columns, r >= known.size());
        }
        html.append("</tbody>\n</table></div>\n");
    }

    private void row(String truth, List<Optional<String>> columns, boolean isForeign) {
        html.append(isForeign ? "<tr class=\"foreign\">" : "<tr>")
                .append("<th scope=\"row\" title=\"")
                .append(Names.attribute(truth))
                .append("\"><span>")
                .append(Names.shown(truth))
                .append("</span></th>");
        int size = evaluation.cells().stream()
                .filter(c -> c.trueClass().equals(truth))
                .mapToInt(ConfusionCell::count)
                .sum();
        for (Optional<String> answer : columns) {
            Optional<ConfusionCell> cell = cells.at(truth, answer);
            boolean right =
                    isForeign ? answer.isEmpty() : answer.filter(truth::equals).isPresent();
            html.append(cell.map(c -> "<td class=\"" + (right ? "hit" : "miss") + " d" + depth(c.count(), size) + "\">"
                            + cells.link(c, Digits.count(c.count())) + "</td>")
                    .orElse(right ? "<td class=\"diagonal\"></td>" : "<td></td>"));
        }
        html.append("</tr>\n");
    }

    private static int depth(int count, int size) {
        return (int) Math.max(1, Math.ceil(DEPTHS * Math.sqrt((double) count / size)));
    }

    /** All classes that occur, or those of the pairs most confused, which is said. */
    private List<String> known() {
        List<String> all = Stream.concat(
                        evaluation.classes().stream().map(ClassScore::name),
                        evaluation.cells().stream()
                                .flatMap(c -> c.answer().stream())) // answered to foreign images alone
                .distinct()
                .toList();
        if (all.size() <= MOST_CLASSES) {
            return all;
        }
        Set<String> confused = Stream.concat(
                        evaluation.mostConfused(Integer.MAX_VALUE).stream()
                                .flatMap(
                                        c -> Stream.of(c.trueClass(), c.answer().orElseThrow())),
                        all.stream())
                .distinct()
                .limit(MOST_CLASSES)
                .collect(Collectors.toSet());
        html.append("<p>Of ")
                .append(Digits.count(all.size()))
                .append(" classes ")
                .append(MOST_CLASSES)
                .append(" are in the table, those most confused before others.</p>\n");
        return all.stream().filter(confused::contains).toList();
    }

    private void pairs() {
        List<ConfusionCell> pairs = evaluation.mostConfused(MOST_PAIRS);
        if (pairs.isEmpty()) {
            return;
        }
        html.append("<h3>Most confused</h3>\n<ul class=\"pairs\">\n");
        for (ConfusionCell pair : pairs) {
            html.append("<li>")
                    .append(cells.link(pair, Digits.count(pair.count())))
                    .append(" ")
                    .append(Names.shown(pair.trueClass()))
                    .append(" answered ")
                    .append(Names.shown(pair.answer().orElseThrow()))
                    .append("</li>\n");
        }
        html.append("</ul>\n");
    }

    private void foreign() {
        if (evaluation.foreign().isEmpty()) {
            return;
        }
        html.append("<h3>Classes it does not know</h3>\n<ul class=\"pairs\">\n");
        for (ForeignClass f : evaluation
                .foreign()
                .subList(0, Math.min(MOST_PAIRS, evaluation.foreign().size()))) {
            html.append("<li>")
                    .append(Names.shown(f.name()))
                    .append(": ")
                    .append(Digits.count(f.n(), "image"))
                    .append(", ")
                    .append(Digits.count(f.unknown()))
                    .append(" taken for none")
                    .append(f.near()
                            .map(n -> "; there is a class " + Names.shown(n))
                            .orElse(""))
                    .append("</li>\n");
        }
        int more = evaluation.foreign().size() - MOST_PAIRS;
        html.append(more > 0 ? "<li>and " + Digits.count(more) + " more</li>\n" : "")
                .append("</ul>\n");
    }

    private void scores() {
        List<ClassScore> all = evaluation.classes();
        List<ClassScore> worst = all.size() <= MOST_SCORES
                ? all
                : all.stream()
                        .sorted(Comparator.comparingDouble(ClassScore::f1))
                        .limit(MOST_SCORES)
                        .toList();
        html.append("<details class=\"scores\"><summary>Class by class</summary>\n");
        if (worst.size() < all.size()) {
            html.append("<p>The ").append(MOST_SCORES).append(" classes of the lowest F1.</p>\n");
        }
        html.append(
                        "<div class=\"wide\" role=\"region\" aria-label=\"Class by class\" tabindex=\"0\"><table>\n<thead><tr>")
                .append("<th scope=\"col\">Class</th>");
        for (String column : List.of("Images", "Recall", "Precision", "F1")) {
            html.append("<th scope=\"col\" class=\"number\">").append(column).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (ClassScore c : worst) {
            html.append("<tr><th scope=\"row\">").append(Names.shown(c.name())).append("</th>");
            for (String cell : List.of(
                    Digits.count(c.n()),
                    c.n() == 0 ? "–" : Cards.percent(c.recall()),
                    c.answered() == 0 ? "–" : Cards.percent(c.precision()),
                    c.n() == 0 ? "–" : Cards.percent(c.f1()))) {
                html.append("<td class=\"number\">").append(cell).append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table></div></details>\n");
    }
}
