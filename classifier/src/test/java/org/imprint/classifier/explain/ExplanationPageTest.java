package org.imprint.classifier.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.state.KChoice;
import org.imprint.core.ImprintException;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.data.DataException;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.image.Thumbnail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationPageTest {

    private final Birds birds = new Birds("heron", "stork", "crane");
    private final ExplainOptions options = ExplainOptions.of("birds.imprint").withThumbnails(birds::thumbnail);

    private String page(List<ExplainedImage> images, ExplainOptions how) {
        return ExplanationPage.html(images, how);
    }

    private List<ExplainedImage> some() {
        return List.of(
                birds.image("a.jpg", 0, 0),
                birds.image("bb.jpg", 1, 1),
                birds.image("ccc.jpg", 2, 0),
                birds.image("dddd.jpg", "gull", 1, 5));
    }

    private static List<String> all(String regex, String page) {
        Matcher found = Pattern.compile(regex, Pattern.DOTALL).matcher(page);
        List<String> groups = new ArrayList<>();
        while (found.find()) {
            groups.add(found.group(1));
        }
        return groups;
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    @Test
    void allowsItsOwnScriptAndStyleAndNoOthers() throws Exception {
        String page = page(some(), options);
        List<String> scripts = all("<script>(.*?)</script>", page);
        List<String> styles = all("<style>(.*?)</style>", page);
        assertThat(scripts).hasSize(1);
        assertThat(styles).hasSize(1);
        assertThat(all("Content-Security-Policy\" content=\"([^\"]*)\"", page))
                .containsExactly("default-src 'none'; script-src " + sha256(scripts.get(0)) + "; style-src "
                        + sha256(styles.get(0)) + "; img-src data:; base-uri 'none'; form-action 'none'");
        assertThat(page).doesNotContain(" style=", "onclick", "url(");
    }

    @Test
    void asksForNothing() {
        String page = page(some(), options);
        assertThat(all("(?:src|href)=\"([^\"]*)\"", page))
                .isNotEmpty()
                .allMatch(link -> link.startsWith("data:") || link.startsWith("#"));
        assertThat(page).doesNotContain("http:", "https:", "@import");
    }

    @Test
    void everyLinkLeadsToAPlaceOnThePage() {
        String page = page(some(), options);
        List<String> places = all(" id=\"([^\"]*)\"", page);
        assertThat(places).doesNotHaveDuplicates();
        assertThat(all("href=\"#([^\"]*)\"", page)).isNotEmpty().allMatch(places::contains);
        assertThat(all("<a class=\"cell\" href=\"#(c\\d+)\"", page)).contains("c0", "c1", "c2", "c3");
    }

    @Test
    void namesAreTextAndNothingElse() {
        Birds evil = new Birds(Birds.EVIL, "stork", Birds.RIGHT_TO_LEFT);
        String page = ExplanationPage.html(
                List.of(
                        evil.image(Birds.EVIL, 0, 1),
                        evil.image("\u202egpj.exe", Birds.EVIL + "2", 2, 3),
                        evil.image("x".repeat(4000) + "<b>", 1, 1)),
                ExplainOptions.of(Birds.EVIL).withNotes(List.of(Birds.EVIL)).withThumbnails(evil::thumbnail));
        assertThat(all("(<script)", page)).hasSize(1);
        assertThat(page).doesNotContain("<img src=x", "<b>", "\u202e").contains("\\u202egpj.exe");
        assertThat(all("(<style>)", page)).hasSize(1);
        assertThat(page).doesNotContain("x".repeat(100));
    }

    @Test
    void showsWrongAnswersFirstAndSaysWhatIsLeftOut() {
        List<ExplainedImage> images = new ArrayList<>(some());
        images.add(birds.image("last-and-wrong.jpg", 1, 2));
        String all = page(images, options);
        assertThat(all("<figcaption><bdi>([^<]*)</bdi>", all))
                .containsExactly("ccc.jpg", "last-and-wrong.jpg", "a.jpg", "bb.jpg", "dddd.jpg");
        assertThat(all).doesNotContain("left out");

        String two = page(images, options.withImages(2));
        assertThat(all("<figcaption><bdi>([^<]*)</bdi>", two)).containsExactly("ccc.jpg", "last-and-wrong.jpg");
        assertThat(two)
                .contains("Of 5 images 2 are shown: wrong answers first, then those with the smallest margins. "
                        + "3 are left out; counts and measures are those of all.")
                .contains("5 images: 2 answered right, 2 wrong, 1 of classes it does not know.")
                .contains("<dt>Accuracy</dt><dd>50.0 %</dd>", "<dt>95 % interval</dt><dd>15.0 to 85.0 %</dd>");
    }

    @Test
    void tellsWrongAnswersFromThoseTakenForNone() {
        List<ExplainedImage> images = new ArrayList<>(some());
        images.add(birds.unknown("e.jpg", Optional.of("heron"), 0));
        images.add(birds.unknown("f.jpg", Optional.of("gull"), 0));
        assertThat(page(images, options))
                .contains("6 images: 2 answered right, 1 wrong, 1 taken for none, 2 of classes it does not know.")
                .contains(
                        ">wrong, it is <bdi>crane</bdi><",
                        ">taken for none, it is <bdi>heron</bdi><",
                        ">it is <bdi>gull</bdi>, which is none of the classes<",
                        ">rightly taken for none, it is <bdi>gull</bdi>, which is none of the classes<");
    }

    @Test
    void aClassAnsweredToForeignImagesAloneHasAColumn() {
        String page = page(List.of(birds.image("a.jpg", 0, 0), birds.image("b.jpg", "gull", 2, 5)), options);

        assertThat(all("<th scope=\"col\" title=\"([^\"]*)\"", page)).containsExactly("heron", "crane");
    }

    @Test
    void keepsTheOrderWhereNoTruthIsKnown() {
        List<ExplainedImage> images = some().stream()
                .map(i -> new ExplainedImage(i.name(), Optional.empty(), i.prediction(), i.pixels()))
                .toList();
        String page = page(images, options);
        assertThat(all("<figcaption><bdi>([^<]*)</bdi>", page))
                .containsExactly("a.jpg", "bb.jpg", "ccc.jpg", "dddd.jpg");
        assertThat(page).contains(">4 images.<").doesNotContain("id=\"confusion\"", "Accuracy", "class=\"badge\"");
    }

    @Test
    void tellsOfEachClassScoreAndNearestProxyWithTheExampleMostLikeIt() {
        String page = page(some().subList(0, 1), options.withThumbnails(e -> Optional.empty()));
        List<String> rows = all("<tr><th scope=\"row\" title=(.*?)</tr>", page);
        assertThat(rows.stream().filter(r -> r.contains("class=\"proxy\"")))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row)
                        .containsPattern("like <bdi>\\d+\\.png</bdi></span> <span class=\"file\">\\d+ of 20</span>"));
        assertThat(page).contains("Nearest examples").doesNotContain("<use");
    }

    @Test
    void tellsTheDistanceOfAProxyWhereVotesAreTheScore() {
        Recipe votes = Preset.PAPER.published().with(new NearestVote(5, Metric.EUCLIDEAN, Weighting.UNIFORM));
        Birds voting = new Birds(FitOptions.standard().with(votes), "heron", "stork", "crane");
        String page = ExplanationPage.html(List.of(voting.image("a", 0, 0)), options);
        assertThat(page)
                .contains("<dt>AGG</dt><dd>mnn</dd>")
                .containsPattern("\\d of 20, euclidean distance \\d\\.\\d{3}</span>");
        assertThat(page(some(), options)).doesNotContain("distance");
    }

    @Test
    void saysThatExamplesChooseK() {
        Birds birds = new Birds(FitOptions.standard().with(KChoice.AUTO), "heron", "stork");

        assertThat(ExplanationPage.html(List.of(birds.image("a", 0, 0)), options))
                .contains("kmeans k = auto, at most 20");
        assertThat(page(some(), options)).contains("kmeans k = 20");
    }

    @Test
    void drawsNoBarForNegativeScoresAndNoMarginForOneClass() {
        Recipe regression = Preset.ORACLE.published().withLambda(1e-4);
        Birds three = new Birds(FitOptions.standard().with(regression), "heron", "stork", "crane");
        String page = ExplanationPage.html(List.of(three.image("a", 0, 0)), options);
        assertThat(all(">(-\\d\\.\\d{3})<svg class=\"bar\" aria-hidden=\"true\"><rect width=\"0\\.0%", page))
                .isNotEmpty();
        assertThat(page).contains("1 of 1</span>");

        Birds one = new Birds("heron");
        assertThat(ExplanationPage.html(List.of(one.image("a", 0, 0)), ExplainOptions.of("one")))
                .contains("100.0 %")
                .doesNotContain("Margin<", "Infinity");
    }

    @Test
    void tellsTheThresholdOfTheAnsweredClass() {
        assertThat(page(some(), options)).doesNotContain("threshold");
        Map<String, FloatMatrix> rows = new LinkedHashMap<>();
        birds.classifier()
                .state()
                .classes()
                .forEach(c -> rows.put(c.name(), c.examples().rows()));
        EmbeddingClassifier strict =
                EmbeddingClassifier.fit(rows, FitOptions.standard().rejecting(0.1));
        float[] stranger = new float[strict.state().settings().dim()];
        stranger[40] = 1;
        Prediction none = strict.predict(stranger);
        assertThat(none.isUnknown()).isTrue();

        ExplainedImage image = new ExplainedImage("a", Optional.empty(), none, () -> Birds.picture(0, 9, 9));
        assertThat(page(List.of(image), ExplainOptions.of("strict")))
                .contains(
                        "Unknown, nearest <bdi>" + none.label() + "</bdi>",
                        "below the threshold 0.",
                        "taken for none of the classes");
    }

    @Test
    void saysOfManyNotesHowManyThereAre() {
        List<String> notes = IntStream.range(0, 500).mapToObj(i -> "note " + i).toList();
        assertThat(page(some(), options.withNotes(notes)))
                .contains(">note 19<", ">And 480 more of these.<")
                .doesNotContain("note 20<");
    }

    @Test
    void saysWhyAnImageCannotBeShown() {
        ExplainedImage gone =
                new ExplainedImage("gone.jpg", Optional.empty(), some().get(0).prediction(), () -> {
                    throw new DataException("gone.jpg: file does not exist");
                });
        assertThat(page(List.of(gone), options)).contains("The image cannot be shown: gone.jpg: file does not exist");
    }

    @Test
    void writesThumbnailsAnewAndEachOnce() {
        RgbImage large = Birds.picture(0, 600, 300);
        byte[] hostile = "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
        String page = page(
                some(),
                options.withThumbnails(
                        e -> Optional.of(e.name().startsWith("heron") ? Thumbnail.encode(large, 600) : hostile)));
        List<String> pictures =
                all("<image id=\"[^\"]*\" width=\"96\" height=\"48\" href=\"data:image/[a-z]+;base64,([^\"]*)\"", page);
        assertThat(pictures).isNotEmpty().hasSameSizeAs(all("(<image )", page));
        assertThat(pictures)
                .allSatisfy(p -> assertThat(ImageDecoder.decode(
                                        "thumbnail", Base64.getDecoder().decode(p), Orientation.UPRIGHT)
                                .width())
                        .isEqualTo(96));
        Set<String> used = new HashSet<>(all("<use href=\"#(e\\d+)\"", page));
        assertThat(used).hasSameSizeAs(pictures);
        assertThat(page)
                .doesNotContain("onload")
                .containsPattern("inside\\. \\d+ pictures of examples could not be read\\.");
        assertThat(page(some(), options)).doesNotContain("could not be read");
    }

    @Test
    void equalImagesGiveEqualPages() {
        assertThat(page(some(), options)).isEqualTo(page(some(), options));
    }

    @Test
    void manyClassesAreCut() {
        Birds many =
                new Birds(IntStream.range(0, 16).mapToObj(c -> "class " + c).toArray(String[]::new));
        String page = ExplanationPage.html(
                List.of(many.image("a", 3, 4)), new ExplainOptions("many", List.of(), 10, 0, 7, e -> Optional.empty()));
        assertThat(all("(class=\"proxy\")", page)).hasSize(7);
        assertThat(page).contains("2 more</summary>").containsPattern("Other classes score -?\\d\\.\\d{3} at most\\.");
    }

    @Test
    void aLargeConfusionIsThatOfTheClassesMostConfused() {
        Birds many =
                new Birds(IntStream.range(0, 40).mapToObj(c -> "class " + c).toArray(String[]::new));
        List<ExplainedImage> images = new ArrayList<>();
        for (int c = 0; c < 40; c++) {
            images.add(many.image("r", c, c));
        }
        images.add(many.image("w1", 38, 39));
        String page = page(images, options.withNearest(0).withImages(1));
        assertThat(page).contains("Of 40 classes 30 are in the table, those most confused before others.");
        List<String> rows = all("<tr><th scope=\"row\" title=\"([^\"]*)\"><span><bdi>", page);
        assertThat(rows).hasSize(30).endsWith("class 38", "class 39").startsWith("class 0", "class 1");
    }

    @Test
    void writesAFileAndSaysWhatBecameOfIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new").resolve("why.html");
        ExplanationSummary summary = ExplanationPage.write(some(), options.withImages(3), file);
        assertThat(summary).isEqualTo(new ExplanationSummary(3, 1, 0, Files.size(file)));
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThatThrownBy(() -> ExplanationPage.write(some(), options, folder))
                .isInstanceOf(ImprintException.class)
                .hasMessageStartingWith(folder + ": cannot be written: ");
    }

    @Test
    void refusesAnswersOfTwoStates() {
        ExplainedImage before = birds.image("a.jpg", 0, 0);
        birds.classifier().forget("crane");
        assertThatThrownBy(() -> page(List.of(before, birds.image("b.jpg", 0, 0)), options))
                .hasMessage(
                        "images of a page must be answered by one state of a classifier, another answered for, was b.jpg");
    }

    @Test
    void refusesNoImagesAndWrongNumbers() {
        assertThatThrownBy(() -> page(List.of(), options))
                .isInstanceOf(ImprintException.class)
                .hasMessage("there must be at least one image to explain, was 0");
        assertThatThrownBy(() -> options.withImages(0)).hasMessage("explain.images must be in [1, 1000], was 0");
    }
}
