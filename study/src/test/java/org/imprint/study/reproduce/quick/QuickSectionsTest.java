package org.imprint.study.reproduce.quick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.XavierGenerator;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WireGenerator;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.study.reproduce.section.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuickSectionsTest {

    private static final QuickData DIGITS = new QuickData(
            "digits", List.of("net"), List.of(new QuickData.DataSet("A", 10, 50), new QuickData.DataSet("B", 10, 50)));

    private final QuickSections quick = new QuickSections(DIGITS);

    @ParameterizedTest
    @EnumSource(Section.class)
    void everySectionHasSomethingLeft(Section section) {
        if (section == Section.COLLAPSE) {
            assertThat(quick.sweeps(section)).isEmpty();
            assertThat(quick.measurements(section)).hasSize(2 + 1 + 3 * 2);
        } else {
            assertThat(quick.sweeps(section)).hasSize(section.sweeps().size());
            assertThat(combinations(section)).isNotEmpty();
            assertThat(quick.measurements(section)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Section.class)
    void asksForNothingThatIsNotThere(Section section) {
        for (Combination c : combinations(section)) {
            DataChoice data = c.data();
            assertThat(data.backbone()).isEqualTo("net");
            assertThat(data.dataSets()).isSubsetOf("A", "B");
            Set<Integer> labels = labels(data);
            data.task().splits().forEach(split -> assertThat(labels).containsAll(split));
            Method method = c.method();
            assertThat(WireGenerator.of(method.generator()).k()).isLessThanOrEqualTo(50);
            method.presampling().fewShot().ifPresent(n -> assertThat(n).isLessThanOrEqualTo(50));
        }
    }

    @ParameterizedTest
    @EnumSource(Section.class)
    void takesMethodsOfThePaperOnly(Section section) {
        Set<Method> published = section.sweeps().stream()
                .flatMap(s -> s.grids().stream())
                .flatMap(g -> g.methods().stream())
                .collect(Collectors.toSet());
        combinations(section).forEach(c -> assertThat(published).contains(c.method()));
    }

    @Test
    void keepsTheFourTasksAndAllGenerators() {
        List<Combination> fixed = combinations(Section.AGGREGATION_FIXED);
        assertThat(fixed.stream().map(c -> c.data().task().name()))
                .contains("all", "even", "odd", "short")
                .hasSizeGreaterThan(1000);
        assertThat(fixed.stream().map(c -> c.method().generator().kind()))
                .contains(GeneratorKind.ours().stream()
                        .filter(g -> !g.equals(XavierGenerator.KIND) && !g.has(GeneratorFact.NEEDS_RIDGE))
                        .toArray(GeneratorKind[]::new));
    }

    @Test
    void mergesTheDataSetsClassByClass() {
        List<DataChoice> data = combinations(Section.COMBIDIGITS).stream()
                .map(Combination::data)
                .distinct()
                .toList();
        assertThat(data).hasSize(1);
        assertThat(data.get(0).dataSets()).containsExactly("A", "B");
        assertThat(data.get(0).mapping().name()).isEqualTo("combined");
        for (int label = 0; label < 20; label++) {
            assertThat(data.get(0).mapping().apply(label)).isEqualTo(label % 10);
        }
    }

    @Test
    void putsOneToThreeClassesInOneTwiceEach() {
        List<LabelMapping> mappings = combinations(Section.IMAGENET).stream()
                .map(c -> c.data().mapping())
                .distinct()
                .toList();
        assertThat(mappings.stream().map(LabelMapping::name))
                .containsExactly("map1-0", "map1-1", "map2-0", "map2-1", "map3-0", "map3-1");
        for (LabelMapping mapping : mappings) {
            int d = mapping.name().charAt(3) - '0';
            assertThat(mapping.newLabels()).hasSize(3 * d);
            for (int label = 0; label < 3; label++) {
                int to = label;
                assertThat(mapping.newLabels().values().stream().filter(l -> l == to))
                        .hasSize(d);
            }
            assertThat(mapping.newLabels().keySet()).allMatch(old -> old >= 0 && old < 10);
        }
        assertThat(mappings.get(0).newLabels()).isNotEqualTo(mappings.get(1).newLabels());
    }

    @Test
    void isBoundedSoThatTwoMinutesSuffice() {
        long all = Arrays.stream(Section.values())
                .flatMap(s -> quick.sweeps(s).stream())
                .mapToLong(s -> s.combinations().count())
                .sum();
        assertThat(all).isBetween(5_000L, 60_000L);
    }

    @Test
    void givesFewClassesAndRowsTheTasksThatTheyAllow() {
        QuickSections tiny = new QuickSections(new QuickData(
                "tiny", List.of("net"), List.of(new QuickData.DataSet("A", 2, 2), new QuickData.DataSet("B", 3, 4))));
        List<Combination> fixed = tiny.sweeps(Section.AGGREGATION_FIXED).stream()
                .flatMap(s -> s.combinations())
                .toList();

        assertThat(fixed.stream()
                        .map(c -> c.data().dataSets().get(0) + " "
                                + c.data().task().name())
                        .distinct())
                .containsExactlyInAnyOrder("A all", "A short", "B all", "B even", "B short");
        assertThat(fixed).allMatch(c -> WireGenerator.of(c.method().generator()).k() <= 2);
        assertThat(tiny.sweeps(Section.COMBIDIGITS)).isEmpty();
        assertThat(tiny.sweeps(Section.IMAGENET).stream().flatMap(s -> s.combinations()))
                .allMatch(c -> c.data().mapping().name().startsWith("map1-"))
                .isNotEmpty();
        assertThat(tiny.measurements(Section.COLLAPSE)).hasSize(2 + 2);
    }

    @Test
    void needsTwoDataSets() {
        assertThatThrownBy(() -> new QuickData("one", List.of("net"), List.of(new QuickData.DataSet("A", 10, 50))))
                .hasMessage("quick data need at least two data sets, was 1");
    }

    private List<Combination> combinations(Section section) {
        return quick.sweeps(section).stream().flatMap(s -> s.combinations()).toList();
    }

    private static Set<Integer> labels(DataChoice data) {
        if (!data.mapping().isIdentity()) {
            return new HashSet<>(data.mapping().newLabels().values());
        }
        return Stream.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).collect(Collectors.toSet());
    }

    @Test
    void leavesTheOrderOfClassesInATaskAsItIs() {
        assertThat(combinations(Section.AGGREGATION_FIXED).stream()
                        .map(c -> c.data().task())
                        .filter(t -> t.name().equals("odd"))
                        .distinct())
                .containsExactly(new TaskSplits("odd", List.of(List.of(1, 3, 5, 7, 9))));
    }
}
