package org.imprint.core.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.InnerProductVote;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.ScoringAggregation;
import org.imprint.core.agg.Weighting;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A head of which classes were changed one at a time equals the one made of all proxies at once, to the bit. */
class ChangedHeadTest {

    private static final int DIM = 5;
    private static final Parallel SERIAL = Parallel.serial();

    /** What a head is made of besides its data. */
    record Kind(Aggregation aggregation, Semantics semantics) {}

    static Stream<Kind> kinds() {
        Stream.Builder<Aggregation> all = Stream.builder();
        all.add(new MaxInnerProduct());
        all.add(new Shortest());
        all.add(new InnerProductVote(5, Weighting.INVERSE_DISTANCE));
        for (Metric metric : Metric.values()) {
            all.add(new NearestProxy(metric));
            all.add(new NearestVote(9, metric, Weighting.UNIFORM));
            all.add(new NearestVote(40, metric, Weighting.INVERSE_DISTANCE));
        }
        return all.build()
                .flatMap(a -> Stream.of(Semantics.values()).map(s -> new Kind(a, s)))
                .filter(kind -> head(List.of(FloatMatrix.ofRows(new float[] {1}, new float[] {2})), kind)
                        .isChangeable());
    }

    /** An own aggregation: the class whose proxies have the smallest first coordinates. */
    private record Shortest() implements ScoringAggregation {
        @Override
        public AggregationKind kind() {
            return AggregationKind.withoutM("shortest", "shortest", Shortest::new);
        }

        @Override
        public FloatMatrix classScores(FloatMatrix queries, List<FloatMatrix> proxies, Semantics semantics) {
            FloatMatrix scores = FloatMatrix.zeros(queries.rows(), proxies.size());
            for (int i = 0; i < queries.rows(); i++) {
                for (int c = 0; c < proxies.size(); c++) {
                    scores.data()[scores.offset(i) + c] = queries.get(i, 0)
                                    * proxies.get(c).rows()
                            - proxies.get(c).get(0, 0);
                }
            }
            return scores;
        }
    }

    private static Head head(List<FloatMatrix> proxies, Kind kind) {
        Task training = Task.of(List.of(new ClassRows(0, proxies.get(0))));
        return Head.of(proxies, new L2Norm(), kind.aggregation(), kind.semantics(), Optional.of(training));
    }

    private static Head plain(List<FloatMatrix> proxies) {
        return Head.of(proxies, new NoNorm(), new MaxInnerProduct(), Semantics.CORRECTED, Optional.empty());
    }

    /** Proxies of few values, so that distances are equal often. */
    private static FloatMatrix coarse(int rows, SplittableRandom rng) {
        FloatMatrix x = FloatMatrix.zeros(rows, DIM);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = rng.nextInt(-2, 3) / 2f;
        }
        x.data()[0] = 1; // no proxy is zero
        return x;
    }

    private static FloatMatrix proxies(SplittableRandom rng) {
        int few = 1 + rng.nextInt(20);
        int many = 300 + rng.nextInt(700);
        int rows = rng.nextInt(12) == 0 ? 2500 : rng.nextInt(3) == 0 ? many : few;
        return rng.nextBoolean() ? coarse(rows, rng) : Samples.gaussian(rows, DIM, rng.nextLong());
    }

    private static void assertEqual(Head changed, Head fresh, FloatMatrix queries, Object where) {
        assertThat(changed.proxies().toArray())
                .as("%s", where)
                .isEqualTo(fresh.proxies().toArray());
        assertThat(changed.size()).isEqualTo(fresh.size());
        assertThat(changed.classes()).isEqualTo(fresh.classes());
        for (int j = 0; j < fresh.size(); j += 1 + j / 7) {
            assertThat(changed.classOfProxy(j)).as("%s, proxy %s", where, j).isEqualTo(fresh.classOfProxy(j));
        }
        Answers ours = changed.answer(queries, SERIAL);
        Answers theirs = fresh.answer(queries, SERIAL);
        assertThat(ours.classIndices()).as("%s", where).isEqualTo(theirs.classIndices());
        assertThat(ours.scores()).as("%s", where).isEqualTo(theirs.scores());
        assertThat(changed.classScores(queries, SERIAL).toArray())
                .as("%s", where)
                .isEqualTo(fresh.classScores(queries, SERIAL).toArray());
        assertThat(changed.nearest(queries.row(0), 30)).as("%s", where).isEqualTo(fresh.nearest(queries.row(0), 30));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void equalsAHeadOfAllProxiesAfterAnyChanges(Kind kind) {
        SplittableRandom rng = new SplittableRandom(20261130);
        List<FloatMatrix> proxies = new ArrayList<>();
        for (int c = 0; c < 8; c++) {
            proxies.add(proxies(rng));
        }
        Head head = head(proxies, kind);
        FloatMatrix queries = Samples.gaussian(9, DIM, 3);
        for (int step = 0; step < 24; step++) {
            int c = rng.nextInt(proxies.size());
            switch (rng.nextInt(proxies.size() > 16 ? 4 : 3)) {
                case 0 -> {
                    int at = rng.nextInt(proxies.size() + 1);
                    proxies.add(at, proxies(rng));
                    head = head.withClassAt(at, proxies.get(at));
                }
                case 1 -> {
                    proxies.set(c, proxies(rng));
                    head = head.withProxies(c, proxies.get(c));
                }
                default -> {
                    if (proxies.size() > 1) {
                        proxies.remove(c);
                        head = head.withoutClass(c);
                    }
                }
            }
            assertThat(head.proxiesOf(proxies.size() / 2).toArray())
                    .isEqualTo(proxies.get(proxies.size() / 2).toArray());
            if (step % 3 == 2) {
                assertEqual(head, head(proxies, kind), queries, kind + " after step " + step);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 25, 60})
    void givesAClassTheSameScoreWhateverOthersThereAre(int k) {
        int d = 131;
        int c = 90;
        List<FloatMatrix> proxies = new ArrayList<>();
        for (int i = 0; i < c; i++) {
            proxies.add(cancelling(Samples.gaussian(k, d, 100 + i), 0x1p14f, -0x1p14f));
        }
        Head head = plain(proxies);
        FloatMatrix queries = cancelling(Samples.gaussian(300, d, 5), 0x1p14f, 0x1p14f);
        FloatMatrix scores = head.classScores(queries, SERIAL);
        Answers answers = head.answer(queries, SERIAL);
        Head single = plain(proxies.subList(17, 18));
        Head other = head.withoutClass(3).withClassAt(40, Samples.gaussian(700, d, 6));
        for (int n : new int[] {1, 2, 3, 8, 64, 300}) {
            FloatMatrix some = queries.rows(300 - n, 300);
            FloatMatrix again = head.classScores(some, SERIAL);
            FloatMatrix moved = other.classScores(some, SERIAL);
            for (int i = 0; i < n; i++) {
                int query = 300 - n + i;
                assertThat(again.row(i)).as("query %s of %s", i, n).isEqualTo(scores.row(query));
                assertThat(moved.get(i, 16)).isEqualTo(scores.get(query, 17));
                assertThat(moved.get(i, 80)).isEqualTo(scores.get(query, 80));
                Answer alone = head.answer(queries.row(query));
                assertThat(alone.score()).isEqualTo(answers.score(query));
                assertThat((float) alone.score()).isEqualTo(scores.get(query, alone.classIndex()));
            }
            float[] alone = single.classScores(some, SERIAL).toArray();
            for (int i = 0; i < n; i++) {
                assertThat(alone[i]).isEqualTo(scores.get(300 - n + i, 17));
            }
        }
    }

    /** Gives two terms of every product that cancel and leave the last bits of what else is summed to the order of sums. */
    private static FloatMatrix cancelling(FloatMatrix x, float first, float second) {
        for (int i = 0; i < x.rows(); i++) {
            x.data()[x.offset(i)] = first;
            x.data()[x.offset(i) + 77] = second;
        }
        return x;
    }

    @Test
    void scoresAreSumsInOneFixedOrderEvenWhereFloatsOverflowOrVanish() {
        FloatMatrix huge = FloatMatrix.ofRows(new float[] {3e38f, 3e38f, -3e38f}, new float[] {1e-30f, -1e-38f, 0});
        FloatMatrix zero = FloatMatrix.ofRows(new float[] {0, 0, 0});
        Head head = plain(List.of(huge, zero));
        FloatMatrix one = FloatMatrix.ofRows(new float[] {2, -2, 1e-3f});
        FloatMatrix many = FloatMatrix.zeros(64, 3);
        for (int i = 0; i < 64; i++) {
            System.arraycopy(one.data(), 0, many.data(), 3 * i, 3);
        }
        // ⟨q, w₁⟩ = −3e35, ⟨q, w₂⟩ = 2.02e−30
        float expected = (float) (2.0 * 1e-30f + 2.0 * 1e-38f);
        assertThat(head.classScores(one, SERIAL).row(0)).isEqualTo(new float[] {expected, 0});
        float[] batch = head.classScores(many, SERIAL).toArray();
        assertThat(Arrays.copyOfRange(batch, 126, 128)).isEqualTo(new float[] {expected, 0});
    }

    @Test
    void tellsWhatCannotBeChanged() {
        List<FloatMatrix> proxies = List.of(Samples.gaussian(2, DIM, 1));
        Head head = head(proxies, new Kind(new MaxInnerProduct(), Semantics.CORRECTED));
        assertThatThrownBy(() -> head.withoutClass(0))
                .isInstanceOf(ImprintException.class)
                .hasMessage("head needs at least one class besides that which is taken away, was 0");
        assertThatThrownBy(() -> head.withClassAt(2, proxies.get(0)))
                .isInstanceOf(ImprintException.class)
                .hasMessage("class index must be in [0, 1], was 2");
        assertThatThrownBy(() -> head.withProxies(0, Samples.gaussian(2, DIM + 1, 1)))
                .isInstanceOf(ImprintException.class)
                .hasMessage("proxies of class index 0 must have width 5, was 6");
        assertThatThrownBy(() -> head.withProxies(0, FloatMatrix.zeros(0, DIM)))
                .isInstanceOf(ImprintException.class)
                .hasMessage("class index 0 must have at least one proxy, was 0");
        FloatMatrix bad = FloatMatrix.zeros(2, DIM);
        bad.data()[6] = Float.NaN;
        assertThatThrownBy(() -> head.withClassAt(1, bad))
                .isInstanceOf(ImprintException.class)
                .hasMessage("proxy row 1 must be finite, was NaN at column 1");
        Head whitened = head(proxies, new Kind(new NearestProxy(Metric.MAHALANOBIS), Semantics.CORRECTED));
        assertThat(whitened.isChangeable()).isFalse();
        assertThatThrownBy(() -> whitened.withClassAt(1, proxies.get(0)))
                .isInstanceOf(ImprintException.class)
                .hasMessage("head must not depend on training rows for one class to be changed, make it anew; metric,"
                        + " was mahalanobis");
    }

    @Test
    void sharesTheProxiesOfOtherClasses() {
        List<FloatMatrix> proxies = new ArrayList<>();
        for (int c = 0; c < 300; c++) {
            proxies.add(Samples.gaussian(20, DIM, c));
        }
        Head head = head(proxies, new Kind(new MaxInnerProduct(), Semantics.CORRECTED));
        Head next = head.withoutClass(299).withClassAt(299, proxies.get(0)).withProxies(298, proxies.get(1));
        assertThat(next.proxiesOf(0).data()).isSameAs(head.proxiesOf(0).data());
        assertThat(next.proxiesOf(298).data()).isNotSameAs(head.proxiesOf(298).data());
    }
}
