package org.imprint.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class IndexSetTest {

    /** The example of the documentation of Job.status.completedIndexes: 1, 3, 4, 5 and 7 are "1,3-5,7". */
    @Test
    void readsWhatTheClusterWrites() {
        assertThat(IndexSet.parse("1,3-5,7").stream()).containsExactly(1, 3, 4, 5, 7);
        assertThat(IndexSet.parse(null).isEmpty()).isTrue();
        assertThat(IndexSet.parse("").isEmpty()).isTrue();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        qt().withExamples(1000)
                .forAll(lists().of(integers().between(0, 60)).ofSizeBetween(0, 40))
                .checkAssert(indexes -> {
                    BitSet set = new BitSet();
                    indexes.forEach(set::set);
                    assertThat(IndexSet.parse(IndexSet.text(set))).isEqualTo(set);
                });
    }

    @Test
    void refusesOtherTexts() {
        for (String text : new String[] {"a", "1-2-3", "5-3", "1,,2", "-1"}) {
            assertThatThrownBy(() -> IndexSet.parse(text)).hasMessage("indexes must be like 1,3-5, was '" + text + "'");
        }
    }
}
