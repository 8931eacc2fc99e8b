package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.imprint.app.labelled.LabelledEmbeddings;
import org.imprint.app.labelled.LabelledOptions;
import org.imprint.core.ImprintException;
import org.imprint.core.recipe.Preset;
import org.imprint.vision.ridge.RidgeRule;
import org.imprint.vision.zoo.Zoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

class LabelledEmbeddingsTest {

    @TempDir
    private Path folder;

    /** A command that reads and does nothing more. */
    @Command(name = "reading")
    static final class Reading implements Callable<Integer> {
        @Parameters(index = "0")
        private Path path;

        @Mixin
        private LabelledOptions options;

        private LabelledEmbeddings read;

        @Override
        public Integer call() {
            read = options.read(path).orElseThrow();
            return read.exitCode();
        }
    }

    /** What was read, and what was said. */
    private record Result(LabelledEmbeddings read, int exitCode, String err) {}

    private static Result read(Object... args) {
        Reading command = new Reading();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(command)
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, c, p) -> {
                    throw e;
                });
        String[] words = List.of(args).stream().map(Object::toString).toArray(String[]::new);
        line.parseArgs(words);
        int code = command.call();
        return new Result(command.read, code, err.toString());
    }

    private Path photos() throws IOException {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(1, 7, 8), 4);
        Files.copy(photos.resolve("digit 7/001.png"), photos.resolve("digit 7/twin.png"));
        return photos;
    }

    @Test
    void aFolderAnEmbeddingsFileAndAClassifierGiveTheSameRows() throws IOException {
        Path photos = photos();
        Path file = folder.resolve("photos.h5");
        Path classifier = folder.resolve("photos.imprint");
        assertThat(Imprint.run("embed", "--data", photos, "--batch", 1, "--out", file)
                        .exitCode())
                .isZero();
        assertThat(Imprint.run("fit", photos, "--no-cache", "--backbone", "imprint-mini", "-o", classifier)
                        .exitCode())
                .isZero();

        Result images = read(photos, "--backbone", "imprint-mini", "--no-cache");
        Result stored = read(file);
        Result learned = read(classifier);

        for (Result result : List.of(images, stored, learned)) {
            assertThat(result.exitCode()).isZero();
            assertThat(result.read().classNames()).containsExactly("digit 1", "digit 7", "digit 8");
            assertThat(result.read().size()).isEqualTo(12);
            assertThat(result.read().madeBy().backbone()).isEqualTo("imprint-mini");
        }
        assertThat(images.err()).contains("1 image there already:").contains("twin.png is ");
        assertThat(stored.err()).contains("1 image there already under another name in the class, left out");
        assertThat(stored.read().ids()).isEqualTo(images.read().ids());
        assertThat(learned.read().ids()).isEqualTo(images.read().ids());
        for (int c = 0; c < 3; c++) {
            float[] rows = images.read().task().get(c).rows().toArray();
            assertThat(stored.read().task().get(c).rows().toArray()).isEqualTo(rows);
            assertThat(learned.read().task().get(c).rows().toArray()).isEqualTo(rows);
        }
        assertThat(learned.read().settings().orElseThrow().recipe()).isEqualTo(Preset.PAPER.recipe(20));
    }

    @Test
    void anImageThatCannotBeReadIsNamedAndTheExitCodeIs1() throws IOException {
        Path photos = photos();
        Files.writeString(photos.resolve("digit 1/bad.png"), "no image");
        Result result = read(photos, "--backbone", "imprint-mini", "--no-cache");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("1 image cannot be used:").contains("bad.png");
    }

    @Test
    void putsLambdaOfTheBackboneIn() {
        LabelledEmbeddings read = read(Path.of("..", "lab/src/test/resources/fixtures/h5/embeddings/FashionMNIST")
                        .resolve("resnet18/train/embeddings_FashionMNIST_resnet18_train.h5"))
                .read();
        double lambda = Zoo.find("resnet18").orElseThrow().card().lambda();
        assertThat(read.withLambda(Preset.ORACLE.recipe(1), RidgeRule.standard()))
                .isEqualTo(Preset.ORACLE.recipe(1, lambda));
        assertThat(read.withLambda(Preset.QI.recipe(1), RidgeRule.standard())).isEqualTo(Preset.QI.recipe(1));
    }

    @Test
    void refusesWhatIsNotThereAndOptionsThatMeanNothing() throws IOException {
        assertThatThrownBy(() -> read(folder.resolve("none.imprint")))
                .isInstanceOf(ImprintException.class)
                .hasMessage(folder.resolve("none.imprint") + ": file does not exist");
        assertThatThrownBy(() -> read(folder.resolve("a.h5"), "--backbone", "imprint-mini"))
                .hasMessage("--backbone must go with images, was given with " + folder.resolve("a.h5"));
        Path one = Samples.folders(folder.resolve("one"), Set.of(1), 4);
        assertThatThrownBy(() -> read(one, "--backbone", "imprint-mini", "--no-cache"))
                .hasMessage(one + ": must hold at least 2 class folders, was 1 (digit 1)");
        Path proxies = folder.resolve("proxies.imprint");
        Imprint.run("fit", photos(), "--without-examples", "--no-cache", "--backbone", "imprint-mini", "-o", proxies);
        assertThatThrownBy(() -> read(proxies))
                .hasMessageStartingWith(proxies + ": classifier must keep its examples, was without");
    }
}
