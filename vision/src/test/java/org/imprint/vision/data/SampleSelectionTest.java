package org.imprint.vision.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleSelectionTest {

    /** Labels in a mixed order; class names of which one is another's label. */
    private record Mixed(List<Integer> labels, List<String> classNames) implements SampleSource {
        @Override
        public String name() {
            return "mixed";
        }

        @Override
        public int size() {
            return labels.size();
        }

        @Override
        public int label(int i) {
            return labels.get(i);
        }

        @Override
        public String id(int i) {
            return "id" + i;
        }

        @Override
        public RgbImage image(int i) {
            return new RgbImage(i + 1, 1, new byte[3 * (i + 1)]);
        }
    }

    private static final SampleSource MIXED =
            new Mixed(List.of(2, 0, 1, 2, 2, 0, 3, 2), List.of("cat", "dog", "owl", "0"));

    private static List<String> show(SampleSource source) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            shown.add(source.id(i) + " " + source.classNames().get(source.label(i)) + " "
                    + source.image(i).width());
        }
        return shown;
    }

    @Test
    void classesKeepTheirOrderAndAreNumberedAnew() {
        SampleSource some = SampleSelection.classes(MIXED, List.of("owl", "cat", "owl"));
        assertThat(some.classNames()).containsExactly("cat", "owl");
        assertThat(show(some))
                .containsExactly("id0 owl 1", "id1 cat 2", "id3 owl 4", "id4 owl 5", "id5 cat 6", "id7 owl 8");
        assertThat(some.label(0)).isEqualTo(1);
        assertThat(some.name()).isEqualTo("mixed");
    }

    /** Rows of class 2 are 0, 3, 4, 7; of class 0 they are 1, 5; classes 1 and 3 have one each, which goes to the first part. */
    @Test
    void partsHaveTheRowsOfEachClassInTurn() {
        SampleSource first = SubsetSource.dealt(MIXED, 0, 2);
        SampleSource second = SubsetSource.dealt(MIXED, 1, 2);
        assertThat(show(first)).containsExactly("id0 owl 1", "id1 cat 2", "id2 dog 3", "id4 owl 5", "id6 0 7");
        assertThat(show(second)).containsExactly("id3 owl 4", "id5 cat 6", "id7 owl 8");
        assertThat(second.name()).isEqualTo("mixed, part 2 of 2");
        assertThat(second.classNames()).isEqualTo(MIXED.classNames());
        assertThatIllegalArgumentException().isThrownBy(() -> SubsetSource.dealt(MIXED, 2, 2));
    }

    @Test
    void aLabelNamesAClassUnlessAClassIsCalledSo() {
        assertThat(SampleSelection.classes(MIXED, List.of("1", "2")).classNames())
                .containsExactly("dog", "owl");
        assertThat(SampleSelection.classes(MIXED, List.of("0")).classNames()).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cot", "4", "-1", "", "99999999999"})
    void unknownClassesAreRefusedWithTheLegalOnes(String wanted) {
        assertThatThrownBy(() -> SampleSelection.classes(MIXED, List.of("cat", wanted)))
                .isInstanceOf(DataException.class)
                .hasMessage("mixed: class must be one of cat, dog, owl, 0 or a label in [0, 3], was '" + wanted + "'");
    }

    @Test
    void aClassWithoutSamplesIsRefused() {
        SampleSource hole = new Mixed(List.of(0, 0), List.of("cat", "dog"));
        assertThatThrownBy(() -> SampleSelection.classes(hole, List.of("dog")))
                .isInstanceOf(DataException.class)
                .hasMessage("mixed: class dog has no samples");
    }

    @Test
    void aLimitTakesTheFirstOfEachClassInTurn() {
        assertThat(show(SampleSelection.limit(MIXED, 4)))
                .containsExactly("id0 owl 1", "id1 cat 2", "id2 dog 3", "id6 0 7");
        // Classes of 2, 1, 4 and 1 samples: dog and 0 have no second one, so owl has a third
        assertThat(show(SampleSelection.limit(MIXED, 7)))
                .containsExactly(
                        "id0 owl 1", "id1 cat 2", "id2 dog 3", "id3 owl 4", "id4 owl 5", "id5 cat 6", "id6 0 7");
        assertThat(SampleSelection.limit(MIXED, 8)).isSameAs(MIXED);
    }

    @Test
    void aLimitThatWouldLoseClassesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSelection.limit(MIXED, 3))
                .withMessage("limit of mixed (it has 4 classes) must be in [4, 2147483647], was 3");
    }

    @Test
    void theTwoCanBeCombined() {
        SampleSource some = SampleSelection.limit(SampleSelection.classes(MIXED, List.of("owl", "cat")), 3);
        assertThat(show(some)).containsExactly("id0 owl 1", "id1 cat 2", "id5 cat 6");
    }
}
