package org.imprint.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.imprint.classifier.backboneclass.ColourBackbone;
import org.imprint.classifier.intake.Intake;
import org.imprint.classifier.state.Example;
import org.imprint.core.ImprintException;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.embed.BadImage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as people have them. Classes are colours, and so is what the backbone sees. */
class FolderOdditiesTest {

    private static final int RED = 0xd01010;
    private static final int BLUE = 0x1010d0;

    private static Backbone backbone;

    @TempDir
    Path dir;

    @BeforeAll
    static void open() {
        backbone = ColourBackbone.named();
    }

    @AfterAll
    static void close() {
        backbone.close();
    }

    /** Returns a PNG of one colour, other bytes and nearly the same colour for each number. */
    static byte[] png(int rgb, int number) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, i < 16 && (number >> i & 1) == 1 ? rgb ^ 0x040404 : rgb);
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String file, byte[] content) throws IOException {
        Path path = dir.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }

    private ImageClassifier fit() throws InterruptedException {
        return ImageClassifier.fit(backbone, dir);
    }

    private static List<String> names(ImageClassifier classifier, int c) {
        return classifier.embeddings().state().classes().get(c).examples().examples().stream()
                .map(Example::name)
                .sorted()
                .toList();
    }

    @Test
    void readsFoldersWithinFolders() throws Exception {
        write("red/2019/a.png", png(RED, 1));
        write("red/2020/deep/a.png", png(RED, 2));
        write("red/b.png", png(RED, 3));
        write("blue/a.png", png(BLUE, 1));

        ImageClassifier colours = fit();

        assertThat(colours.classNames()).containsExactly("blue", "red");
        assertThat(names(colours, 1)).containsExactly("red/2019/a.png", "red/2020/deep/a.png", "red/b.png");
        assertThat(colours.predict(png(RED, 9)).label()).isEqualTo("red");
    }

    @Test
    void leavesOutWhatSystemsPutThere() throws Exception {
        write("red/a.png", png(RED, 1));
        write("blue/a.png", png(BLUE, 1));
        write(".DS_Store", new byte[] {0, 0, 0, 1});
        write("red/.DS_Store", new byte[] {0, 0, 0, 1});
        write("red/._a.png", new byte[] {0, 5, 22, 7});
        write("red/Thumbs.db", new byte[] {1});
        write("red/desktop.ini", new byte[] {1});
        write("__MACOSX/red/._a.png", new byte[] {0, 5, 22, 7});
        write(".thumbnails/a.png", png(RED, 2));

        ImageClassifier colours = fit();

        assertThat(colours.classNames()).containsExactly("blue", "red");
        assertThat(colours.intake().orElseThrow().bad()).isEmpty();
        assertThat(colours.intake().orElseThrow().added()).isEqualTo(2);
    }

    @Test
    void namesWhatCannotBeRead() throws Exception {
        byte[] whole = png(RED, 1);
        write("red/a.png", whole);
        write("red/empty.png", new byte[0]);
        write("red/half.png", Arrays.copyOf(whole, whole.length / 2));
        write("red/text.png", "no image".getBytes());
        write("blue/a.png", png(BLUE, 1));

        Intake intake = fit().intake().orElseThrow();

        assertThat(intake.bad())
                .extracting(BadImage::id)
                .containsExactly("red/empty.png", "red/half.png", "red/text.png");
        assertThat(intake.added()).isEqualTo(2);
    }

    @Test
    void anImageInTwoClassesIsToldAndCountsInBoth() throws Exception {
        write("red/a.png", png(RED, 1));
        write("red/b.png", png(RED, 2));
        write("blue/a.png", png(BLUE, 1));
        write("blue/wrong.png", png(RED, 1));

        ImageClassifier colours = fit();

        assertThat(colours.intake().orElseThrow().shared()).hasSize(1);
        assertThat(names(colours, 0)).containsExactly("blue/a.png", "blue/wrong.png");
        assertThat(names(colours, 1)).containsExactly("red/a.png", "red/b.png");
        assertThat(colours.predict(png(RED, 1)).nearest(2))
                .extracting(NearExample::className)
                .containsExactly("blue", "red");
        colours.embeddings().forget(e -> e.name().equals("blue/wrong.png"), "wrong");
        assertThat(colours.predict(png(RED, 1)).label()).isEqualTo("red");
        assertThat(names(colours, 1)).hasSize(2);
    }

    @Test
    void aNameIsTheSameInEitherUnicodeForm() throws Exception {
        String composed = "caf\u00e9";
        String decomposed = "cafe\u0301";
        write(decomposed + "/b.png", png(RED, 2));
        write("\u9db4/\ud83e\udd9a \u202ftail.png", png(BLUE, 1));

        ImageClassifier colours = fit();

        assertThat(colours.classNames()).containsExactly(composed, "\u9db4");
        assertThat(colours.learn(composed, dir.resolve(decomposed)).added()).isZero();
        colours.forget(decomposed);
        assertThat(colours.classNames()).containsExactly("\u9db4");
    }

    @Test
    void refusesTwoFoldersOfOneName() throws Exception {
        write("red/a.png", png(RED, 1));
        write("red /b.png", png(RED, 2));

        assertThatThrownBy(this::fit)
                .isInstanceOf(ImprintException.class)
                .hasMessage("classes must have different names, twice there, was red");
        Files.move(dir.resolve("red "), dir.resolve("caf\u00e9"));
        write("cafe\u0301/b.png", png(RED, 2));
        assertThatThrownBy(this::fit)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("twice, spelt with different Unicode characters");
    }

    @Test
    void refusesAFolderWhoseNameNobodyCanSee() throws Exception {
        write("red/a.png", png(RED, 1));
        write("red\u200b/b.png", png(RED, 2));

        assertThatThrownBy(this::fit).isInstanceOf(ImprintException.class).hasMessageContaining("red\\u200b");
    }

    @Test
    void learnsFromAFolderAsFromItsFiles() throws Exception {
        write("red/a.png", png(RED, 1));
        write("blue/a.png", png(BLUE, 1));
        ImageClassifier colours = fit();
        write("new/sub/a.png", png(0x10d010, 1));
        write("new/.DS_Store", new byte[] {0});
        write("new/bad.png", new byte[] {1});

        Intake lesson = colours.learn("gr\u00fcn", dir.resolve("new"));

        assertThat(lesson.added()).isEqualTo(1);
        assertThat(lesson.bad()).hasSize(1);
        assertThat(colours.learn("gru\u0308n", dir.resolve("new")).added()).isZero();
        assertThat(colours.classNames()).containsExactly("blue", "red", "gr\u00fcn");
    }

    @Test
    @Tag("slow")
    void takesOneImageOfAClassAndTenThousandOfAnother() throws Exception {
        write("blue/only.png", png(BLUE, 1));
        for (int i = 0; i < 10_000; i++) {
            write("red/" + i % 100 + "/" + i + ".png", png(RED, i));
        }

        ImageClassifier colours = fit();

        assertThat(colours.intake().orElseThrow().added()).isEqualTo(10_001);
        assertThat(colours.intake().orElseThrow().isWhole()).isTrue();
        assertThat(colours.predict(png(BLUE, 7)).label()).isEqualTo("blue");
        assertThat(colours.predict(png(RED, 0xffff)).label()).isEqualTo("red");
    }
}
