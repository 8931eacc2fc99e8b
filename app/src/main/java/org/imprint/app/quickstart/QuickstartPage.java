package org.imprint.app.quickstart;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.imprint.core.eval.Confusion;
import org.imprint.core.text.Escapes;
import org.imprint.study.figure.canvas.Look;

/** Writes the result as one HTML page that needs nothing beside itself. */
final class QuickstartPage {

    /** Characters of a class that stand upright above a column of the confusion. */
    private static final int SHORT = 3;

    private final QuickstartResult result;
    private final StringBuilder html = new StringBuilder();

    QuickstartPage(QuickstartResult result) {
        this.result = result;
    }

    /** Returns the page. */
    String html(String curveSvg, String exampleSvg) {
        head();
        recipes();
        curve(curveSvg);
        example(exampleSvg);
        confusion();
        setting();
        next();
        html.append("</body>\n</html>\n");
        return html.toString();
    }

    private void head() {
        QuickstartResult.Setting s = result.setting();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>Imprint quickstart</title>\n<style>\n")
                .append(resource("page.css"))
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(s.classNames().size())
                .append(s.unseen() ? " new" : "")
                .append(" classes, no training</h1>\n<p>")
                .append(
                        s.unseen()
                                ? "The frozen backbone <b>%s</b> never saw a class of <b>%s</b>. "
                                        .formatted(Escapes.html(s.backbone()), Escapes.html(s.data()))
                                : "The frozen backbone is <b>%s</b>, the images are <b>%s</b>. "
                                        .formatted(Escapes.html(s.backbone()), Escapes.html(s.data())))
                .append(String.format(
                        Locale.ROOT,
                        "%,d images were embedded and imprinted, %,d others were answered.</p>%n",
                        s.trainCount(),
                        s.testCount()));
    }

    private void recipes() {
        html.append("<h2>The published recipes</h2>\n<div class=\"wide\"><table>\n<tr><th>recipe</th><th>NORMpre</th>")
                .append("<th>GEN</th><th>NORMpost</th><th>NORMinf</th><th>AGG</th>")
                .append("<th class=\"number\">accuracy, %</th><th class=\"number\">time, ms</th></tr>\n");
        double best = result.recipes().stream()
                .max(Comparator.comparingDouble(QuickstartResult.RecipeLine::accuracy))
                .orElseThrow()
                .accuracy();
        for (QuickstartResult.RecipeLine r : result.recipes()) {
            html.append(r.accuracy() == best ? "<tr class=\"best\">" : "<tr>");
            for (String cell : List.of(r.title(), r.pre(), r.gen(), r.post(), r.inf(), r.agg())) {
                html.append("<td>").append(Escapes.html(cell)).append("</td>");
            }
            html.append(String.format(
                    Locale.ROOT,
                    "<td class=\"number\">%.1f</td><td class=\"number\">%.0f</td></tr>%n",
                    100 * r.accuracy(),
                    1000 * r.seconds()));
        }
        html.append("</table></div>\n");
        result.leftOut()
                .ifPresent(why -> html.append("<p>").append(Escapes.html(why)).append(".</p>\n"));
    }

    private void curve(String svg) {
        html.append(
                        "<h2>How many proxies?</h2>\n<p>One mean per class can blur what the class looks like; several proxies ")
                .append("can keep its variety. Least squares uses all classes at once.</p>\n<figure>")
                .append(inline(svg))
                .append("</figure>\n");
    }

    private void example(String svg) {
        html.append("<h2>Why this answer?</h2>\n<figure>")
                .append(inline(svg))
                .append(
                        "<figcaption>Green frame: proxy of the true class; orange: of another.</figcaption></figure>\n");
    }

    private void confusion() {
        Confusion c = result.confusion();
        List<String> names = result.setting().classNames();
        html.append("<h2>What is taken for what</h2>\n<p>")
                .append(Escapes.html(result.bestRecipe()))
                .append(": a row is the true class, a column the answer.</p>\n")
                .append("<div class=\"wide\"><table class=\"confusion")
                .append(names.stream().anyMatch(n -> n.length() > SHORT) ? " long" : "")
                .append("\">\n<tr><th></th>");
        names.forEach(n -> html.append("<th title=\"")
                .append(Escapes.html(n))
                .append("\"><span>")
                .append(Escapes.html(n))
                .append("</span></th>"));
        html.append("</tr>\n");
        for (int t = 0; t < names.size(); t++) {
            String name = Escapes.html(names.get(t));
            html.append("<tr><th title=\"" + name + "\"><span>" + name + "</span></th>");
            for (int a = 0; a < names.size(); a++) {
                html.append(cell(c.count(t, a), c.size(t), t == a));
            }
            html.append("</tr>\n");
        }
        html.append("</table></div>\n");
    }

    private static String cell(long count, long support, boolean right) {
        if (count == 0) {
            return "<td></td>";
        }
        // Laid over the page's own colour, light or dark.
        Color colour = Look.of(right ? 0 : 1).colour();
        String laidOver = String.format(
                Locale.ROOT,
                "rgb(%d %d %d / %.2f)",
                colour.getRed(),
                colour.getGreen(),
                colour.getBlue(),
                0.08 + 0.5 * Math.sqrt(count / (double) support));
        return "<td style=\"background:" + laidOver + "\">" + count + "</td>";
    }

    private void setting() {
        QuickstartResult.Setting s = result.setting();
        html.append("<h2>What was run</h2>\n<dl>\n");
        entry("backbone", s.backbone() + ", embeddings of " + s.dimension() + " numbers");
        entry("SHA-256 of its ONNX file", s.backboneDigest());
        entry("images", s.data() + ": " + s.trainCount() + " to imprint, " + s.testCount() + " to answer");
        entry("embedding", String.format(Locale.ROOT, "%.1f s", s.embedSeconds()));
        entry("seed", Long.toString(s.seed()));
        html.append("</dl>\n");
    }

    private void entry(String term, String text) {
        html.append("<dt>")
                .append(Escapes.html(term))
                .append("</dt><dd>")
                .append(Escapes.html(text))
                .append("</dd>\n");
    }

    private void next() {
        html.append(
                        "<h2>With your own images</h2>\n<p>One folder per class, any ONNX backbone with its descriptor:</p>\n")
                .append("<pre>./imprint quickstart --backbone FILE.onnx --data FOLDER</pre>\n");
    }

    private static String inline(String svg) {
        int start = svg.indexOf("<svg");
        return svg.substring(Math.max(0, start));
    }

    private static String resource(String name) {
        try (InputStream in = QuickstartPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the jar", e);
        }
    }
}
