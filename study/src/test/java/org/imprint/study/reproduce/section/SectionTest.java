package org.imprint.study.reproduce.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Sweep;
import org.junit.jupiter.api.Test;

class SectionTest {

    @Test
    void everyFileOfThePaperBelongsToASection() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../configs/paper"))) {
            List<String> names = files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".yaml") && !f.equals("example.yaml"))
                    .map(f -> f.substring(0, f.length() - 5))
                    .toList();
            assertThat(Arrays.stream(Section.values()).flatMap(s -> s.files().stream()))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    /** Counts of the published README's sections, configs/paper/README.md; kls files included. */
    @Test
    void sectionsHaveThePublishedCombinations() {
        assertThat(size(Section.PREVIOUS_METHODS)).isEqualTo(720);
        assertThat(size(Section.AGGREGATION_FIXED)).isEqualTo(41_472 + 864);
        assertThat(size(Section.AGGREGATION_FOCUS)).isEqualTo(283_392 + 17_136);
        assertThat(size(Section.FIGURE_6)).isEqualTo(1_836);
        assertThat(size(Section.LOW_DATA)).isEqualTo(2_100 + 2_100);
        assertThat(size(Section.IMAGENET)).isEqualTo(36_000 + 18_000);
        assertThat(size(Section.COMBIDIGITS)).isEqualTo(360 + 180);
        assertThat(size(Section.OTHERS)).isEqualTo(1_080 + 540);
        assertThat(Section.COLLAPSE.measurements()).hasSize(416);
    }

    /** The published files have least squares as kls with k = 1. */
    @Test
    void theRecipesButLeastSquaresAreAmongTheCombinationsOfOtherSections() {
        Set<Combination> others = new HashSet<>();
        for (Section section : List.of(Section.AGGREGATION_FIXED, Section.AGGREGATION_FOCUS)) {
            section.sweeps().forEach(s -> others.addAll(s.combinations().collect(Collectors.toSet())));
        }
        long alone = Section.PREVIOUS_METHODS.sweeps().stream()
                .flatMap(Sweep::combinations)
                .filter(c -> !others.contains(c))
                .peek(c -> assertThat(c.method().generator().kind()).isEqualTo(LeastSquaresGenerator.KIND))
                .count();
        assertThat(alone).isEqualTo(720 / 5);
    }

    @Test
    void namesAreReadInTheOrderOfThePaper() {
        assertThat(Section.parse(List.of("figure-6", "previous-methods", "figure-6")))
                .containsExactly(Section.PREVIOUS_METHODS, Section.FIGURE_6);
        assertThat(Section.parse(List.of("all"))).containsExactly(Section.values());
        assertThatThrownBy(() -> Section.parse(List.of("5.3-imagnet")))
                .hasMessageStartingWith("section must be one of previous-methods, 5.1-aggregation-fixed,")
                .hasMessageEndingWith(", all, was '5.3-imagnet'; did you mean 5.3-imagenet?");
    }

    private static long size(Section section) {
        return section.sweeps().stream().mapToLong(Sweep::size).sum();
    }
}
