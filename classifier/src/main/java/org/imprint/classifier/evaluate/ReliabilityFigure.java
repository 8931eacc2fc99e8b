package org.imprint.classifier.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import org.imprint.core.calibration.ReliabilityBin;
import org.imprint.core.calibration.ReliabilityDiagram;
import org.imprint.core.eval.WilsonInterval;
import org.imprint.core.text.Digits;
import org.imprint.core.text.Escapes;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.AtomicFile;
import org.imprint.vision.file.FileTrouble;

/**
 * A reliability diagram as SVG: for each bin of equally many answers the share of right ones, with its 95 % interval, over their mean
 * probability, and from which probability to which the bin goes. On the diagonal answers are as often right as they say; below it they
 * are too sure.
 *
 * @param diagram with at least one bin
 * @param of what was asked, such as a folder
 */
public record ReliabilityFigure(ReliabilityDiagram diagram, String of) {

    /** What the beginning of every file has that {@link #write} made, and no other file. */
    public static final String MARK = "<title id=\"reliability-title\">";

    private static final double LEFT = 64;
    private static final double TOP = 18;
    private static final double SIDE = 400;
    private static final double WIDTH = 488;
    private static final double HEIGHT = 512;
    private static final int TICKS = 5;
    private static final double CAP = 0.01;

    /** Returns the rules of the figure's classes, for the page that it is put into. */
    public static String rules() {
        return resource("reliability.css");
    }

    /** Returns the figure as a part of a page that has {@link #rules}. */
    public String part() {
        return svg("", "");
    }

    /** Returns the figure as a file of its own, light or dark as its reader wants it. */
    public String file() {
        return svg(
                "xmlns=\"http://www.w3.org/2000/svg\" ", "<style>" + resource("colours.css") + rules() + "</style>\n");
    }

    /** Writes {@link #file}; one that is there is replaced. @throws DataException if it cannot be written */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, file().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new DataException(file + ": cannot be written: " + FileTrouble.reason(file, e), e);
        }
    }

    private String svg(String namespace, String style) {
        StringBuilder svg = new StringBuilder("<svg " + namespace + "class=\"reliability\" ")
                .append(attribute("viewBox", "0 0 " + number(WIDTH) + " " + number(HEIGHT)))
                .append(attribute("width", number(WIDTH)))
                .append(attribute("height", number(HEIGHT)))
                .append("role=\"img\" aria-labelledby=\"reliability-title reliability-text\">\n")
                .append(MARK + "Reliability diagram of ")
                .append(Escapes.html(of))
                .append("</title>\n<desc id=\"reliability-text\">")
                .append(Escapes.html(counts() + "."))
                .append("</desc>\n")
                .append(style)
                .append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
        axes(svg);
        line(svg, "diagonal", new Span(0, 0, 1, 1));
        diagram.bins().forEach(bin -> bin(svg, bin));
        return svg.append("</svg>\n").toString();
    }

    private String counts() {
        IntSummaryStatistics sizes =
                diagram.bins().stream().mapToInt(ReliabilityBin::size).summaryStatistics();
        String each = Digits.count(sizes.getMin())
                + (sizes.getMin() == sizes.getMax() ? "" : " to " + Digits.count(sizes.getMax()));
        return Digits.count(diagram.size(), "answer") + " in "
                + Digits.count(diagram.bins().size(), "bin") + " of " + each + "; calibration error "
                + percent(diagram.debiasedError());
    }

    private static String sentence(ReliabilityBin bin, WilsonInterval interval) {
        return Digits.count(bin.size(), "answer") + " of probability " + percent(bin.low()) + " to "
                + percent(bin.high()) + ": " + percent(bin.accuracy()) + " right, 95 % interval "
                + percent(interval.low()) + " to " + percent(interval.high());
    }

    private static String percent(double share) {
        return Digits.fixed(100 * share, 1) + " %";
    }

    private void axes(StringBuilder svg) {
        for (int i = 0; i <= TICKS; i++) {
            double at = (double) i / TICKS;
            line(svg, "grid", new Span(at, 0, at, 1));
            line(svg, "grid", new Span(0, at, 1, at));
            String label = Digits.count(Math.round(100 * at)) + (i == TICKS ? " %" : "");
            text(svg, "middle", x(at), TOP + SIDE + 18, label);
            text(svg, "end", LEFT - 8, y(at) + 4, label);
        }
        text(svg, "middle", LEFT + SIDE / 2, TOP + SIDE + 38, "Probability of the answer");
        text(svg, "middle", LEFT + SIDE / 2, TOP + SIDE + 62, counts());
        text(
                svg,
                "middle",
                LEFT + SIDE / 2,
                TOP + SIDE + 80,
                "upright: 95 % interval; level: probabilities of the bin");
        svg.append("<text text-anchor=\"middle\" transform=\"translate(16 ")
                .append(number(TOP + SIDE / 2))
                .append(") rotate(-90)\">Share of right answers</text>\n");
    }

    private static void bin(StringBuilder svg, ReliabilityBin bin) {
        WilsonInterval interval = WilsonInterval.of(bin.right(), bin.size());
        double at = bin.confidence();
        svg.append("<g class=\"bin\"><title>")
                .append(Escapes.html(sentence(bin, interval)))
                .append("</title>\n");
        line(svg, "span", new Span(bin.low(), bin.accuracy(), bin.high(), bin.accuracy()));
        line(svg, "interval", new Span(at, interval.low(), at, interval.high()));
        line(svg, "interval", new Span(at - CAP, interval.low(), at + CAP, interval.low()));
        line(svg, "interval", new Span(at - CAP, interval.high(), at + CAP, interval.high()));
        svg.append("<circle ")
                .append(attribute("cx", number(x(at))))
                .append(attribute("cy", number(y(bin.accuracy()))))
                .append("r=\"4\"/></g>\n");
    }

    /** From one place to another, both in shares. */
    private record Span(double x1, double y1, double x2, double y2) {}

    private static void line(StringBuilder svg, String kind, Span span) {
        svg.append("<line ")
                .append(attribute("class", kind))
                .append(attribute("x1", number(x(span.x1()))))
                .append(attribute("y1", number(y(span.y1()))))
                .append(attribute("x2", number(x(span.x2()))))
                .append(attribute("y2", number(y(span.y2()))))
                .append("/>\n");
    }

    private static void text(StringBuilder svg, String anchor, double x, double y, String words) {
        svg.append("<text ")
                .append(attribute("text-anchor", anchor))
                .append(attribute("x", number(x)))
                .append(attribute("y", number(y)))
                .append(">")
                .append(Escapes.html(words))
                .append("</text>\n");
    }

    private static String attribute(String name, String value) {
        return name + "=\"" + value + "\" ";
    }

    private static double x(double share) {
        return LEFT + SIDE * share;
    }

    private static double y(double share) {
        return TOP + SIDE * (1 - share);
    }

    /** To a tenth of a pixel, with a point whatever the language. */
    private static String number(double value) {
        return Double.toString(Math.round(value * 10) / 10.0);
    }

    private static String resource(String name) {
        try (InputStream in = ReliabilityFigure.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the jar", e);
        }
    }
}
