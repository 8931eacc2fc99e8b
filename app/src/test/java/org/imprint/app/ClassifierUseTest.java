package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.install.BackboneNames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What is done with a classifier that is there: judged, explained, exported, verified. */
@TestInstance(Lifecycle.PER_CLASS)
class ClassifierUseTest {

    private Path folder;
    private Path photos;
    private Path test;
    private Path file;

    @BeforeAll
    void fit(@TempDir Path shared) throws IOException {
        folder = shared;
        System.setProperty(BackboneNames.HOME_PROPERTY, folder.resolve("home").toString());
        photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1, 7), 6);
        test = Samples.folders(folder.resolve("test"), Set.of(0, 1, 7), 14);
        for (int d : new int[] {0, 1, 7}) {
            for (int i = 1; i <= 6; i++) {
                Files.delete(test.resolve("digit " + d).resolve(String.format("%03d.png", i)));
            }
        }
        file = folder.resolve("digits.imprint");
        done("fit", photos, "-o", file, "--backbone", "imprint-mini", "--k", 2);
    }

    @AfterAll
    void forgetTheHome() {
        System.clearProperty(BackboneNames.HOME_PROPERTY);
    }

    private static Imprint done(Object... words) {
        Imprint run = Imprint.run(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static String refused(Object... words) {
        Imprint run = Imprint.run(words);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
        return run.err();
    }

    @Test
    void evaluateCountsWhatPredictAnswers() throws IOException {
        Imprint words = done("evaluate", file, "--data", test);
        assertThat(words.err()).isEmpty();
        assertThat(words.out())
                .contains(" of 24 images")
                .containsPattern("accuracy [0-9.]+ % \\(95 % interval [0-9.]+ to [0-9.]+\\)")
                .contains("recall, %");
        JsonNode json = new ObjectMapper()
                .readTree(done("evaluate", file, "--data", test, "--json").out());
        long right = done("predict", file, test, "--top", 1)
                .out()
                .lines()
                .filter(line -> line.contains("/" + line.replaceAll(".*: (digit \\d).*", "$1") + "/"))
                .count();
        assertThat(json.get("right").asLong()).isEqualTo(right).isGreaterThan(15);
        assertThat(json.get("accuracy").asDouble()).isEqualTo(right / 24.0);
    }

    @Test
    void evaluateTellsOfExamplesOfOtherClassesAndOfBadImages() throws IOException {
        Path other = Samples.folders(folder.resolve("other"), Set.of(0, 1), 2);
        Samples.folders(folder.resolve("other"), Set.of(3), 2);
        Files.writeString(other.resolve("digit 1/bad.png"), "no image");
        Imprint run = Imprint.run("evaluate", file, "--data", other);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("4 of 6 images are examples of the classifier")
                .contains("bad.png");
        assertThat(run.out())
                .contains(" of 4 images")
                .contains("class digit 3 is none of the classifier's; did you mean digit 0?")
                .contains("classes without images: digit 7");
    }

    /** AUROC by hand from the scores that predict prints; of images that are on both sides it warns. */
    @Test
    void evaluateTellsImagesOfNoClassFromThoseOfClasses() throws IOException {
        Path others = Samples.folders(folder.resolve("others"), Set.of(4, 5), 8);
        Files.copy(test.resolve("digit 1").resolve("007.png"), others.resolve("same.png"));
        Imprint run = done("evaluate", file, "--data", test, "--open-set", others, "--json");
        assertThat(run.err()).contains("1 of 17 images are of the known classes as well");
        JsonNode open = new ObjectMapper().readTree(run.out()).get("open_set");
        List<Double> known = knownScores(test);
        List<Double> unknown = knownScores(others);
        double wins = 0;
        for (double k : known) {
            for (double u : unknown) {
                wins += k > u ? 1 : k == u ? 0.5 : 0;
            }
        }
        assertThat(open.at("/measures/auroc/value").asDouble())
                .isCloseTo(wins / known.size() / unknown.size(), within(1e-12));
        assertThat(open.get("images").asInt()).isEqualTo(17);
        assertThat(done("evaluate", file, "--data", test, "--open-set", others).out())
                .contains("images of no class: 17 of ")
                .contains("known classes are the positives")
                .contains("taken for none: nothing, as the classifier has no thresholds");
        assertThat(refused("evaluate", file, "--open-set", others)).contains("needs --data");

        Path one = Files.createDirectory(folder.resolve("one"));
        Files.copy(others.resolve("digit 4").resolve("001.png"), one.resolve("4.png"));
        assertThat(done("evaluate", file, "--data", test, "--open-set", one).out())
                .contains("no intervals: they take at least 10 images of no class and as many of known classes");
        JsonNode few = new ObjectMapper()
                .readTree(done("evaluate", file, "--data", test, "--open-set", one, "--json")
                        .out());
        assertThat(few.at("/open_set/measures/auroc").has("value")).isTrue();
        assertThat(few.at("/open_set/measures/auroc").has("interval_95")).isFalse();
    }

    private List<Double> knownScores(Path images) throws IOException {
        List<Double> scores = new ArrayList<>();
        for (String line : done("predict", file, images, "--json").out().split("\n")) {
            scores.add(new ObjectMapper().readTree(line).get("known_score").asDouble());
        }
        return scores;
    }

    @Test
    void evaluateHasTwoWaysAndMixesNone() {
        assertThat(refused("evaluate")).contains("imprint evaluate needs FILE and --data, or --train and --test");
        assertThat(refused("evaluate", file)).contains("needs --data");
        assertThat(refused("evaluate", "--train", "a.h5")).contains("was given only a.h5");
        assertThat(refused("evaluate", file, "--data", test, "--k", 3)).contains("--k goes with --train and --test");
        assertThat(refused("evaluate", "--train", "a.h5", "--test", "b.h5", "--data", test))
                .contains("--data goes with a classifier's FILE");
    }

    @Test
    void whatWouldMeanNothingIsRefused() {
        Path made = folder.resolve("made.imprint");
        assertThat(refused("evaluate", file, "--train", "x.h5"))
                .contains("--train goes with embeddings files alone; a classifier's FILE goes with --data");
        assertThat(refused("fit", photos, "-o", made, "--recipe", "qi", "--k", 3))
                .contains("--k must go with a recipe that has k (paper), was qi");
        assertThat(refused("fit", photos, "-o", made, "--backbone", "imprint-mini", "--lambda", 0.1))
                .contains("--lambda must go with least squares, the recipe oracle, was given with paper");
        assertThat(refused("fit", photos.resolve("digit 0/001.png"), "-o", made, "--backbone", "imprint-mini"))
                .contains("001.png: must be a folder with one sub-folder for each class, was a file of one image");
        assertThat(refused("predict", file, test, "--nearest", 2)).contains("--nearest must go with --explain");
        assertThat(refused("predict", file, test, "--json", "--csv-safe"))
                .contains("--csv-safe must go with --format csv");
        assertThat(made).doesNotExist();
    }

    @Test
    void aPageLiesBesideItsModel() {
        Path onnx = folder.resolve("paged.onnx");
        Path page = folder.resolve("page");
        assertThat(done("export", file, "-o", onnx, "--page", page).out())
                .contains(page + ": put beside it ort.wasm.min.js, ");
        assertThat(page.resolve("index.html")).isRegularFile();
        assertThat(page.resolve("model.onnx")).hasSameBinaryContentAs(onnx);
        assertThat(refused("export", file, "-o", folder.resolve("h.onnx"), "--head-only", "--page", page))
                .contains("--page needs a file that takes images");
    }

    @Test
    void aFigureIsNamedForWhatItIs() {
        Path png = folder.resolve("sure.png");
        assertThat(refused("evaluate", file, "--data", test, "--reliability", png))
                .contains("--reliability must end with .svg, which is what is written, was " + png);
        assertThat(png).doesNotExist();
    }

    @Test
    void fitSaysWhichPartOfADividedFolderItLearns() throws IOException {
        Path divided = folder.resolve("divided");
        Samples.folders(divided.resolve("train"), Set.of(0, 1), 4);
        Samples.folders(divided.resolve("test"), Set.of(0, 1), 4);
        assertThat(done("fit", divided, "-o", folder.resolve("divided.imprint"), "--backbone", "imprint-mini")
                        .err())
                .contains("imprint: learns from " + divided.resolve("train") + ", as " + divided + " is divided");
        assertThat(done(
                                "fit",
                                divided.resolve("train"),
                                "-o",
                                folder.resolve("part.imprint"),
                                "--backbone",
                                "imprint-mini")
                        .err())
                .doesNotContain("learns from");
    }

    @Test
    void exportSaysWhereExamplesGoOutWithTheFile() {
        Path near = folder.resolve("near.imprint");
        done(
                "fit",
                photos,
                "-o",
                near,
                "--backbone",
                "imprint-mini",
                "--false-reject",
                0.25,
                "--unknown-score",
                "neighbours");
        Path onnx = folder.resolve("near.onnx");
        assertThat(done("export", near, "-o", onnx, "--head-only").out())
                .contains(onnx + ": holds the embeddings of all examples, to tell unknown images by neighbours; ");
        Path proxy = folder.resolve("proxy.imprint");
        done(
                "fit",
                photos,
                "-o",
                proxy,
                "--backbone",
                "imprint-mini",
                "--false-reject",
                0.25,
                "--unknown-score",
                "proxy");
        assertThat(done("export", proxy, "-o", folder.resolve("proxy.onnx"), "--head-only")
                        .out())
                .doesNotContain("holds");
    }

    @Test
    void whatIsExportedAnswersAsTheClassifierDoes() throws IOException {
        Path onnx = folder.resolve("digits.onnx");
        assertThat(done("export", file, "-o", onnx).out()).startsWith(onnx + ": ");
        assertThat(done("verify", onnx).out()).contains("answers agree");
        assertThat(done("verify", onnx, "--classifier", file, "--data", test).out())
                .contains("24 of 24 answers agree");
        assertThat(refused("export", file, "-o", onnx)).contains("--overwrite");
        assertThat(refused("verify", onnx, "--data", test)).contains("--classifier and --data go together");
        assertThat(done("verify", file).out()).contains(file + ": 4 of 4 answers agree");

        Path head = folder.resolve("head.onnx");
        done("export", file, "-o", head, "--head-only");
        assertThat(head).isNotEmptyFile();
        assertThat(Files.size(head)).isLessThan(Files.size(onnx));
        done("verify", head);

        Path other = folder.resolve("other.imprint");
        Files.copy(file, other);
        done("rename", other, "digit 7", "seven");
        Imprint differs = Imprint.run("verify", onnx, "--classifier", other, "--data", test);
        assertThat(differs.exitCode()).isEqualTo(1);
        assertThat(differs.out()).contains("seven");
    }

    @Test
    void aLessonTellsOfImagesThatCannotBeUsedAndOfAClassThatIsNew() throws IOException {
        Path own = Files.copy(file, folder.resolve("lesson.imprint"));
        Path image = test.resolve("digit 7/007.png");
        Imprint partly = Imprint.run("learn", own, "--class", "digit 7", image, folder.resolve("nofile.png"));
        assertThat(partly.exitCode()).isEqualTo(1);
        assertThat(partly.out())
                .contains("Learned 1 example of digit 7\n")
                .contains("1 image cannot be used:")
                .contains("nofile.png: file does not exist")
                .contains("3 classes, 19 examples");

        assertThat(done("learn", own, "--class", "digit7", test.resolve("digit 7/008.png"))
                        .out())
                .contains("Learned 1 example of the new class digit7; there is a class digit 7 as well, imprint undo"
                        + " takes this back\n");
        assertThat(done("learn", own, "--class", "seven", test.resolve("digit 7/009.png"))
                        .out())
                .contains("Learned 1 example of the new class seven\n");
        JsonNode json = new ObjectMapper()
                .readTree(done("learn", own, "--class", "digit-7", test.resolve("digit 7/010.png"), "--json")
                        .out());
        assertThat(json.get("new_class").asBoolean()).isTrue();
        assertThat(json.get("near_class").asText()).isEqualTo("digit 7");
    }

    @Test
    void anExampleIsForgottenByItsDigestWhereItsNameIsThatOfSeveral() throws IOException {
        Path own = folder.resolve("ambiguous.imprint");
        Path image = folder.resolve("x.png");
        Files.copy(file, own);
        Files.copy(test.resolve("digit 0/007.png"), image);
        done("learn", own, "--class", "digit 0", image);
        String first = ContentDigest.of(Files.readAllBytes(image)).hex();
        Files.copy(test.resolve("digit 1/007.png"), image, StandardCopyOption.REPLACE_EXISTING);
        done("learn", own, "--class", "digit 1", image);
        for (String[] more : new String[][] {{}, {"--erase"}}) {
            List<Object> words = new ArrayList<>(List.of("forget", own, "--example", image));
            words.addAll(List.of(more));
            assertThat(refused(words.toArray()))
                    .contains("example must be one, were 2 called " + image + "; name one by its digest:")
                    .contains("\n  " + first + " of class digit 0, from " + image);
        }
        assertThat(done("forget", own, "--example", first.substring(0, 12)).out())
                .contains("Forgot 1 example ")
                .contains("19 examples");
    }

    @Test
    void erasingAClassWithoutExamplesSaysThatTheCacheMayHoldThem() {
        Path small = folder.resolve("small.imprint");
        done("fit", photos, "-o", small, "--backbone", "imprint-mini", "--without-examples");
        assertThat(done("forget", small, "--class", "digit 7", "--erase").out())
                .contains(
                        "Erased class digit 7; it keeps no examples, so that their embeddings cannot be found in the cache")
                .contains("remove " + folder.resolve("home/embeddings") + " to be sure");
    }

    /** The accuracy is that of a fit which keeps the examples; a class that comes later is asked for by none. */
    @Test
    void aFitWithoutExamplesIsAskedForThemWhileTheyAreThere() throws IOException {
        Path small = folder.resolve("bare.imprint");
        List<Object> words = List.of("fit", photos, "-o", small, "--backbone", "imprint-mini", "--overwrite");
        String[] more = {"--recipe", "qi", "--unknown-score", "proxy", "--false-reject", "0.2"};
        List<Object> fit = new ArrayList<>(words);
        fit.addAll(List.of(more));
        String whole = line("leave-one-out accuracy", done(fit.toArray()).out());
        Path copy = Files.copy(small, folder.resolve("copy.imprint"));
        fit.add("--without-examples");
        String bare = done(fit.toArray()).out();
        assertThat(line("leave-one-out accuracy", bare)).isEqualTo(whole).endsWith("), if no answer were refused");
        assertThat(bare).doesNotContain("of the backbone");

        Path others = Samples.folders(folder.resolve("later"), Set.of(4), 8);
        assertThat(done("learn", small, "--class", "later", others.resolve("digit 4"))
                        .out())
                .contains("never unknown: later, as its examples are not kept");
        assertThat(done("learn", copy, "--class", "later", others.resolve("digit 4"))
                        .out())
                .doesNotContain("never unknown");
    }

    private static String line(String start, String text) {
        return text.lines().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
    }

    @Test
    void verifyNamesBadImagesAndAsksTheOthers() throws IOException {
        Path onnx = folder.resolve("mixed.onnx");
        done("export", file, "-o", onnx);
        Path mixed = Samples.folders(folder.resolve("mixed"), Set.of(0, 1), 2);
        Path bad = Files.writeString(mixed.resolve("digit 1/bad.jpg"), "no image");
        Imprint run = Imprint.run("verify", onnx, "--classifier", file, "--data", mixed);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("imprint: " + bad + ": ").hasLineCount(1);
        assertThat(run.out()).contains("4 of 4 answers agree");
        assertThat(refused("verify", onnx, "--classifier", file, "--data", bad))
                .contains(bad + ": must hold at least one image that can be read, was without");
    }

    @Test
    void explainShowsAnswersOnOnePage() throws IOException {
        Path page = folder.resolve("why.html");
        assertThat(done("explain", file, test, "-o", page).out()).startsWith(page + ": 24 images");
        assertThat(Files.readString(page)).contains("digit 7").doesNotContain("http://localhost", "src=\"http");
        assertThat(Files.readString(page)).doesNotContain("Confusion");
        done("explain", file, test, "--by-folder", "-o", page);
        assertThat(Files.readString(page)).contains("Confusion");
        assertThat(refused("explain", file, test, "-o", page, "--nearest", 21))
                .contains("--nearest must be in [0, 20]");
    }

    /** Neither the classifier nor an image is written over, by its own name or by a link, with or without {@code --overwrite}. */
    @Test
    void whatIsReadIsNotWrittenOver() throws IOException {
        Path image = test.resolve("digit 0/007.png");
        Path link = Files.createSymbolicLink(folder.resolve("link.imprint"), file);
        byte[] classifier = Files.readAllBytes(file);
        byte[] picture = Files.readAllBytes(image);
        for (Path same : List.of(file, link)) {
            String reason = same + ": must be another file than those to read, ";
            assertThat(refused("evaluate", file, "--data", test, "--reliability", same))
                    .contains(reason + "--reliability would replace it");
            assertThat(refused("explain", file, test, "-o", same)).contains(reason + "--out would replace it");
            assertThat(refused("export", file, "-o", same, "--overwrite")).contains(reason);
            assertThat(refused("doctor", file, "--page", same, "--overwrite")).contains(reason);
        }
        String reason = image + ": must be none of the images of " + test + ", ";
        assertThat(refused("evaluate", file, "--data", test, "--reliability", image))
                .contains(reason);
        assertThat(refused("explain", file, test, "-o", image)).contains(reason);
        assertThat(refused("explain", file, image, "-o", image)).contains("another file than those to read");
        assertThat(refused("fit", test, "-o", image, "--overwrite")).contains(reason);
        assertThat(refused("doctor", test, "--fix", image, "--overwrite")).contains(reason + "--fix would replace it");
        assertThat(file).hasBinaryContent(classifier);
        assertThat(image).hasBinaryContent(picture);
    }

    @Test
    void onlyEarlierPagesAndFiguresAreReplacedUnasked() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
        assertThat(refused("explain", file, test, "-o", mine))
                .contains(mine + ": must be a new file, or one that an earlier --out wrote, was another file");
        assertThat(refused("evaluate", file, "--data", test, "--reliability", mine))
                .contains("one that an earlier --reliability wrote");
        assertThat(mine).hasContent("mine");
        Path figure = folder.resolve("sure.svg");
        done("evaluate", file, "--data", test, "--reliability", figure);
        done("evaluate", file, "--data", test, "--reliability", figure);
        assertThat(refused("explain", file, test, "-o", figure)).contains("must be a new file");
    }
}
