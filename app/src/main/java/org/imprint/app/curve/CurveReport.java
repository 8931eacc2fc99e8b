package org.imprint.app.curve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.app.labelled.LabelledEmbeddings;
import org.imprint.app.text.TextTable;
import org.imprint.core.curve.CurvePlan;
import org.imprint.core.curve.Forecast;
import org.imprint.core.curve.LearningCurve;
import org.imprint.core.curve.Needed;
import org.imprint.core.eval.Estimate;
import org.imprint.core.text.Digits;

/**
 * What {@code imprint learning-curve} says.
 *
 * @param recipe what the recipe is called
 * @param target accuracy that was asked for
 */
record CurveReport(
        LabelledEmbeddings embeddings, String recipe, CurvePlan plan, LearningCurve curve, OptionalDouble target) {

    /** Intervals were looked at for twice and four times the images, and for no more. */
    private static final int FARTHEST = 4;

    /** A class of fewer images has no forecast of its own: its recall is a multiple of more than 5 points. */
    private static final int FEWEST = 20;

    /** Returns the mean number of images of a class. */
    private double there() {
        return (double) embeddings.size() / embeddings.task().size();
    }

    private int there(int c) {
        return embeddings.task().get(c).size();
    }

    void printTo(PrintWriter out) {
        out.println(embeddings.name() + ": accuracy by images of each class, " + recipe + "; "
                + embeddings.task().size() + " classes of " + sizes() + ", " + Digits.count(plan.repeats(), "repeat")
                + " of " + plan.folds() + " folds, seed " + plan.seed());
        out.println();
        Forecast all = curve.forecast();
        TextTable measured = new TextTable("images a class", "accuracy, %", "curve, %");
        for (int s = 0; s < curve.sizes().length; s++) {
            measured.row(
                    images(curve.sizes()[s]),
                    percent(curve.accuracies()[s]),
                    percent(all.accuracy(curve.sizes()[s]).value()));
        }
        measured.lines().forEach(out::println);
        out.println();
        double n = there();
        out.println("With all " + images(n) + " images a class accuracy is about " + interval(all.accuracy(n)) + ".");
        out.println("Twice the images (" + images(2 * n) + " a class) would give about " + interval(all.accuracy(2 * n))
                + "; that is " + points(all.gain(n, 2 * n)) + ".");
        target.ifPresent(t -> out.println(needed(t, all.needed(t, FARTHEST * n), n)));
        out.println();
        printClasses(out);
    }

    private String sizes() {
        int[] sizes = embeddings.task().classes().stream()
                .mapToInt(c -> c.size())
                .sorted()
                .toArray();
        int most = sizes[sizes.length - 1];
        return sizes[0] == most
                ? Digits.count(most, "image")
                : Digits.count(sizes[0]) + " to " + Digits.count(most, "image");
    }

    private String needed(double accuracy, Needed needed, double n) {
        String most = "more than " + images(FARTHEST * n);
        String about = needed.about().stream()
                .mapToObj(x -> "about " + images(x))
                .findFirst()
                .orElse(most);
        String range = needed.from().isEmpty()
                ? ""
                : " (" + images(needed.from().getAsDouble()) + " to "
                        + needed.to().stream()
                                .mapToObj(CurveReport::images)
                                .findFirst()
                                .orElse(most)
                        + ")";
        return percent(accuracy) + " % would take " + about + " images a class" + range + ".";
    }

    private void printClasses(PrintWriter out) {
        TextTable table = new TextTable(
                "class",
                "images",
                "recall, %",
                "twice the images, %",
                "95 % interval",
                "gain, points",
                "95 % interval");
        for (int c = 0; c < curve.classes(); c++) {
            int n = there(c);
            if (n < FEWEST) {
                table.row(embeddings.classNames().get(c), Integer.toString(n), measured(c), "", "", "", "");
                continue;
            }
            Forecast forecast = curve.forecastOf(c);
            Estimate twice = forecast.accuracy(2.0 * n);
            Estimate gain = forecast.gain(n, 2.0 * n);
            table.row(
                    embeddings.classNames().get(c),
                    Integer.toString(n),
                    percent(forecast.accuracy(n).value()),
                    percent(twice.value()),
                    percent(twice.low()) + " to " + percent(twice.high()),
                    percent(gain.value()),
                    percent(gain.low()) + " to " + percent(gain.high()));
        }
        table.lines().forEach(out::println);
        String few = few();
        if (!few.isEmpty()) {
            out.println();
            out.println("Too few images for a forecast of their own, " + FEWEST + " are needed: " + few
                    + "; their recall is as measured.");
        }
    }

    private String measured(int c) {
        double[] measured = curve.accuraciesOf(c);
        return percent(measured[measured.length - 1]);
    }

    private String few() {
        return IntStream.range(0, curve.classes())
                .filter(c -> there(c) < FEWEST)
                .mapToObj(c -> embeddings.classNames().get(c) + " (" + there(c) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String interval(Estimate e) {
        return percent(e.value()) + " %, " + percent(e.low()) + " to " + percent(e.high());
    }

    private static String points(Estimate gain) {
        return percent(gain.value()) + " points more, " + percent(gain.low()) + " to " + percent(gain.high());
    }

    private static String percent(double fraction) {
        return Digits.fixed(100 * fraction, 1);
    }

    private static String images(double n) {
        return Digits.count(Math.round(n));
    }

    void printJsonTo(PrintWriter out) {
        Forecast all = curve.forecast();
        double n = there();
        ObjectNode root = new ObjectMapper()
                .createObjectNode()
                .put("data", embeddings.name())
                .put("backbone", embeddings.madeBy().backbone())
                .put("recipe", recipe)
                .put("folds", plan.folds())
                .put("repeats", plan.repeats())
                .put("seed", plan.seed())
                .put("images_a_class", n);
        embeddings.addIntakeTo(root, "intake");
        put(root, curve.sizes(), curve.accuracies(), all, n);
        target.ifPresent(t -> {
            Needed needed = all.needed(t, FARTHEST * n);
            ObjectNode node = root.putObject("target").put("accuracy", t).put("looked_up_to", FARTHEST * n);
            needed.about().ifPresent(x -> node.put("images_a_class", x));
            needed.from().ifPresent(x -> node.put("from", x));
            needed.to().ifPresent(x -> node.put("to", x));
        });
        ArrayNode classes = root.putArray("classes");
        for (int c = 0; c < curve.classes(); c++) {
            ObjectNode node = classes.addObject()
                    .put("name", embeddings.classNames().get(c))
                    .put("images", there(c));
            if (there(c) >= FEWEST) {
                put(node, curve.sizesOf(c), curve.accuraciesOf(c), curve.forecastOf(c), there(c));
            } else {
                measured(node, curve.sizesOf(c), curve.accuraciesOf(c));
                node.put("too_few_for_a_forecast", true);
            }
        }
        out.println(root.toPrettyString());
    }

    private static void put(ObjectNode to, double[] sizes, double[] accuracies, Forecast forecast, double n) {
        measured(to, sizes, accuracies);
        to.putObject("curve")
                .put("a", forecast.law().a())
                .put("b", forecast.law().b())
                .put("c", forecast.law().c());
        put(to.putObject("now"), forecast.accuracy(n));
        put(to.putObject("twice"), forecast.accuracy(2 * n));
        put(to.putObject("gain"), forecast.gain(n, 2 * n));
    }

    private static void measured(ObjectNode to, double[] sizes, double[] accuracies) {
        ArrayNode measured = to.putArray("measured");
        for (int s = 0; s < sizes.length; s++) {
            measured.addObject().put("images", sizes[s]).put("accuracy", accuracies[s]);
        }
    }

    private static void put(ObjectNode to, Estimate e) {
        to.put("accuracy", e.value()).putArray("interval_95").add(e.low()).add(e.high());
    }
}
