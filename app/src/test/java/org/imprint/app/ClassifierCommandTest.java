package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.install.BackboneNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A classifier from the command line: digits through the bundled backbone, which has only ever seen garments. */
class ClassifierCommandTest {

    @TempDir
    private Path folder;

    private Path photos;
    private Path file;

    @BeforeEach
    void makePhotos() throws IOException {
        System.setProperty(BackboneNames.HOME_PROPERTY, folder.resolve("home").toString());
        photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1, 7), 8);
        file = folder.resolve("digits.imprint");
    }

    @AfterEach
    void forgetTheHome() {
        System.clearProperty(BackboneNames.HOME_PROPERTY);
    }

    private Imprint fit(Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("fit", photos, "-o", file, "--backbone", "imprint-mini", "--k", 2));
        words.addAll(List.of(more));
        return Imprint.run(words.toArray());
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

    private static JsonNode json(Imprint run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    /** The answers to all photos, as JSON lines: equal for classifiers that answer to the bit alike. */
    private String answers() {
        return done("predict", file, photos, "--json", "--top", 100).out();
    }

    @Test
    void saysOfABackboneWithoutLogitsThatItsClassesCannotBeKept() {
        assertThat(refused("fit", photos, "-o", file, "--backbone", "imprint-mini", "--keep-backbone-classes"))
                .contains("must have one linear layer (Gemm or MatMul)")
                .contains("for its own classes to be kept, has 0");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--coverage 0.9, 'without --coverage, as sets could not be found among all classes; coverage, was 0.9'",
        "--unknown-score energy, 'without scores that come from all classes; --unknown-score, was energy'",
        "--unknown-score softmax, 'without scores that come from all classes; --unknown-score, was softmax'",
        "--probabilities isotonic, 'which could not be found among all classes; --probabilities, was isotonic'"
    })
    void whatCannotBeFoundAmongTheClassesOfABackboneIsRefused(String option, String why) {
        String[] asked = option.split(" ");
        assertThat(refused(
                        "fit", photos, "-o", file, "--keep-backbone-classes", "--without-examples", asked[0], asked[1]))
                .contains("--keep-backbone-classes with --without-examples must be without")
                .contains(why);
        assertThat(file).doesNotExist();
    }

    @Test
    void fitTellsWhatItTookAndLeftAndHowRightItIs() throws IOException {
        Files.writeString(photos.resolve("digit 0/notes.txt"), "no image");
        Files.writeString(photos.resolve("digit 1/broken.png"), "no image either");
        Files.copy(photos.resolve("digit 7/001.png"), photos.resolve("digit 7/same.png"));
        Files.copy(photos.resolve("digit 7/002.png"), photos.resolve("digit 1/both.png"));

        Imprint run = fit();

        assertThat(run.exitCode()).as("one cannot be used").isEqualTo(1);
        assertThat(run.out())
                .contains(file + ": 3 classes, 25 examples, backbone imprint-mini")
                .contains("1 image cannot be used:\n  " + photos.resolve("digit 1/broken.png"))
                .contains("1 image there already:\n  digit 7/same.png is digit 7/001.png")
                .contains("1 image in two classes:\n  digit 7/002.png of digit 7 is digit 1/both.png of digit 1")
                .contains("left out: 1 .txt")
                .containsPattern("leave-one-out accuracy (about )?[0-9.]+ % \\(95 % interval [0-9.]+ to [0-9.]+\\)")
                .contains("24 images embedded, 2 known from before");

        JsonNode again = json(fit("--overwrite", "--json"));
        assertThat(again.get("embedded").asInt()).as("the cache has all").isZero();
        assertThat(again.get("added").asInt()).isEqualTo(25);
        assertThat(again.at("/bad/0/name").asText()).isEqualTo("digit 1/broken.png");
        assertThat(again.at("/left_out/counts/.txt").asInt()).isEqualTo(1);
        assertThat(again.at("/classes/1/name").asText()).isEqualTo("digit 1");
        assertThat(again.at("/leave_one_out/interval_95")).hasSize(2);
        assertThat(json(fit("--overwrite", "--json", "--no-cache"))
                        .get("embedded")
                        .asInt())
                .isEqualTo(24);
    }

    @Test
    void fitRefusesWhatItCannotMeanAndLeavesNothing() throws IOException {
        assertThat(refused("fit", photos, "-o", file))
                .contains("no backbone is installed")
                .contains("imprint backbone install resnet18")
                .contains("imprint backbone import FILE.onnx");
        assertThat(file).doesNotExist();
        fit();
        byte[] before = Files.readAllBytes(file);
        Imprint there = fit();
        assertThat(there.exitCode()).isEqualTo(2);
        assertThat(there.err()).contains(file + ": is there already; give --overwrite");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(refused("fit", photos, "-o", file, "--overwrite", "--backbone", "imprint-mini", "--k", 0))
                .contains("--k must be in [1, 10000], was 0");
        assertThat(fit("--overwrite", "--recipe", "orakle").err()).contains("did you mean oracle?");
        assertThat(fit("--overwrite", "--false-reject", 2).exitCode()).isEqualTo(2);
        assertThat(refused("predict", folder.resolve("gone.imprint"), photos)).contains("gone.imprint");
        assertThat(refused("predict", photos.resolve("digit 0/001.png"), photos))
                .contains("001.png");
    }

    @Test
    void aLessonFindsThresholdsOfAllClassesAnew() throws IOException {
        Imprint fitted = fit("--false-reject", 0.2);
        assertThat(fitted.exitCode()).isZero();
        assertThat(fitted.out())
                .contains(
                        "unknown: about 20 % of known images may be taken for none, by the score of the answered class (AUROC 0.9");
        JsonNode told = json(fit("--overwrite", "--false-reject", 0.2, "--json"));
        assertThat(told.at("/unknown/false_reject").asDouble()).isEqualTo(0.2);
        assertThat(told.at("/unknown/thresholds").asInt()).isEqualTo(3);
        assertThat(told.at("/unknown/known_score").asText()).isEqualTo("proxy");
        assertThat(told.at("/unknown/auroc/neighbours").asDouble()).isBetween(0.9, 1.0);
        List<Optional<Threshold>> before = thresholds();
        done("learn", file, "--class", "seven again", photos.resolve("digit 7"), "--backbone", "imprint-mini");

        assertThat(thresholds()).hasSize(4).allMatch(Optional::isPresent);
        done("undo", file);
        assertThat(thresholds()).isEqualTo(before).allMatch(Optional::isPresent);
    }

    private List<Optional<Threshold>> thresholds() {
        return ImprintFile.open(file).state().classes().stream()
                .map(LearnedClass::threshold)
                .toList();
    }

    @Test
    void predictAnswersInThreeFormsAndNamesBadImages() throws IOException {
        fit();
        Path one = photos.resolve("digit 1/003.png");
        assertThat(done("predict", file, one).out()).matches(".*003\\.png: digit 1 [0-9.]+ %, .*, .*\n");
        assertThat(done("predict", file, one, "--top", 1, "--explain", "--nearest", 1)
                        .out())
                .endsWith("    like digit 1/003.png of digit 1, cosine 1.000\n");

        Path bad = Files.writeString(folder.resolve("bad.png"), "no image");
        Imprint mixed = Imprint.run("predict", file, one, bad, photos.resolve("digit 0"), "--json", "--explain");
        assertThat(mixed.exitCode()).isEqualTo(1);
        assertThat(mixed.err()).contains("imprint: " + bad + ": ");
        List<String> lines = mixed.out().lines().toList();
        assertThat(lines).hasSize(10);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.get("answer").asText()).isEqualTo("digit 1");
        assertThat(first.get("classes")).hasSize(3);
        assertThat(first.at("/nearest/0/sha256").asText())
                .isEqualTo(ContentDigest.of(Files.readAllBytes(one)).hex());
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.get("image").asText()).isEqualTo(bad.toString());
        assertThat(second.get("error").asText()).startsWith(bad + ": ");

        List<String> csv =
                done("predict", file, photos, "--format", "csv").out().lines().toList();
        assertThat(csv)
                .hasSize(25)
                .first()
                .isEqualTo("image,unknown,rank,class,score,probability,known_score,threshold");
        assertThat(csv.get(1)).startsWith(photos.resolve("digit 0/001.png") + ",false,1,digit 0,");
        assertThat(refused("predict", file, one, "--format", "xml"))
                .contains("--format must be one of text, json, csv");
        assertThat(refused("predict", file)).contains("IMAGE-or-DIR");
    }

    @Test
    void predictReadsNamesFromStandardInput() throws IOException {
        fit();
        String name = photos.resolve("digit 7/002.png").toString();
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(
                (name + "\n\n" + photos + "\n" + photos + "/\0.png\n" + name + "\n" + photos + "/gone.png\n")
                        .getBytes(StandardCharsets.UTF_8)));
        try {
            Imprint run = Imprint.run("predict", file, "-", "--top", 1);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out().lines())
                    .as("a line for each that can be answered")
                    .hasSize(2)
                    .allMatch(l -> l.startsWith(name + ": digit "));
            assertThat(run.err().lines())
                    .hasSize(3)
                    .startsWith("imprint: " + photos + ": must be a file, was a folder")
                    .anyMatch(l -> l.startsWith("imprint: " + photos + "/\\u0000.png: must be the name of a file"))
                    .anyMatch(l -> l.contains("gone.png: file does not exist"));
            System.setIn(new ByteArrayInputStream("\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(refused("predict", file, "-"))
                    .contains("standard input: must name at least one image, was without");
        } finally {
            System.setIn(before);
        }
        assertThat(refused("predict", file, "-", name)).contains("- must be the only name of images, was one of 2");
    }

    @Test
    void changesAreToldAndTakenBackAndMadeAgain() throws IOException {
        fit();
        String fitted = answers();
        Path more = Samples.folders(folder.resolve("more"), Set.of(3), 6);

        Imprint learned = done("learn", file, "--class", "three", more, "--json");
        assertThat(json(learned).get("added").asInt()).isEqualTo(6);
        assertThat(json(learned).at("/now/classes").asInt()).isEqualTo(4);
        String withThree = answers();
        assertThat(done("learn", file, "--class", "three", more).out())
                .contains("Learned 0 examples of three")
                .contains("6 images there already:");
        assertThat(done("undo", file).out()).contains("Undone: learned 6 examples of the new class three");
        assertThat(answers()).isEqualTo(fitted);
        assertThat(done("redo", file).out()).contains("Done again: learned 6").contains("4 classes, 30 examples");
        assertThat(answers()).isEqualTo(withThree);

        done("rename", file, "three", "drei");
        assertThat(answers()).isEqualTo(withThree.replace("three", "drei"));
        done("merge", file, "drei", "digit 0");
        assertThat(done("forget", file, "--source", more).out()).contains("Forgot 6 examples from " + more);
        assertThat(answers()).isEqualTo(fitted);
        done("forget", file, "--example", "digit 7/001.png");
        done("forget", file, "--class", "digit 1");
        done("undo", file);

        List<String> history = done("history", file, "--json").out().lines().toList();
        assertThat(history).hasSize(7);
        assertThat(new ObjectMapper().readTree(history.get(0)).get("undoable").asBoolean())
                .isFalse();
        assertThat(history.get(6)).contains("\"forgot class digit 1 with 8 examples\"", "\"undone\":true");
        assertThat(done("history", file).out())
                .contains("renamed three to drei")
                .contains("can be undone");
        assertThat(Files.list(folder).map(Path::getFileName).map(Path::toString))
                .as("no lock, no leftover")
                .containsExactlyInAnyOrder("photos", "more", "home", "digits.imprint");
    }

    @Test
    void whatDoesNotExistIsRefusedWithWhatWasMeantAndTheFileStays() throws IOException {
        fit();
        byte[] before = Files.readAllBytes(file);
        assertThat(refused("rename", file, "digt 1", "x")).contains("there is no class digt 1; did you mean digit 1?");
        assertThat(refused("rename", file, "digit 1", "digit 7")).contains("digit 7");
        assertThat(refused("rename", file, "digit 1", "digit 1"))
                .contains("new name must be another than that of the class, was digit 1");
        assertThat(refused("merge", file, "digit 1", "digit 1")).contains("another one");
        assertThat(refused("forget", file, "--class", "digit 2")).contains("did you mean digit");
        assertThat(refused("forget", file, "--example", "digit 1/01.png")).contains("did you mean digit 1/001.png?");
        assertThat(refused("forget", file, "--source", "fotos")).contains("there is no example from fotos");
        assertThat(refused("forget", file)).contains("--class NAME or --example NAME-or-DIGEST or --source DIR");
        assertThat(refused("undo", file)).contains("there is no change that can be undone");
        assertThat(refused("redo", file)).contains("there is no change that can be redone");
        assertThat(refused("learn", file, "--class", "x", folder.resolve("gone")))
                .contains("gone");
        assertThat(refused("learn", file, "--class", " ", photos)).contains("class name must not be blank");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void whatIsErasedIsNeitherInTheFileNorInTheCache() throws IOException {
        Path secret = photos.resolve("digit 7/secret.png");
        Files.copy(photos.resolve("digit 7/008.png"), secret);
        Files.delete(photos.resolve("digit 7/008.png"));
        byte[] digest = ContentDigest.of(Files.readAllBytes(secret)).bytes();
        byte[] hex = ContentDigest.of(Files.readAllBytes(secret)).hex().getBytes(StandardCharsets.UTF_8);
        fit();
        done("forget", file, "--example", "digit 7/secret.png");
        assertThat(places("secret.png".getBytes(StandardCharsets.UTF_8)))
                .as("it can be undone")
                .isNotEmpty();
        assertThat(places(digest)).isNotEmpty();

        assertThat(done("forget", file, "--example", "digit 7/secret.png", "--erase")
                        .out())
                .contains("Erased 1 example, and 1 embedding of the cache");

        assertThat(places("secret.png".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(places(digest)).isEmpty();
        assertThat(places(hex)).isEmpty();
        assertThat(refused("undo", file)).contains("erased");

        done("rename", file, "digit 1", "somebody");
        done("forget", file, "--class", "somebody");
        done("forget", file, "--class", "somebody", "--erase");
        assertThat(places("somebody".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    /** Returns the files of classifier and cache that hold some bytes. */
    private List<Path> places(byte[] bytes) throws IOException {
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        try (Stream<Path> cached = Files.walk(folder.resolve("home"))) {
            return Stream.concat(Stream.of(file), cached.filter(Files::isRegularFile))
                    .filter(f -> read(f).contains(wanted))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void inspectTellsWhatIsInTheFile() throws IOException {
        fit("--precision", "float16", "--without-thumbnails");
        assertThat(done("inspect", file).out())
                .contains("3 classes, 24 examples")
                .contains("kmeans k = 2")
                .contains("imprint-mini, sha256 ")
                .contains("float16")
                .contains("0 thumbnails")
                .contains("a change touches its class alone");
        JsonNode all = json(done("inspect", file, "--json"));
        assertThat(all.at("/classes/2/examples_kept").asInt()).isEqualTo(8);
        assertThat(all.at("/classes/2/proxies").asInt()).isEqualTo(2);

        fit("--overwrite", "--without-examples");
        JsonNode few = json(done("inspect", file, "--json"));
        assertThat(few.at("/classes/2/examples").asInt()).isEqualTo(8);
        assertThat(few.at("/classes/2/examples_kept").asInt()).isZero();
        assertThat(few.get("thumbnails").asInt()).isZero();
        assertThat(refused("forget", file, "--example", "digit 0/001.png"))
                .contains("the classifier keeps no examples");
    }
}
