package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.PublishedScores;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactRunTest {

    private static CompactRun published(List<Integer> sizes) {
        CompactRun run = new CompactRun(0, 0, 0, CompactRun.DONE);
        run.take(new PublishedScores(91.25, List.of(90.0, 92.5), sizes, OptionalDouble.empty()));
        return run;
    }

    @Test
    void findsTheRightAnswersOfAPublishedPercentage() {
        CompactRun run = published(List.of(100, 300));

        assertThat(run.correct).isEqualTo(365);
        assertThat(run.samples).isEqualTo(400);
    }

    @Test
    void countsPartsPerBillionWhereTheRowsAreNotKnown() {
        CompactRun run = published(List.of());

        assertThat(run.samples).isEqualTo(CompactRun.UNKNOWN_SAMPLES);
        assertThat(run.correct).isEqualTo(912_500_000);
        assertThat(run.accuracy()).isEqualTo(0.9125);
        assertThat(run.weightedF1).as("not known").isNegative();
        assertThat(run.classF1).containsExactly((short) 900, (short) 925);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 2.9e-3, 0.5, 1.73, 86_400})
    void timesAreExactToAFewThousandths(double seconds) {
        int code = CompactRun.timeCode(seconds);
        double back = 1e-7 * Math.pow(10, (code - 1) / 1000.0);

        assertThat(back / seconds).isCloseTo(1, within(0.00116));
    }

    @Test
    void aTimeThatIsNotKnownIsNoTime() {
        assertThat(CompactRun.timeCode(0)).isZero();
    }

    @Test
    void theMedianOfSeedsWithDifferentRowsIsThatOfTheirAccuracies() {
        StoredRun half = ReportRuns.done(ReportRuns.data("resnet18", "A"), ReportRuns.mean(), 1, 50);
        Scores most = new PublishedScores(91.25, List.of(90.0, 92.5), List.of(100, 300), OptionalDouble.empty());
        StoredRun other = new StoredRun(
                new Combination(half.combination().data(), ReportRuns.mean(), 2),
                new Outcome.Done(most, half.cost().orElseThrow()),
                Optional.of(most),
                half.cost(),
                ReportRuns.SESSION,
                ReportRuns.NOON);

        MedianCell cell = MedianCell.of(RunTable.of(Stream.of(half, other))).get(0);

        assertThat(cell.samples()).isEqualTo(CompactRun.UNKNOWN_SAMPLES);
        assertThat(cell.accuracy()).isEqualTo((0.5 + 0.9125) / 2);
    }
}
