package org.imprint.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.imprint.classifier.state.Example;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.ContentDigest;
import org.junit.jupiter.api.Test;

class ExamplePickTest {

    private static final Example HERON = example("heron/1.jpg", "photos/birds");
    private static final Example OTHER = example("heron/2.jpg", "photos/old");

    private static Example example(String name, String source) {
        return new Example(name, source, ContentDigest.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static EmbeddingClassifier birds() {
        EmbeddingClassifier birds =
                EmbeddingClassifier.empty(2, FitOptions.standard(), Parallel.serial(), Clock.systemUTC());
        birds.learn("heron", List.of(HERON, OTHER), FloatMatrix.ofRows(new float[] {1, 0}, new float[] {1, 0.1f}));
        birds.learn("stork", List.of(example("stork/1.jpg", "")), FloatMatrix.ofRows(new float[] {0, 1}));
        return birds;
    }

    @Test
    void meansAnExampleByItsNameOrByEightDigitsOfItsDigest() {
        String hex = HERON.digest().hex();
        assertThat(new ExamplePick.Called("heron/1.jpg")).accepts(HERON).rejects(OTHER);
        assertThat(new ExamplePick.Called(hex.substring(0, 8).toUpperCase(Locale.ROOT)))
                .accepts(HERON)
                .rejects(OTHER);
        assertThat(new ExamplePick.Called(hex.substring(0, 7))).rejects(HERON);
    }

    @Test
    void meansAllBelowAFolderHoweverItIsWritten() {
        assertThat(new ExamplePick.From(Path.of("photos"))).accepts(HERON, OTHER);
        assertThat(new ExamplePick.From(Path.of("./photos/../photos/birds/")))
                .accepts(HERON)
                .rejects(OTHER);
        assertThat(new ExamplePick.From(Path.of("photos/bird"))).rejects(HERON);
        assertThat(new ExamplePick.From(Path.of("photos"))).rejects(example("x", ""));
    }

    @Test
    void refusesWhatIsNotThereWithWhatWasMeant() {
        EmbeddingClassifier birds = birds();
        assertThatThrownBy(() -> new ExamplePick.Called("heron/22.jpg").requireIn(birds.state()))
                .isInstanceOf(ImprintException.class)
                .hasMessage("there is no example called heron/22.jpg; did you mean heron/2.jpg?");
        assertThatThrownBy(() -> new ExamplePick.From(Path.of("fotos")).requireIn(birds.state()))
                .hasMessageStartingWith("there is no example from fotos; there are photos/birds, photos/old");
    }

    @Test
    void refusesANameOfSeveralImagesButNotOfCopies() {
        EmbeddingClassifier birds = birds();
        ExamplePick pick = new ExamplePick.Called("same.jpg");
        float[] row = {1, 1};
        for (int i = 0; i < 7; i++) {
            ContentDigest digest = ContentDigest.of(new byte[] {(byte) i});
            birds.learn("class " + i, List.of(new Example("same.jpg", "s" + i, digest)), FloatMatrix.ofRows(row));
            birds.learn("copies", List.of(new Example("copy.jpg", "", HERON.digest())), FloatMatrix.ofRows(row));
            if (i == 0) {
                assertThat(pick.requireIn(birds.state())).isSameAs(pick);
            }
        }
        assertThatThrownBy(() -> pick.requireIn(birds.state()))
                .isInstanceOf(ImprintException.class)
                .hasMessageStartingWith("example must be one, were 7 called same.jpg; name one by its digest:\n  "
                        + ContentDigest.of(new byte[] {0}).hex() + " of class class 0, from s0\n")
                .hasMessageEndingWith(" of class class 4, from s4\n  and 2 more");
        ExamplePick copies = new ExamplePick.Called(HERON.digest().hex());
        assertThat(copies.requireIn(birds.state())).isSameAs(copies);
    }

    @Test
    void saysThatNoExampleIsFromAnywhereWhereNoneSaysSo() {
        EmbeddingClassifier bare =
                EmbeddingClassifier.empty(2, FitOptions.standard(), Parallel.serial(), Clock.systemUTC());
        bare.learn("stork", List.of(example("stork/1.jpg", "")), FloatMatrix.ofRows(new float[] {0, 1}));
        assertThatThrownBy(() -> new ExamplePick.From(Path.of("birds")).requireIn(bare.state()))
                .hasMessage("there is no example from birds; no example says where it was learned from");
    }

    @Test
    void findsWhatWasForgottenWhileItCanBeBroughtBackAndNothingAfterErasing() {
        EmbeddingClassifier birds = birds();
        ExamplePick pick = new ExamplePick.Called("heron/1.jpg");
        birds.forget(pick, pick.words());
        assertThatThrownBy(() -> pick.requireIn(birds.state())).isInstanceOf(ImprintException.class);
        assertThat(pick.requireIn(birds.state(), birds.history())).isSameAs(pick);
        assertThat(pick.digests(birds.state(), birds.history())).containsExactly(HERON.digest());
        assertThat(ExamplePick.digestsOfClass("heron", birds.state(), birds.history()))
                .containsExactlyInAnyOrder(HERON.digest(), OTHER.digest());
        birds.erase(pick);
        assertThat(pick.digests(birds.state(), birds.history())).isEmpty();
    }

    @Test
    void anErasedClassLeavesItsNameNowhereNotEvenWhenItWasForgottenBefore() {
        EmbeddingClassifier birds = birds();
        birds.rename("heron", "somebody");
        birds.forget("somebody");
        assertThat(birds.erase("somebody")).isZero();
        assertThat(birds.history().done())
                .noneMatch(e -> e.change().sentence().contains("somebody"))
                .noneMatch(e -> e.isUndoable());
        assertThatThrownBy(() -> birds.erase("somebody")).hasMessageContaining("there is no class somebody");
        assertThat(birds.erase("stork")).isEqualTo(1);
        assertThat(birds.history().done()).noneMatch(e -> e.change().sentence().contains("stork"));
    }
}
