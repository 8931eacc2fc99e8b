package org.imprint.serve.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprint.serve.http.HttpProblem;
import org.junit.jupiter.api.Test;

/** Pages over all examples are made one at a time, and no more wait than may. */
class PageMakerTest {

    private final PageMaker pages = new PageMaker();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger together = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void oneIsMadeAtATimeAndMoreThanMayWaitAreRefused() throws Exception {
        List<CompletableFuture<Integer>> taken = new ArrayList<>();
        for (int i = 0; i <= PageMaker.MOST_WAITING; i++) {
            taken.add(pages.make(this::page));
        }
        CompletableFuture<Integer> refused = pages.make(this::page);
        assertThat(refused)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(HttpProblem.class)
                .withMessageContaining("32 pages of examples wait, which is the most; try again");
        gate.countDown();
        for (CompletableFuture<Integer> page : taken) {
            assertThat(page.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(most).hasValue(1);
    }

    private int page() {
        most.accumulateAndGet(together.incrementAndGet(), Math::max);
        try {
            gate.await(30, TimeUnit.SECONDS);
            return 1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            together.decrementAndGet();
        }
    }
}
