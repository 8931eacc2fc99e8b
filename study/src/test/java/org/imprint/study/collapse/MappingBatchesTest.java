package org.imprint.study.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MappingBatchesTest {

    private static final List<int[]> LABELLINGS = List.of(
            new int[] {0, 1, -1, -1, -1, -1},
            new int[] {1, 0, 1, -1, -1, -1},
            new int[] {-1, -1, -1, 0, 1, -1},
            new int[] {0, 1, 0, 1, 0, 1});

    @Test
    void putsTogetherWhatFits() {
        assertThat(batches(6)).containsExactly(List.of(0, 1, 2, 3));
        assertThat(batches(5)).containsExactly(List.of(0, 1, 2), List.of(3));
        assertThat(batches(3)).containsExactly(List.of(0, 1), List.of(2), List.of(3));
        assertThat(batches(0)).containsExactly(List.of(0), List.of(1), List.of(2), List.of(3));
    }

    @Test
    void keepsTheRowsThatAnyOfABatchNeeds() {
        List<MappingBatches.Batch> batches = MappingBatches.of(3, LABELLINGS::get, 3);
        assertThat(batches.get(0).rows().stream()).containsExactly(0, 1, 2);
        assertThat(batches.get(1).rows().stream()).containsExactly(3, 4);
    }

    @Test
    void isEmptyForNothing() {
        assertThat(MappingBatches.of(0, LABELLINGS::get, 3)).isEmpty();
    }

    private static List<List<Integer>> batches(long mostRows) {
        return MappingBatches.of(LABELLINGS.size(), LABELLINGS::get, mostRows).stream()
                .map(MappingBatches.Batch::labellings)
                .toList();
    }
}
