package org.imprint.lab.sweep.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.lab.sweep.PublishedId;
import org.imprint.lab.sweep.Sweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own files of the paper's sweeps hold the published combinations, no more and no fewer. */
class PaperSweepsTest {

    private static final Path FOLDER = Path.of("../configs/paper");

    @ParameterizedTest
    @CsvSource({
        "example, config, 3",
        "figure-6, config_reprod_fig6, 1836",
        "section-5.1-aggregation-fixed, config_reprod_subsec1_aggfixed, 41472",
        "section-5.1-aggregation-fixed-kls, config_reprod_subsec1_aggfixed_kls, 864",
        "section-5.1-aggregation-focus, config_reprod_subsec1_aggfocus, 283392",
        "section-5.1-aggregation-focus-kls, config_reprod_subsec1_aggfocus_kls, 17136",
        "section-5.2, config_reprod_subsec2, 2100",
        "section-5.2-kls, config_reprod_subsec2_kls, 2100",
        "section-5.3-imagenet, config_reprod_subsec3_imagenet, 36000",
        "section-5.3-imagenet-kls, config_reprod_subsec3_imagenet_kls, 18000",
        "section-5.3-combidigits, config_reprod_subsec3_combidigits, 360",
        "section-5.3-combidigits-kls, config_reprod_subsec3_combidigits_kls, 180",
        "section-5.3-others, config_reprod_subsec3_non-imagenet, 1080",
        "section-5.3-others-kls, config_reprod_subsec3_non-imagenet_kls, 540",
    })
    void holdsThePublishedCombinations(String ours, String published, int count) {
        Sweep own = SweepFile.read(FOLDER.resolve(ours + ".yaml")).sweep();
        Sweep theirs = SweepFile.parse(Path.of(published), PublishedText.of(published + ".yaml"))
                .sweep();

        assertThat(own.size()).isEqualTo(count);
        assertThat(ids(own)).isEqualTo(ids(theirs));
    }

    @Test
    void everyFileIsCompared() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.filter(f -> f.toString().endsWith(".yaml"))
                            .filter(f -> !f.endsWith("collapse.yaml")) // measurements, no sweep
                            .filter(f -> !f.endsWith("previous-methods.yaml"))) // parts of others, a table of its own
                    .hasSize(PublishedText.files().size());
        }
    }

    private static List<PublishedId> ids(Sweep sweep) {
        return sweep.publishedIds().sorted().toList();
    }
}
