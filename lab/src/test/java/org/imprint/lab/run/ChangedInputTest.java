package org.imprint.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.stream.Stream;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.run.input.ChangedInputException;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.run.input.SweepInputs;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreException;
import org.imprint.vision.ridge.RidgeRule;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results are kept under the digest of what they were computed on, whoever writes to the files meanwhile. */
class ChangedInputTest {

    private static final String SWEEP = """
            schema: 1
            sweep:
              backbones: resnet18
              datasets: FashionMNIST
              tasks: {some: [1, 2, 3]}
              seeds: [%s]
              generators: {method: kmeans, k: 2}
            """;

    @TempDir
    private Path folder;

    private Path data;
    private Path train;

    @BeforeEach
    void copyTheEmbeddings() throws IOException {
        data = folder.resolve("data");
        try (Stream<Path> files = Files.walk(Sweeps.FASHION)) {
            for (Path file : files.toList()) {
                Files.copy(file, data.resolve(Sweeps.FASHION.relativize(file).toString()));
            }
        }
        train = new EmbeddingPath("FashionMNIST", "resnet18", "train").under(data);
    }

    private Plan plan(String seeds) {
        return Sweeps.plan(Sweeps.parse(SWEEP.formatted(seeds)), data);
    }

    /** Changes one number of the file, and neither its length nor its time. */
    private void changeANumberUnseen() throws IOException {
        FileTime time = Files.getLastModifiedTime(train);
        float wanted;
        try (EmbeddingFile file = EmbeddingFile.open(train)) {
            float[] row = file.read(5, 6).toArray();
            Arrays.sort(row);
            wanted = row[row.length - 1]; // not zero, which has many places
        }
        byte[] content = Files.readAllBytes(train);
        int bits = Float.floatToIntBits(wanted);
        int at = 0;
        while (content[at] != (byte) bits
                || content[at + 1] != (byte) (bits >> 8)
                || content[at + 2] != (byte) (bits >> 16)
                || content[at + 3] != (byte) (bits >> 24)) {
            at++;
        }
        content[at + 1] ^= 1;
        Files.write(train, content);
        Files.setLastModifiedTime(train, time);
    }

    @Test
    void resultsOfAFileThatIsReplacedAfterItsDigestIsTakenAreNotStored() throws IOException {
        Path store = folder.resolve("store");
        Path other = new EmbeddingPath("FashionMNIST", "resnet18", "test").under(data);
        try (SweepJob.Start start = start(plan("1, 2"), store)) {
            Files.copy(other, train, StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(start::run)
                    .isInstanceOf(ChangedInputException.class)
                    .hasMessageStartingWith(train + ": was changed since its digest was taken");
        }
        assertThat(Sweeps.results(store)).isEmpty();
    }

    @Test
    void aChangeThatKeepsLengthAndTimeIsFoundBeforeAnythingIsStored() throws IOException {
        Path store = folder.resolve("store");
        Sweeps.run(plan("1"), data, store, 1);
        changeANumberUnseen();
        assertThatThrownBy(() -> Sweeps.run(plan("1, 2"), data, store, 1)).isInstanceOf(ChangedInputException.class);
        assertThat(Sweeps.results(store)).hasSize(1);
        assertThatThrownBy(() -> Sweeps.run(plan("1, 2"), data, store, 1))
                .as("the remembered digest is not believed twice")
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("FashionMNIST/resnet18/train has other embeddings");
    }

    @Test
    void aChangeThatKeepsLengthAndTimeIsFoundByReadingTheInputs() throws IOException {
        Path store = folder.resolve("store");
        Sweeps.run(plan("1"), data, store, 1);
        EmbeddingInputs inputs = new EmbeddingInputs(data);
        try (ResultStore results = ResultStore.open(store)) {
            assertThat(inputs.differences(results.settings().inputs().values())).isEmpty();
            changeANumberUnseen();
            assertThat(inputs.differences(results.settings().inputs().values()))
                    .singleElement()
                    .asString()
                    .startsWith(train + ": holds sha256 ");
            Files.delete(train);
            assertThat(inputs.differences(results.settings().inputs().values()))
                    .containsExactly(train + ": there is no such file");
        }
    }

    @Test
    void aFileThatCannotBeReadAnyMoreEndsTheRunAndIsNoFailureOfItsCombinations() throws IOException {
        Path store = folder.resolve("store");
        Sweeps.run(plan("1"), data, store, 1);
        try (SweepJob.Start start = start(plan("2"), store)) {
            Files.writeString(train, "not any more");
            assertThatThrownBy(start::run).hasMessageStartingWith(train + ": is not an HDF5 file");
        }
        assertThat(Sweeps.results(store)).hasSize(1);
    }

    private SweepJob.Start start(Plan plan, Path store) {
        SweepInputs inputs = new SweepInputs(new EmbeddingInputs(data), RidgeRule.standard());
        return SweepJob.of(plan, inputs, store, RunOptions.standard())
                .start(Sweeps.SESSION, Sweeps.SILENT, Parallel.serial());
    }
}
