package org.imprint.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.data.ClassRows;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.MissingGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.gen.SelectingGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;

class KnownMethodsTest {

    private record Last(String name) implements SelectingGenerator {
        @Override
        public GeneratorKind kind() {
            return GeneratorKind.withoutK(name, "the last row", Last.class, () -> this);
        }

        @Override
        public int k() {
            return 1;
        }

        @Override
        public boolean usesSeed() {
            return false;
        }

        @Override
        public int[] select(ClassRows rows, Run run) {
            return new int[] {rows.size() - 1};
        }
    }

    private record Halved(String wireName) implements RowNormalization {
        @Override
        public FloatMatrix ofRows(FloatMatrix x) {
            return x;
        }
    }

    private static OwnMethods own(String generator, String normalization, String aggregation) {
        return new OwnMethods() {
            @Override
            public List<GeneratorKind> generators() {
                return List.of(new Last(generator).kind());
            }

            @Override
            public List<Normalization> normalizations() {
                return List.of(new Halved(normalization));
            }

            @Override
            public List<AggregationKind> aggregations() {
                return List.of(AggregationKind.withoutM(aggregation, aggregation, MaxInnerProduct::new));
            }
        };
    }

    @Test
    void ownMethodsComeAfterOurs() {
        KnownMethods known = KnownMethods.with(List.of(own("a_last", "halved", "strange")));

        assertThat(known.generators()).startsWith(GeneratorKind.ours().toArray(GeneratorKind[]::new));
        assertThat(known.generators())
                .last()
                .extracting(GeneratorKind::wireName)
                .isEqualTo("a_last");
        assertThat(known.generator("a_last")).isPresent();
        assertThat(known.normalization("halved")).contains(new Halved("halved"));
        assertThat(known.rowNormalizations()).contains(new Halved("halved")).hasSize(3);
        assertThat(known.normalizations()).contains(new QuantileNorm()).hasSize(4);
        assertThat(known.aggregations()).extracting(AggregationKind::wireName).containsExactly("max", "mnn", "strange");
    }

    @Test
    void aNameIsGivenOnce() {
        assertThatThrownBy(() -> KnownMethods.with(List.of(own("kmeans", "halved", "strange"))))
                .hasMessage(
                        "two methods must not have one name, generator kmeans is there twice: look at the jars of own methods");
        assertThatThrownBy(() -> KnownMethods.with(List.of(own("a", "b", "c"), own("d", "b", "e"))))
                .hasMessageContaining("normalisation b is there twice");
        assertThatThrownBy(() -> KnownMethods.with(List.of(own("a", "b", "mnn"))))
                .hasMessageContaining("aggregation mnn");
    }

    @Test
    void aNameMustFitIntoFiles() {
        assertThatThrownBy(() -> KnownMethods.with(List.of(own("Two words", "b", "c"))))
                .hasMessage("generator must have a name of lower-case letters, digits, _ and -, was 'Two words'");
        assertThatThrownBy(() -> KnownMethods.with(List.of(own("a", "L3", "c"))))
                .hasMessageStartingWith("normalisation must have a name of");
    }

    @Test
    void anOwnGeneratorNeedsNoRegistrationInARecipe() {
        assertThat(Imprinter.proxies(Tasks.gaussian(2, 4, 3, 1), recipe(new Last("last")), run())
                        .get(1)
                        .toArray())
                .isEqualTo(Tasks.gaussian(2, 4, 3, 1).get(1).rows().rows(3, 4).toArray());
    }

    @Test
    void whatHasNoCodeIsRefusedByItsName() {
        assertThatThrownBy(() ->
                        Imprinter.proxies(Tasks.gaussian(2, 4, 3, 1), recipe(new MissingGenerator("gone", 1)), run()))
                .hasMessage("the code of the generator gone is not at hand; is its jar on the class path?");
        assertThat(KnownMethods.get().generator("gone")).isEqualTo(Optional.empty());
    }

    private static Run run() {
        return Tasks.run(Semantics.CORRECTED, 1);
    }

    private static Recipe recipe(ProxyGenerator generator) {
        return new Recipe(new NoNorm(), new KeepAll(), generator, new NoNorm(), new NoNorm(), new MaxInnerProduct());
    }
}
