package org.imprint.lab.sweep.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.file.SweepFile;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.junit.jupiter.api.Test;

class MergedClassesTest {

    private static final List<Integer> PRIMES = List.of(2, 3, 5, 7, 11, 13);

    /** Python 3.11: {@code r = random.Random(420); o = [2, 3, 5, 7, 11, 13]; r.shuffle(o); r.shuffle(o)}, o printed after each. */
    @Test
    void drawsAsPythonDoes() {
        List<LabelMapping> mappings = new MergedClasses(List.of(1, 3), 2).of(PRIMES);

        // [7, 13, 3, 11, 5, 2], then [11, 13, 3, 5, 7, 2]
        assertThat(mappings).extracting(LabelMapping::name).containsExactly("map1-0", "map1-1", "map3-0", "map3-1");
        assertThat(mappings.get(0).newLabels()).isEqualTo(Map.of(7, 0, 11, 1));
        assertThat(mappings.get(1).newLabels()).isEqualTo(Map.of(11, 0, 5, 1));
        assertThat(mappings.get(2).newLabels()).isEqualTo(Map.of(7, 0, 13, 0, 3, 0, 11, 1, 5, 1, 2, 1));
        assertThat(mappings.get(3).newLabels()).isEqualTo(Map.of(11, 0, 13, 0, 3, 0, 5, 1, 7, 1, 2, 1));
    }

    @Test
    void tasksOfEveryDHaveTheSameLabels() {
        MergedClasses merged = new MergedClasses(List.of(1, 2, 4), 3);
        for (int classes : List.of(8, 11, 100)) {
            List<Integer> all = IntStream.range(0, classes).boxed().toList();
            int labels = Math.min(10, classes / 4);
            assertThat(merged.of(all)).hasSize(9).allSatisfy(mapping -> {
                int d = Integer.parseInt(mapping.name().substring(3, 4));
                assertThat(mapping.newLabels()).hasSize(d * labels);
                assertThat(mapping.newLabels().values())
                        .containsAll(IntStream.range(0, labels).boxed().toList());
                assertThat(all).containsAll(mapping.newLabels().keySet());
            });
        }
    }

    @Test
    void takeThePlaceOfRemappingsAndTasks() {
        Sweep sweep = SweepFile.parse(Path.of("s.yaml"), """
                        schema: 1
                        sweep:
                          backbones: [a, b]
                          datasets: primes
                          tasks: {all: [2, 3, 5], two: [2, 3]}
                          seeds: [1]
                          generators: [mean]
                        """).sweep();
        SweepChanges changes = new SweepChanges(
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(new MergedClasses(List.of(1, 2), 2)),
                CombinationFilter.everything(),
                SweepChanges.none().ridges());

        Sweep changed = changes.to(sweep, (backbone, dataSet) -> Optional.of(PRIMES));

        assertThat(changed.combinations().map(Combination::data))
                .hasSize(2 * 4)
                .doesNotHaveDuplicates()
                .allSatisfy(data -> {
                    assertThat(data.task()).isEqualTo(new TaskSplits("all", List.of(List.of(0, 1, 2))));
                    assertThat(data.mapping().name()).matches("map[12]-[01]");
                });
        assertThat(changes.options()).containsExactly("--merge-classes", "1,2", "--draws", "2");
        assertThatThrownBy(() -> changes.to(sweep, (backbone, dataSet) -> Optional.empty()))
                .hasMessage("to merge classes of primes, which classes it has must be known; there are no training"
                        + " embeddings of it by a here, nor is it a data set of the paper");
        assertThatThrownBy(() -> changes.to(
                        sweep.on(List.of(), List.of(List.of("x", "y"))), (backbone, dataSet) -> Optional.of(PRIMES)))
                .hasMessageEndingWith("it must not be merged with others, was x+y");
        assertThatThrownBy(() -> changes.to(sweep, (backbone, dataSet) -> Optional.of(List.of(1, 2, 3))))
                .hasMessage("primes: 2 classes in one need at least 4 classes, was 3");
    }

    @Test
    void absurdNumbersAreRefused() {
        assertThatThrownBy(() -> new MergedClasses(List.of(0), 1)).hasMessageContaining("must be in [1, 99], was 0");
        assertThatThrownBy(() -> new MergedClasses(List.of(2, 2), 1))
                .hasMessage("each d must be given once, was [2, 2]");
        assertThatThrownBy(() -> new MergedClasses(List.of(2), 0)).hasMessage("draws must be in [1, 100], was 0");
        assertThatThrownBy(() -> new MergedClasses(List.of(), 1)).hasMessageContaining("at least one number d");
    }
}
