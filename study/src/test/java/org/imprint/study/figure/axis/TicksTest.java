package org.imprint.study.figure.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Fonts;
import org.junit.jupiter.api.Test;

class TicksTest {

    private static final Axis LINEAR = Axis.linear("");
    private static final Axis LOG = Axis.log("");

    private static List<String> labels(List<Tick> ticks) {
        return ticks.stream().map(Tick::label).toList();
    }

    @Test
    void writesNumbersWithoutNeedlessDigits() {
        assertThat(List.of(0.0, 1.0, 0.1 + 0.2, -2.5, 1e6, 2.5e-7, 100_000.0).stream()
                        .map(Ticks::label))
                .containsExactly("0", "1", "0.3", "−2.5", "1e+06", "2.5e-07", "100000");
    }

    @Test
    void stepsAreOneTwoOrFive() {
        assertThat(labels(Ticks.vertical(LINEAR, new Span(49, 101, false), 100)))
                .containsExactly("50", "60", "70", "80", "90", "100");
        assertThat(labels(Ticks.vertical(LINEAR, new Span(-0.1, 1.1, false), 60)))
                .containsExactly("0", "0.5", "1");
    }

    @Test
    void logarithmicOnesAreDecadesOrFiner() {
        assertThat(labels(Ticks.horizontal(LOG, new Span(0.001, 10, true), 150)))
                .containsExactly("0.001", "0.01", "0.1", "1", "10");
        assertThat(labels(Ticks.horizontal(LOG, new Span(0.15, 12, true), 200)))
                .containsExactly("0.2", "0.5", "1", "2", "5", "10");
    }

    @Test
    void narrowLogarithmicAxisStillHasTwoMarks() {
        assertThat(Ticks.vertical(LOG, new Span(2.1, 4.4, true), 100)).hasSizeGreaterThan(1);
        assertThat(Ticks.horizontal(LOG, new Span(0.031, 0.034, true), 200)).hasSizeGreaterThan(1);
    }

    @Test
    void wantedOnesAreKeptWhileTheyFit() {
        Axis ks = LOG.ticksAt(1, 2, 3, 5, 10, 20, 50, 100);

        assertThat(labels(Ticks.horizontal(ks, new Span(0.8, 120, true), 200)))
                .containsExactly("1", "2", "3", "5", "10", "20", "50", "100");
        assertThat(labels(Ticks.horizontal(ks, new Span(0.8, 12, true), 200)))
                .containsExactly("1", "2", "3", "5", "10");
        assertThat(labels(Ticks.horizontal(ks, new Span(0.8, 120, true), 60)))
                .startsWith("1")
                .hasSizeLessThan(8);
    }

    @Test
    void wantedOnesOfEqualStepsAreThinnedEvenly() {
        double[] ks = new double[15];
        for (int i = 0; i < 15; i++) {
            ks[i] = i + 1;
        }
        assertThat(labels(Ticks.horizontal(LINEAR.ticksAt(ks), new Span(0.3, 15.7, false), 110)))
                .containsExactly("1", "3", "5", "7", "9", "11", "13", "15");
    }

    @Test
    void namesAreAllKeptAndShortened() {
        Axis axis = Axis.named("", List.of("MNIST", "a data set with a very long name"));

        List<Tick> ticks = Ticks.horizontal(axis, new Span(-0.5, 1.5, false), 120);

        assertThat(ticks).hasSize(2);
        assertThat(ticks.get(1).label()).contains("…");
    }

    @Test
    void labelsNeverTouchWhateverTheRange() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double low = Math.pow(10, random.nextDouble(-6, 6));
            double high = low * (1 + Math.pow(10, random.nextDouble(-3, 4)));
            double length = random.nextDouble(30, 500);
            boolean log = random.nextBoolean();
            Span span = new Span(low, high, log);
            List<Tick> ticks = Ticks.horizontal(log ? LOG : LINEAR, span, length);
            double end = Double.NEGATIVE_INFINITY;
            for (Tick tick : ticks) {
                double half = Fonts.width(tick.label(), Canvas.SMALL) / 2;
                double at = length * span.fraction(tick.value());
                assertThat(at - half).as("seed %d", seed).isGreaterThan(end);
                end = at + half;
            }
        }
    }
}
