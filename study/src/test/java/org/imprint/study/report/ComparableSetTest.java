package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparableSetTest {

    private final List<MedianCell> cells = new ArrayList<>();

    private void run(int method, int... groups) {
        IntStream.of(groups).forEach(g -> cells.add(new MedianCell(g, method, 1, 1, 1, 0, 0)));
    }

    @Test
    void twoSweepsGiveTwoSets() {
        run(0, 0, 1, 2);
        run(1, 0, 1, 2);
        run(2, 3, 4);
        run(3, 3, 4);

        assertThat(ComparableSet.of(cells, 4))
                .containsExactly(
                        new ComparableSet(List.of(0, 1, 2), List.of(0, 1)),
                        new ComparableSet(List.of(3, 4), List.of(2, 3)));
    }

    @Test
    void aConfigurationOfBothSweepsJoinsBoth() {
        run(0, 0, 1, 2);
        run(1, 0, 1, 2, 3, 4);
        run(2, 3, 4);

        assertThat(ComparableSet.of(cells, 3))
                .extracting(ComparableSet::methods)
                .containsExactly(List.of(0, 1), List.of(1, 2));
    }

    @Test
    void aSetHoldsOnlyConfigurationsThatHaveAllItsGroups() {
        run(0, 0, 1);
        run(1, 0, 1);
        run(2, 0);

        List<ComparableSet> sets = ComparableSet.of(cells, 3);
        assertThat(sets.get(0)).isEqualTo(new ComparableSet(List.of(0, 1), List.of(0, 1)));
        assertThat(sets.get(1)).isEqualTo(new ComparableSet(List.of(0), List.of(0, 1, 2)));
    }

    @Test
    void withoutCellsThereIsNoSet() {
        assertThat(ComparableSet.of(List.of(), 0)).isEmpty();
    }
}
