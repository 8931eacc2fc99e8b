package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.imprint.vision.install.BackboneNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code imprint fit --k auto}: digits through the bundled backbone. */
class AutoKCommandTest {

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
        List<Object> words = new ArrayList<>(
                List.of("fit", photos, "-o", file, "--backbone", "imprint-mini", "--overwrite", "--k", "auto"));
        words.addAll(List.of(more));
        return Imprint.run(words.toArray());
    }

    private static JsonNode json(Imprint run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void everyClassSaysWhy() throws IOException {
        Imprint run = fit();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("class +examples +proxies .*why")
                .containsPattern("digit 0 +8 +\\d .*(too little gain|leave-fold-out gain|collapsed)");
        assertThat(Imprint.run("inspect", file).out())
                .contains("kmeans k = auto, at most 20")
                .containsPattern("digit 7 +8 +\\d .*(too little gain|leave-fold-out gain|collapsed)");
        JsonNode inspected = json(Imprint.run("inspect", file, "--json"));
        assertThat(inspected.at("/classes/0/k_chosen/k").asInt())
                .isEqualTo(inspected.at("/classes/0/proxies").asInt());
        assertThat(inspected.at("/classes/0/k_chosen/reason").asText()).isNotBlank();
        JsonNode fitted = json(fit("--json"));
        for (int c = 0; c < 3; c++) {
            String path = "/classes/" + c + "/k_chosen";
            assertThat(fitted.at(path).isObject()).isTrue();
            assertThat(fitted.at(path)).isEqualTo(inspected.at(path));
        }
    }

    @Test
    void aNewClassSaysWhyToo() throws IOException {
        assertThat(fit().exitCode()).isZero();
        Path more = Samples.folders(folder.resolve("more"), Set.of(4), 8);
        Imprint learned =
                Imprint.run("learn", file, "--class", "digit 4", more, "--json", "--backbone", "imprint-mini");
        assertThat(learned.exitCode()).as(learned.err()).isZero();
        assertThat(json(learned).at("/k_chosen/reason").asText()).isNotBlank();
        assertThat(Imprint.run("undo", file).exitCode()).isZero();
        assertThat(Imprint.run("learn", file, "--class", "digit 4", more, "--backbone", "imprint-mini")
                        .out())
                .containsPattern("(?m)^k = \\d: (too little gain|leave-fold-out gain|collapsed)");
        assertThat(Imprint.run("inspect", file).out())
                .contains("more examples leave a class its number of proxies until the next fit");
    }

    @Test
    void onlyFitTakesIt() {
        Imprint evaluated = Imprint.run("evaluate", "--train", "a.h5", "--test", "b.h5", "--k", "auto");
        assertThat(evaluated.exitCode()).isEqualTo(2);
        assertThat(evaluated.err()).contains("--k must be a number here: auto is for imprint fit");
        assertThat(fit("--recipe", "qi").err()).contains("--k must go with a recipe that has k (paper), was qi");
        assertThat(fit("--k", "some").err()).contains("--k must be a number in [1, 10000], or auto, was some");
        assertThat(file).doesNotExist();
    }
}
