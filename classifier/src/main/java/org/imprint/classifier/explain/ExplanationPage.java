package org.imprint.classifier.explain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.evaluate.Evaluation;
import org.imprint.classifier.evaluate.Judged;
import org.imprint.classifier.evaluate.JudgedProbabilities;
import org.imprint.classifier.evaluate.ReliabilityFigure;
import org.imprint.classifier.page.Names;
import org.imprint.classifier.page.PageFrame;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.RecipeWords;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.eval.probability.ProbabilityFigures;
import org.imprint.core.text.Digits;
import org.imprint.core.text.Escapes;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.AtomicFile;

/**
 * Why a classifier answered as it did, as one HTML file that needs nothing beside itself.
 *
 * <pre>
 *   Predictions answers = birds.predict(source, Progress.NONE);
 *   ExplanationPage.write(ExplainedImage.labelled(source, answers), ExplainOptions.of("birds"), Path.of("why.html"));
 * </pre>
 *
 * <p>For each image: the picture, the answer, probability and margin, the nearest examples, and of each class its score and its nearest
 * proxy with the example that is most like it. Where true classes are known, a confusion whose cells open their images. Equal images
 * give equal pages on one Java version.
 *
 * <p>Time O(n·p·d) besides decoding, for n images and p proxies and examples; the page has about 40 kB an image, a picture of 320 pixels
 * among it, and 4 kB for each example that is shown.
 */
public final class ExplanationPage {

    /** What the beginning of every page has, and no other file. */
    public static final String MARK = "<title>" + ExplanationPage.TITLE;

    private static final String TITLE = "Why these answers: ";
    private static final int MOST_NOTES = 20;

    private final ClassifierState state;
    private final ExplainOptions options;
    private final Shown shown;
    private final Optional<Evaluation> evaluation;
    private final Optional<ProbabilityFigures> probabilities;
    private final Pictures pictures;
    private final StringBuilder html = new StringBuilder();

    private ExplanationPage(List<ExplainedImage> images, ExplainOptions options) {
        Checks.require(!images.isEmpty(), "there must be at least one image to explain", 0);
        this.state = images.get(0).prediction().state();
        for (ExplainedImage image : images) {
            Checks.require(
                    image.prediction().state() == state,
                    "images of a page must be answered by one state of a classifier, another answered for",
                    image.name());
        }
        this.options = options;
        this.shown = Shown.of(state, images, options.images());
        List<Judged> judged = new ArrayList<>();
        List<Prediction> answers = new ArrayList<>();
        images.forEach(i -> i.trueClass().ifPresent(c -> {
            judged.add(Judged.of(i.name(), c, i.prediction()));
            answers.add(i.prediction());
        }));
        this.probabilities = JudgedProbabilities.of(judged, answers);
        this.evaluation = judged.isEmpty() ? Optional.empty() : Optional.of(Evaluation.of(state.classNames(), judged));
        this.pictures = new Pictures(options.thumbnails());
    }

    /**
     * Writes the page; a file that is there already is replaced at the end, in one step.
     *
     * @param images at least one, answered by one state of a classifier, in the order they are to be shown; wrong answers come before
     * @throws ImprintException if there is no image, or the file cannot be written
     */
    public static ExplanationSummary write(List<ExplainedImage> images, ExplainOptions options, Path file) {
        ExplanationPage page = new ExplanationPage(images, options);
        byte[] bytes = page.html().getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new DataException(e.getMessage(), e);
        }
        return new ExplanationSummary(
                page.shown.images().size(), page.shown.leftOut(), page.pictures.unreadable(), bytes.length);
    }

    /** Returns the page as text; otherwise as {@link #write}. */
    public static String html(List<ExplainedImage> images, ExplainOptions options) {
        return new ExplanationPage(images, options).html();
    }

    private String html() {
        html.append("<a class=\"skip\" href=\"#images\">Skip to the images</a>\n");
        header();
        html.append("<main>\n");
        Optional<Cells> cells = evaluation.map(e -> new Cells(e, shown.images()));
        cells.ifPresent(c -> html.append(new Matrix(evaluation.orElseThrow(), c).html()));
        probabilities.ifPresent(p -> html.append(new Sureness(p).html()));
        images(cells);
        html.append("</main>\n<footer><p>One file, no requests: everything is inside.")
                .append(
                        pictures.broken() == 0
                                ? ""
                                : " " + Digits.count(pictures.broken(), "picture") + " of examples could not be read.")
                .append("</p></footer>\n")
                .append(pictures.definitions());
        return PageFrame.html(
                TITLE + options.title(), html.toString(), ExplanationPage.class, ReliabilityFigure.rules());
    }

    private void header() {
        html.append("<header><div class=\"bar\"><div><p class=\"over\">Why these answers</p>\n<h1>")
                .append(Names.shown(options.title()))
                .append(
                        "</h1></div><button type=\"button\" id=\"theme\" hidden>Dark</button></div>\n<p class=\"summary\">")
                .append(summary())
                .append("</p>\n");
        notes();
        if (shown.leftOut() > 0) {
            html.append("<p class=\"remark\">").append(shown.sentence()).append("</p>\n");
        }
        html.append("<dl class=\"facts\">");
        evaluation.filter(e -> e.n() > 0).ifPresent(e -> {
            fact("Accuracy", Cards.percent(e.accuracy()));
            fact(
                    "95 % interval",
                    Digits.fixed(100 * e.interval().low(), 1) + " to "
                            + Cards.percent(e.interval().high()));
            fact("Mean recall", Cards.percent(e.meanRecall()));
        });
        fact("Classes", Digits.count(state.classes().size()));
        fact("Examples", Digits.count(examples()));
        fact("GEN", RecipeWords.generator(state.settings()));
        fact("AGG", state.settings().recipe().aggregation().wireName());
        html.append("</dl></header>\n");
    }

    private void notes() {
        int most = Math.min(MOST_NOTES, options.notes().size());
        for (String note : options.notes().subList(0, most)) {
            html.append("<p class=\"remark\">").append(Escapes.html(note)).append("</p>\n");
        }
        int more = options.notes().size() - most;
        html.append(more > 0 ? "<p class=\"remark\">And " + Digits.count(more) + " more of these.</p>\n" : "");
    }

    /** Those kept; where none are, those learned from. */
    private long examples() {
        long kept = state.classes().stream().mapToLong(c -> c.examples().size()).sum();
        return kept > 0
                ? kept
                : state.classes().stream().mapToLong(LearnedClass::learned).sum();
    }

    private void fact(String term, String text) {
        html.append("<div><dt>")
                .append(term)
                .append("</dt><dd>")
                .append(Escapes.html(text))
                .append("</dd></div>");
    }

    private String summary() {
        StringBuilder sentence = new StringBuilder(Digits.count(shown.all(), "image"));
        evaluation.ifPresent(e -> {
            if (e.n() > 0) {
                sentence.append(": ")
                        .append(Digits.count(e.right()))
                        .append(" answered right, ")
                        .append(Digits.count(e.n() - e.right() - e.unknown()))
                        .append(" wrong")
                        .append(e.unknown() == 0 ? "" : ", " + Digits.count(e.unknown()) + " taken for none");
            }
            int foreign = e.foreign().stream().mapToInt(f -> f.n()).sum();
            sentence.append(
                    foreign == 0
                            ? ""
                            : (e.n() == 0 ? ": " : ", ") + Digits.count(foreign) + " of classes it does not know");
        });
        return sentence.append('.').toString();
    }

    private void images(Optional<Cells> cells) {
        html.append("<section aria-labelledby=\"images\">\n<h2 id=\"images\">Images</h2>\n");
        filters();
        html.append("<div id=\"cards\">\n");
        Cards cards = new Cards(state, options, pictures);
        for (int i = 0; i < shown.images().size(); i++) {
            ExplainedImage image = shown.images().get(i);
            html.append(cards.card(
                    image,
                    shown.rightness().get(i),
                    i,
                    cells.map(c -> c.id(image)).orElse("")));
        }
        html.append("</div>\n</section>\n");
    }

    private void filters() {
        html.append("<div class=\"filters\" hidden>\n<label class=\"choice\"><span>Show</span><select id=\"show\">")
                .append(option("all", "All", shown.images().size()));
        for (Rightness v : List.of(Rightness.WRONG, Rightness.RIGHT, Rightness.FOREIGN)) {
            html.append(option(v.wireName(), words(v), shown.count(v)));
        }
        html.append(option("unknown", "Taken for none", shown.unknown()))
                .append("</select></label>\n<label class=\"choice\"><span>Order</span><select id=\"order\">")
                .append("<option value=\"given\">")
                .append(evaluation.isPresent() ? "Wrong first" : "As given")
                .append("</option><option value=\"rising\">Smallest margin first</option>")
                .append("<option value=\"falling\">Largest margin first</option></select></label>\n")
                .append("<p id=\"status\" role=\"status\" tabindex=\"-1\"></p>\n")
                .append("<button type=\"button\" class=\"reset\" id=\"reset\" hidden>Show all</button>\n</div>\n");
    }

    private static String words(Rightness rightness) {
        return switch (rightness) {
            case WRONG -> "Wrong";
            case RIGHT -> "Right";
            case FOREIGN -> "Of classes it does not know";
            case OPEN -> "Of classes nobody told";
        };
    }

    private static String option(String value, String text, long count) {
        return count == 0 ? "" : "<option value=\"" + value + "\">" + text + " (" + Digits.count(count) + ")</option>";
    }
}
