package org.imprint.core.unknown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;

/**
 * Expected values by scikit-learn 1.2.1 and numpy 1.24.2, of
 *
 * <pre>
 *   X = [[((i*7 + c*5 + j*3) % 11)/11 + .5*(j == c) for j in range(3)] for c, n in enumerate([8, 6, 7]) for i in range(n)]
 *   Q = [[1, 1, 1], [2.5, .3, .1], [0, -1, 2]]; Z, Qn = X and Q by their lengths; mu = class means; S = Z @ Z.T
 *   cov, s = ledoit_wolf(Z - mu[cl], assume_centered=True); -min((q - m) @ solve(cov, q - m) for m in mu)
 *   1 - NearestNeighbors(n_neighbors=2, metric='cosine').fit(X).kneighbors(Q)[0][:, 1]
 *   roc_auc_score(cl != c, [S[i][(arange(21) != i) &amp; (cl != c)].max() for i in range(21)]), its mean over c; of class means likewise
 * </pre>
 */
class LeftOutRowsTest {

    private static final Run RUN = Run.of(Semantics.CORRECTED, 17, Parallel.serial());
    private static final Recipe MEANS = Preset.QI.published();
    private static final FloatMatrix QUERIES =
            FloatMatrix.ofRows(new float[] {1, 1, 1}, new float[] {2.5f, 0.3f, 0.1f}, new float[] {0, -1, 2});

    private static List<FloatMatrix> rows() {
        return rows(0.5);
    }

    private static List<FloatMatrix> rows(double own) {
        int[] sizes = {8, 6, 7};
        List<FloatMatrix> rows = new ArrayList<>();
        for (int c = 0; c < sizes.length; c++) {
            FloatMatrix of = FloatMatrix.zeros(sizes[c], 3);
            for (int i = 0; i < sizes[c]; i++) {
                for (int j = 0; j < 3; j++) {
                    of.data()[of.offset(i) + j] = (float) ((i * 7 + c * 5 + j * 3) % 11 / 11.0 + (j == c ? own : 0));
                }
            }
            rows.add(of);
        }
        return rows;
    }

    private static Task task(List<FloatMatrix> rows) {
        return Task.of(IntStream.range(0, rows.size())
                .mapToObj(c -> new ClassRows(c, rows.get(c)))
                .toList());
    }

    private static LeftOutRows leftOut(Task task, Set<KnownScore> wanted) {
        return LeftOutRows.of(task, LeaveOneOut.of(task, MEANS, RUN), new Temperature(0.1), wanted, Parallel.serial());
    }

    private static double[] widened(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    @Test
    void mahalanobisOfQueries() {
        MahalanobisDetector detector = MahalanobisDetector.of(rows(), Parallel.serial());

        assertThat(1 - detector.kept()).isCloseTo(0.23841751148908072, within(1e-6));
        assertThat(widened(detector.scores(QUERIES, Parallel.serial())))
                .containsExactly(
                        new double[] {-2.3221578861243475, -5.133634585896029, -31.32804889295744}, within(2e-5));
    }

    @Test
    void cosineToTheSecondNearest() {
        assertThat(widened(NeighbourDetector.of(rows(), 2).scores(QUERIES, Parallel.serial())))
                .containsExactly(
                        new double[] {0.9836443738450111, 0.963748256417277, 0.6769230739268379}, within(1e-6));
    }

    @Test
    void aRowIsNotItsOwnNeighbour() {
        float[] found = leftOut(task(rows()), Set.of(KnownScore.NEIGHBOURS)).of(KnownScore.NEIGHBOURS);

        assertThat(new double[] {found[0], found[1], found[2], found[3]})
                .containsExactly(
                        new double[] {0.9971597521600719, 0.9983801025117512, 0.999718024464496, 0.9975332001871201},
                        within(1e-6));
    }

    /** Rows that are equal have a cosine of 1; lengths and products are rounded. */
    @Test
    void equalRowsAreNoNearerThanOne() {
        for (int seed = 0; seed < 10; seed++) {
            FloatMatrix one = Tasks.gaussian(1, 64, seed);
            FloatMatrix equal = FloatMatrix.concat(Collections.nCopies(40, one));
            Task task = task(List.of(equal, Tasks.gaussian(40, 64, 100 + seed)));
            float[] found = leftOut(task, Set.of(KnownScore.NEIGHBOURS)).of(KnownScore.NEIGHBOURS);
            float asked = NeighbourDetector.of(List.of(equal), 3).scores(one, Parallel.serial())[0];

            assertThat(found[0]).isBetween(0.999999f, 1f);
            assertThat(asked).isBetween(0.999999f, 1f);
        }
    }

    /** By hand: 0.3 ln(e^3 + e^(2/3) + e^(-4/3)), and scipy 1.17.1, logsumexp and softmax. */
    @Test
    void energyAndLargestProbability() {
        float[] scores = {0.9f, 0.2f, -0.4f};
        Temperature t = new Temperature(0.3);

        assertThat((double) KnownScore.ENERGY.ofClassScores(scores, 0, t)).isCloseTo(0.9313338674287404, within(1e-6));
        assertThat((double) KnownScore.SOFTMAX.ofClassScores(scores, 0, t)).isCloseTo(0.9008232380880193, within(1e-6));
        assertThat((double) KnownScore.PROXY.ofClassScores(scores, 1, t)).isCloseTo(0.2, within(1e-7));
        float[] masked = {Float.NEGATIVE_INFINITY, 0.2f, -0.4f};
        assertThat((double) KnownScore.ENERGY.ofClassScores(masked, 1, t)).isCloseTo(0.23807840331289176, within(1e-6));
    }

    @Test
    void choosesByLeavingOutEachClass() {
        LeftOutRows rows = leftOut(task(rows()), Set.of(KnownScore.PROXY, KnownScore.NEIGHBOURS));
        KnownScoreChoice choice = rows.choose(Parallel.serial());

        assertThat(choice.aurocs().get(KnownScore.NEIGHBOURS)).isCloseTo(0.9807692307692308, within(1e-9));
        assertThat(choice.aurocs().get(KnownScore.PROXY)).isCloseTo(0.720698877841735, within(1e-9));
        assertThat(choice.score()).isEqualTo(KnownScore.NEIGHBOURS);
        assertThat(choice.neighbours()).isEqualTo(1);
        assertThat(choice.words())
                .isEqualTo(
                        "cosine to the m-th nearest example, m = 1 (AUROC 0.981 by leaving out each class; proxy 0.721)");
    }

    /** Expected: S of class means, X with .1 in the place of .5; the largest probability with T = 0.1 of the two classes left. */
    @Test
    void theLargestProbabilityIsABaseline() {
        Set<KnownScore> wanted = EnumSet.of(KnownScore.PROXY, KnownScore.ENERGY, KnownScore.SOFTMAX);
        KnownScoreChoice choice = leftOut(task(rows(0.1)), wanted).choose(Parallel.serial());

        assertThat(choice.aurocs().get(KnownScore.SOFTMAX)).isCloseTo(0.5506744578173149, within(1e-9));
        assertThat(choice.aurocs().get(KnownScore.PROXY)).isCloseTo(0.4686420722135008, within(1e-9));
        assertThat(choice.aurocs().get(KnownScore.ENERGY)).isCloseTo(0.455216873074016, within(1e-9));
        assertThat(choice.score()).isEqualTo(KnownScore.PROXY);
    }

    @Test
    void choosesAlikeWithAnyNumberOfThreads() {
        Task task = Tasks.gaussian(12, 9, 5, 3);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Parallel threads = Parallel.on(pool, 3);
            LeftOutRows rows = LeftOutRows.of(
                    task,
                    LeaveOneOut.of(task, MEANS, RUN),
                    new Temperature(0.1),
                    EnumSet.allOf(KnownScore.class),
                    threads);

            assertThat(rows.choose(threads))
                    .isEqualTo(leftOut(task, EnumSet.allOf(KnownScore.class)).choose(Parallel.serial()));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void theLargestProbabilityIsTakenWhereNoOtherWasMade() {
        assertThat(leftOut(task(rows()), Set.of(KnownScore.SOFTMAX))
                        .choose(Parallel.serial())
                        .score())
                .isEqualTo(KnownScore.SOFTMAX);
        assertThat(leftOut(task(rows().subList(0, 2)), EnumSet.of(KnownScore.SOFTMAX, KnownScore.NEIGHBOURS))
                        .choose(Parallel.serial())
                        .score())
                .isEqualTo(KnownScore.NEIGHBOURS);
    }

    @Test
    void theSimplestWinsWithinTheMargin() {
        List<FloatMatrix> apart = rows();
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < apart.get(c).rows(); i++) {
                apart.get(c).data()[apart.get(c).offset(i) + c] += 50;
            }
        }
        KnownScoreChoice choice = leftOut(
                        task(apart), EnumSet.of(KnownScore.NEIGHBOURS, KnownScore.ENERGY, KnownScore.PROXY))
                .choose(Parallel.serial());

        assertThat(choice.aurocs().values()).allMatch(a -> a == 1.0);
        assertThat(choice.score()).isEqualTo(KnownScore.PROXY);
    }

    @Test
    void saysWhyTheHighestWasNotTaken() {
        Map<KnownScore, Double> near = Map.of(KnownScore.PROXY, 0.681, KnownScore.NEIGHBOURS, 0.69);
        Map<KnownScore, Double> baseline = Map.of(KnownScore.PROXY, 0.681, KnownScore.SOFTMAX, 0.9);
        KnownScoreChoice.Basis basis = KnownScoreChoice.Basis.LEFT_OUT_CLASSES;

        assertThat(new KnownScoreChoice(KnownScore.PROXY, 0, basis, near).words())
                .isEqualTo("score of the answered class (AUROC 0.681 by leaving out each class; neighbours 0.690;"
                        + " the simplest within 0.01 of the best)");
        assertThat(new KnownScoreChoice(KnownScore.PROXY, 0, basis, baseline).words())
                .isEqualTo("score of the answered class (AUROC 0.681 by leaving out each class; softmax 0.900)");
    }

    @Test
    void twoClassesHaveNoneToLeaveOut() {
        KnownScoreChoice choice = leftOut(task(rows().subList(0, 2)), Set.of(KnownScore.PROXY, KnownScore.NEIGHBOURS))
                .choose(Parallel.serial());

        assertThat(choice.score()).isEqualTo(KnownScore.PROXY);
        assertThat(choice.words())
                .isEqualTo("score of the answered class (with fewer than 3 classes none can be left out)");
    }

    @Test
    void aRowAloneInItsClassHasNoScore() {
        List<FloatMatrix> rows = new ArrayList<>(rows());
        rows.set(1, rows.get(1).rows(0, 1).copy());
        float[] found = leftOut(task(rows), EnumSet.allOf(KnownScore.class)).of(KnownScore.MAHALANOBIS);

        assertThat(found[8]).isNaN();
        assertThat(found[7]).isFinite();
    }

    /** Expected: the detector fitted anew without the row, its shrinkage included. */
    @Test
    void mahalanobisGoesDownByTheRow() {
        Task task = Tasks.gaussian(3, 60, 5, 4);
        float[] found = leftOut(task, Set.of(KnownScore.MAHALANOBIS)).of(KnownScore.MAHALANOBIS);
        double worst = 0;
        double moved = 0;
        for (int i = 0; i < 60; i++) {
            int row = i;
            List<FloatMatrix> rows =
                    new ArrayList<>(task.classes().stream().map(ClassRows::rows).toList());
            FloatMatrix asked = rows.get(0).rows(i, i + 1);
            float with = MahalanobisDetector.of(rows, Parallel.serial()).scores(asked, Parallel.serial())[0];
            rows.set(
                    0,
                    rows.get(0)
                            .select(IntStream.range(0, 60).filter(j -> j != row).toArray()));
            float refitted = MahalanobisDetector.of(rows, Parallel.serial()).scores(asked, Parallel.serial())[0];
            worst = Math.max(worst, Math.abs(found[i] / refitted - 1));
            moved = Math.max(moved, Math.abs(with / refitted - 1));
        }
        assertThat(worst).isLessThan(0.025);
        assertThat(moved).isGreaterThan(0.075);
    }

    @Test
    void autoTriesWhatCanBeHad() {
        Task task = task(rows());

        assertThat(LeftOutRows.candidates(task, false, true)).containsExactlyInAnyOrder(KnownScore.values());
        assertThat(LeftOutRows.candidates(task, false, false))
                .containsExactlyInAnyOrder(KnownScore.PROXY, KnownScore.ENERGY, KnownScore.SOFTMAX);
        assertThat(LeftOutRows.candidates(task, true, true))
                .containsExactlyInAnyOrder(KnownScore.NEIGHBOURS, KnownScore.MAHALANOBIS);
        assertThat(LeftOutRows.candidates(task, true, false)).containsExactly(KnownScore.PROXY);
        assertThat(LeftOutRows.obstacle(KnownScore.MAHALANOBIS, 50, 5, 1280))
                .contains(
                        "the score mahalanobis needs examples less classes to be at least 2 d = 2560 for a covariance,"
                                + " was 50 - 5");
    }

    @Test
    void rowsThatAreTheirMeanHaveTheIdentity() {
        ShrunkCovariance same = ShrunkCovariance.within(
                List.of(FloatMatrix.ofRows(new float[] {1, 0}, new float[] {1, 0})),
                DoubleMatrix.ofRows(new double[] {1, 0}),
                Parallel.serial());

        assertThat(same.inverse().row(0)).containsExactly(1, 0);
    }

    @Test
    void growsWithTheSmallestClass() {
        assertThat(NeighbourDetector.neighbours(new int[] {1, 5000})).isEqualTo(1);
        assertThat(NeighbourDetector.neighbours(new int[] {16})).isEqualTo(2);
        assertThat(NeighbourDetector.neighbours(new int[] {100, 120})).isEqualTo(5);
        assertThat(NeighbourDetector.neighbours(new int[] {5000})).isEqualTo(35);
    }

    @Test
    void aScoreThatWasNotMadeIsAnError() {
        assertThatThrownBy(() -> leftOut(task(rows()), Set.of(KnownScore.PROXY)).of(KnownScore.ENERGY))
                .hasMessage("scores must be among those made, [PROXY], was energy");
    }
}
