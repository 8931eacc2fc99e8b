package org.imprint.classifier.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.change.Change;
import org.imprint.classifier.state.KChoice;
import org.imprint.classifier.state.Keeping;
import org.imprint.core.ImprintException;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.KMedoidsGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Half;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.presample.Chained;
import org.imprint.core.presample.FewShot;
import org.imprint.core.presample.WeibullBand;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.checkpoint.safetensors.SafetensorsReader;
import org.imprint.vision.checkpoint.safetensors.SafetensorsWriter;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileClaim;
import org.imprint.vision.store.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImprintFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("birds.imprint");
    }

    static Stream<FitOptions> options() {
        FitOptions standard = FitOptions.standard().with(Preset.PAPER.recipe(2, 1e-3));
        Recipe paper = Preset.PAPER.recipe(2, 1e-3);
        return Stream.of(
                standard,
                standard.with(Precision.FLOAT16),
                standard.rejecting(0.1),
                standard.with(Preset.ORACLE.recipe(1, 1e-3)).withSeed(4),
                standard.with(Preset.HOSODA.recipe(1, 1e-3)),
                standard.with(new Recipe(
                        paper.pre(),
                        new FewShot(2),
                        new KMedoidsGenerator(2),
                        paper.post(),
                        paper.inf(),
                        new NearestVote(2, Metric.EUCLIDEAN, Weighting.INVERSE_DISTANCE))));
    }

    @ParameterizedTest
    @MethodSource("options")
    void whatIsSavedIsOpened(FitOptions options) {
        ClassifierContents before = SavedBirds.full(SavedBirds.birds(options));
        ClassifierContents after = SavedBirds.saved(file, before);
        assertThat(SavedBirds.text(after)).isEqualTo(SavedBirds.text(before));
        float[] question = SavedBirds.rows("heron", 9, 10).row(0);
        assertThat(SavedBirds.opened(after).predict(question).score())
                .isEqualTo(SavedBirds.opened(before).predict(question).score());
    }

    @ParameterizedTest
    @MethodSource("options")
    void changesAreTakenBackAndMadeAgainAfterOpening(FitOptions options) {
        EmbeddingClassifier live = SavedBirds.birds(options);
        EmbeddingClassifier opened = SavedBirds.opened(SavedBirds.saved(file, SavedBirds.contents(live)));
        for (int i = 0; i < 7; i++) {
            live.undo();
            opened.undo();
            assertThat(SavedBirds.text(SavedBirds.contents(opened)))
                    .isEqualTo(SavedBirds.text(SavedBirds.contents(live)));
        }
        for (int i = 0; i < 9; i++) {
            live.redo();
            opened.redo();
        }
        ClassifierContents again = SavedBirds.saved(file, SavedBirds.contents(opened));
        assertThat(SavedBirds.text(again)).isEqualTo(SavedBirds.text(SavedBirds.contents(live)));
    }

    @Test
    void savedTwiceItIsTheSameFile() throws IOException {
        ClassifierContents contents = SavedBirds.full(SavedBirds.birds(FitOptions.standard()));
        ClassifierContents opened = SavedBirds.saved(file, contents);
        byte[] first = Files.readAllBytes(file);
        ImprintFile.save(file, opened);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Test
    void whatOnlyTheHistoryKeepsIsStoredOnce() {
        ImprintFile.save(file, SavedBirds.contents(SavedBirds.birds(FitOptions.standard())));
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            // heron/2 alone was forgotten; ibis is there, its merger into crane was taken back
            assertThat(reader.require("history.examples").shape()).containsExactly(1L, (long) SavedBirds.D);
            assertThat(reader.require("examples").shape()).containsExactly(16L, (long) SavedBirds.D);
        }
    }

    @Test
    void examplesAreReadWhenTheyAreAskedForAndTheOldFileMayBeReplaced() {
        ClassifierContents before = SavedBirds.contents(SavedBirds.birds(FitOptions.standard()));
        ClassifierContents first = SavedBirds.saved(file, before);
        EmbeddingClassifier other =
                EmbeddingClassifier.empty(SavedBirds.D, FitOptions.standard(), Parallel.serial(), SavedBirds.CLOCK);
        SavedBirds.learn(other, "owl", 0, 3);
        ImprintFile.save(file, SavedBirds.contents(other));
        assertThat(SavedBirds.text(first)).isEqualTo(SavedBirds.text(before));
    }

    @Test
    void withoutExamplesProxiesAloneAreLeft() throws IOException {
        ClassifierContents full = SavedBirds.full(SavedBirds.birds(FitOptions.standard()));
        ClassifierContents small = SavedBirds.saved(file, full.withoutExamples());
        assertThat(small.state().settings().keeping()).isEqualTo(Keeping.PROXIES);
        assertThat(small.state().classes()).noneMatch(c -> c.hasExamples());
        assertThat(small.thumbnails().digests()).isEmpty();
        assertThat(small.history().done()).hasSameSizeAs(full.history().done()).noneMatch(e -> e.isUndoable());
        float[] question = SavedBirds.rows("heron", 9, 10).row(0);
        assertThat(SavedBirds.opened(small).predict(question).score())
                .isEqualTo(SavedBirds.opened(full).predict(question).score());
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).doesNotContain("größe");
    }

    @Test
    void textsThatAreNotKnownAreKept() {
        ClassifierContents contents =
                SavedBirds.contents(SavedBirds.birds(FitOptions.standard())).withText("thresholds", "{\"all\":0.5}");
        assertThat(SavedBirds.saved(file, contents).more()).containsEntry("thresholds", "{\"all\":0.5}");
        assertThatThrownBy(() -> ImprintFile.save(file, contents.withText("classes", "x")))
                .isInstanceOf(ImprintException.class);
    }

    @Test
    void nothingOfWhatWasErasedIsInTheFile() throws IOException {
        for (FitOptions options : options().toList()) {
            EmbeddingClassifier birds = SavedBirds.birds(options);
            ClassifierContents before = SavedBirds.saved(file, SavedBirds.full(birds));
            EmbeddingClassifier live = SavedBirds.opened(before);
            List<byte[]> traces = List.of(
                    "heron/2-".getBytes(StandardCharsets.UTF_8),
                    SavedBirds.digest("heron2").bytes(),
                    SavedBirds.digest("heron2").hex().getBytes(StandardCharsets.UTF_8),
                    SavedBirds.picture(2),
                    stored(SavedBirds.rows("heron", 2, 3), options.precision()));
            assertThat(holds(traces.get(0))).isTrue();
            assertThat(holds(traces.get(1))).isTrue();
            assertThat(holds(traces.get(3))).isTrue();
            assertThat(holds(traces.get(4))).isTrue();
            live.erase(e -> e.name().startsWith("heron/2"));
            live.erase(e -> e.name().startsWith("crane/1"));
            ImprintFile.save(file, before.with(live.state(), live.history()));
            for (byte[] trace : traces) {
                assertThat(holds(trace)).isFalse();
            }
            assertThat(holds(SavedBirds.picture(9))).isFalse();
            assertThat(holds("crane/1-".getBytes(StandardCharsets.UTF_8))).isFalse();
            assertThat(holds(stored(SavedBirds.rows("crane", 1, 2), options.precision())))
                    .isFalse();
            assertThat(folder.toFile().list()).containsExactly("birds.imprint");
        }
    }

    private static byte[] stored(FloatMatrix row, Precision precision) {
        ByteBuffer out = ByteBuffer.allocate(row.cols() * precision.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (float x : row.row(0)) {
            if (precision == Precision.FLOAT16) {
                out.putShort(Half.of(x));
            } else {
                out.putFloat(x);
            }
        }
        return out.array();
    }

    private boolean holds(byte[] wanted) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }

    @Test
    void aClassifierWithoutClassesIsSavedToBeTaught() {
        EmbeddingClassifier empty =
                EmbeddingClassifier.empty(SavedBirds.D, FitOptions.standard(), Parallel.serial(), SavedBirds.CLOCK);
        ImprintFile.save(file, SavedBirds.contents(empty));
        ClassifierContents read = ImprintFile.open(file);
        assertThat(read.state().classNames()).isEmpty();
        assertThat(read.state().settings()).isEqualTo(empty.state().settings());
        assertThat(read.history().done()).isEmpty();
    }

    @Test
    void aRecipeThatFilesCannotSayIsRefused() {
        Recipe paper = Preset.PAPER.recipe(2, 1e-3);
        Recipe odd = new Recipe(
                paper.pre(),
                new Chained(new FewShot(3), new WeibullBand(0, 1)),
                paper.generator(),
                paper.post(),
                paper.inf(),
                new NearestProxy(Metric.COSINE));
        EmbeddingClassifier birds = EmbeddingClassifier.empty(
                SavedBirds.D, FitOptions.standard().with(odd), Parallel.serial(), SavedBirds.CLOCK);
        assertThatThrownBy(() -> RecipePart.of(odd, KChoice.GIVEN)).isInstanceOf(ImprintException.class);
        assertThat(birds.state().isEmpty()).isTrue();
    }

    /** A change that somebody adds has to get words in files. */
    @Test
    void everyChangeHasWords() {
        List<Change> all = List.of(
                new Change.Fitted(2, 3),
                new Change.Learned("a", 4, true),
                new Change.Kept(1000),
                new Change.ForgotClass("a", 3),
                new Change.ForgotExamples("of b", 2, 1),
                new Change.Renamed("a", "b"),
                new Change.Merged("a", "b", 3),
                new Change.Moved("a", 3, true),
                new Change.Erased(2));
        Set<Class<?>> kinds = Set.of(Change.class.getPermittedSubclasses());
        assertThat(all.stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(kinds);
        assertThat(all)
                .allSatisfy(c -> assertThat(
                                StrictJson.read("change", StrictJson.write(ChangePart.of(c)), ChangePart.class)
                                        .change())
                        .isEqualTo(c));
    }

    @Test
    void tellsOtherFilesAndNewerVersions() {
        new SafetensorsWriter().ints("x", new int[1]).write(file);
        assertThatThrownBy(() -> ImprintFile.open(file))
                .isInstanceOf(ImprintException.class)
                .hasMessage(file
                        + ": must be a classifier of Imprint, format imprint-classifier, was another safetensors file");
        new SafetensorsWriter()
                .text("format", "imprint-classifier")
                .text("format_version", "7")
                .text("writer", "Imprint 9.1")
                .write(file);
        assertThatThrownBy(() -> ImprintFile.open(file))
                .isInstanceOf(ImprintException.class)
                .hasMessage(file
                        + ": format_version must be 1, was 7: Imprint 9.1 has written it; a newer Imprint reads it");
        assertThatThrownBy(() -> ImprintFile.open(folder.resolve("none")))
                .isInstanceOf(ImprintException.class)
                .hasMessage(folder.resolve("none") + ": cannot be read: no such file or folder");
    }

    @Test
    void oneAtATimeMayChangeAFile() throws IOException {
        try (FileClaim claim = ImprintFile.claim(file)) {
            assertThat(claim).isNotNull();
            assertThatThrownBy(() -> ImprintFile.claim(file))
                    .isInstanceOf(ImprintException.class)
                    .hasMessage(file + ": is being changed by another process; run again when that has ended");
        }
        ImprintFile.claim(file).close();
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> ImprintFile.claim(folder.resolve("none/x"))).isInstanceOf(DataException.class);
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldFile() throws IOException {
        ClassifierContents contents = SavedBirds.contents(SavedBirds.birds(FitOptions.standard()));
        assertThatThrownBy(() -> ImprintFile.save(folder.resolve("none/birds.imprint"), contents))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("none/birds.imprint") + ": cannot be written");
        ImprintFile.save(file, contents);
        byte[] old = Files.readAllBytes(file);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ImprintFile.save(file, contents)).isInstanceOf(DataException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Files.readAllBytes(file)).isEqualTo(old);
    }
}
