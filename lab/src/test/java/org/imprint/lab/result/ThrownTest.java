package org.imprint.lab.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.api.Test;

class ThrownTest {

    private static final String HERE = "org.imprint.lab.result.ThrownTest";

    private static void throughTheJdk() {
        List.of(1).forEach(one -> Thrower.fail());
    }

    private static final class Thrower {
        static void fail() {
            throw new ImprintException("it failed", new IllegalStateException("beneath"));
        }

        void down(int left) {
            if (left == 0) {
                throw new UnsupportedOperationException();
            }
            up(left - 1);
        }

        void up(int left) {
            down(left);
        }
    }

    @Test
    void framesAreMethodsWithoutTheJdkWithoutLinesAndNumbers() {
        Thrown thrown = Thrown.of(catchThrowable(ThrownTest::throughTheJdk));
        assertThat(thrown.type()).isEqualTo("org.imprint.core.ImprintException");
        assertThat(thrown.frames())
                .startsWith(HERE + "$Thrower.fail", HERE + ".throughTheJdk")
                .contains("caused by java.lang.IllegalStateException")
                .noneMatch(frame -> frame.startsWith("java.") || frame.contains("lambda$") || frame.contains(":"));
    }

    @Test
    void framesOfALongWayAreTheInnermost() {
        Thrown thrown = Thrown.of(catchThrowable(() -> new Thrower().down(100)));
        assertThat(thrown.frames()).hasSize(Thrown.MOST).startsWith(HERE + "$Thrower.down", HERE + "$Thrower.up");
    }

    @Test
    void framesDoNotDependOnTheThread() {
        IntConsumer body = i -> {
            throw new ImprintException("always");
        };
        Thrown alone = Thrown.of(catchThrowable(() -> Parallel.serial().forEach(4, body)));
        assertThat(alone.frames()).containsExactly(HERE + ".framesDoNotDependOnTheThread");
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Parallel four = Parallel.on(pool, 4);
            for (int round = 0; round < 50; round++) {
                Throwable thrown = catchThrowable(() -> four.forEach(4, body));
                assertThat(Thrown.of(thrown)).isEqualTo(alone);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aSentenceForPeopleStandsAloneAndAnotherBehindItsClass() {
        assertThat(Thrown.sentence(new ImprintException("k must be in [1, 10], was 0")))
                .isEqualTo("k must be in [1, 10], was 0");
        assertThat(Thrown.sentence(new ArrayIndexOutOfBoundsException("Index 3 out of bounds for length 3")))
                .isEqualTo("ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 3");
        assertThat(Thrown.sentence(new NullPointerException())).isEqualTo("NullPointerException");
    }

    @Test
    void causesInACircleEnd() {
        IllegalStateException one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));
        assertThat(Thrown.of(one).type()).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void moreFramesThanAreEverWrittenAreRefused() {
        List<String> frames = Collections.nCopies(18, "a.B.c");
        assertThatThrownBy(() -> new Thrown("x.Y", frames))
                .isInstanceOf(ImprintException.class)
                .hasMessage("frames of what was thrown must be in [0, 17], was 18");
    }
}
