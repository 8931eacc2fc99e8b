package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import javax.imageio.ImageIO;
import org.imprint.vision.install.BackboneNames;
import org.imprint.vision.source.ExclusionList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of findings, and the list of images to leave out that fit takes. */
class DoctorFilesTest {

    @TempDir
    private Path folder;

    private Path photos;
    private Path page;
    private Path fix;

    @BeforeEach
    void makePhotos() throws IOException {
        System.setProperty(BackboneNames.HOME_PROPERTY, folder.resolve("home").toString());
        photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1), 12);
        Files.copy(photos.resolve("digit 0/003.png"), photos.resolve("digit 0/x #again.png"));
        Files.writeString(photos.resolve("digit 1/broken.png"), "no picture");
        page = folder.resolve("out/found.html");
        fix = folder.resolve("out/exclude.txt");
    }

    @AfterEach
    void forgetTheHome() {
        System.clearProperty(BackboneNames.HOME_PROPERTY);
    }

    private Imprint doctor(Object... more) {
        Object[] first = {"doctor", photos, "--only", "exact-duplicate,unreadable,blank,tiny"};
        Object[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Imprint.run(all);
    }

    @Test
    void theListIsWhatFitTakes() {
        Imprint run = doctor("--page", page, "--fix", fix);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains(page + ": page of the findings, ")
                .contains(fix + ": lists 2 images; imprint fit " + photos + " --exclude " + fix + " leaves them out");
        assertThat(ExclusionList.read(fix).entries())
                .extracting(ExclusionList.Entry::id)
                .containsExactlyInAnyOrder("digit 0/x #again.png", "digit 1/broken.png");
        assertThat(page).content().contains("left out by --fix", "Exact duplicates", "x #again.png");
        assertThat(photos.resolve("digit 1/broken.png")).exists();

        Path file = folder.resolve("digits.imprint");
        Imprint fitted =
                Imprint.run("fit", photos, "-o", file, "--backbone", "imprint-mini", "--k", 2, "--exclude", fix);
        assertThat(fitted.exitCode()).as(fitted.err()).isZero();
        assertThat(fitted.out()).contains("24 examples").contains("left out: 2 listed in " + fix);
    }

    /** Of what is in the test images too, those to learn from are listed; what has to be looked at stands there as a remark. */
    @Test
    void whatIsTestedIsNotLearnedAndWhatIsDoubtfulIsARemark() throws IOException {
        Path many = Samples.folders(folder.resolve("many"), Set.of(0, 1, 4, 7), 20);
        Files.move(many.resolve("digit 0/006.png"), many.resolve("digit 7/moved.png"));
        Path test = Samples.folders(folder.resolve("test"), Set.of(0, 1, 4, 7), 22);
        for (int i = 2; i <= 20; i++) {
            for (String digit : new String[] {"digit 0", "digit 1", "digit 4", "digit 7"}) {
                Files.delete(test.resolve(digit).resolve(String.format("%03d.png", i)));
            }
        }
        // the pixels of a training image in other bytes
        ImageIO.write(
                ImageIO.read(many.resolve("digit 0/009.png").toFile()),
                "bmp",
                test.resolve("digit 0/nine.bmp").toFile());
        Imprint run = Imprint.run(
                "doctor",
                many,
                "--test",
                test,
                "--backbone",
                "imprint-mini",
                "--only",
                "leakage,wrong-label",
                "--fix",
                fix);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(ExclusionList.read(fix).entries())
                .extracting(ExclusionList.Entry::id)
                .contains("digit 0/001.png", "digit 1/001.png")
                .doesNotContain("digit 7/moved.png", "digit 0/009.png");
        assertThat(fix).content().contains("# digit 0/009.png  # leakage: Test image digit 0/nine.bmp is nearly ");
        assertThat(fix).content().contains("# digit 7/moved.png  # wrong-label: ");
        assertThat(run.out()).contains("  digit 0/nine.bmp (test), digit 0/009.png");
    }

    @Test
    void whatIsThereIsNotReplacedUnlessAsked() throws IOException {
        Files.createDirectories(fix.getParent());
        Files.writeString(fix, "mine");
        Imprint refused = doctor("--fix", fix);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(fix + ": is there already; give --overwrite to replace it");
        assertThat(fix).hasContent("mine");

        Imprint run = doctor("--fix", fix, "--overwrite", "--json");
        assertThat(new ObjectMapper().readTree(run.out()).get("flagged").asInt())
                .isPositive();
        assertThat(run.err()).contains(fix + ": lists 2 images");
        assertThat(fix).content().contains("\"digit 0/x #again.png\"  # exact-duplicate: ");
    }

    @Test
    void refusesOneFileForBothAndAListOfEmbeddings() throws IOException {
        assertThat(doctor("--fix", fix, "--page", fix).err()).contains("--page and --fix must be two files");
        Path h5 = folder.resolve("a.h5");
        Files.delete(photos.resolve("digit 1/broken.png"));
        assertThat(Imprint.run("embed", "--data", photos, "--out", h5).exitCode())
                .isZero();
        assertThat(Imprint.run("doctor", h5, "--fix", fix).err())
                .contains("--fix must go with images, was given with embeddings");
        Imprint run = Imprint.run("doctor", h5, "--page", page);
        assertThat(run.exitCode()).as(run.err()).isIn(0, 1);
        assertThat(page).exists();
        assertThat(fix).doesNotExist();
    }
}
