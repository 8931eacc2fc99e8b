package org.imprint.core.proxycount;

import java.util.stream.IntStream;
import org.imprint.core.gen.ProxyGenerator;

/** The numbers of proxies that are tried: every one to 6, then 8, 10, and so on by steps of a quarter to a half. */
final class ProxyLadder {

    private static final int[] RUNGS = {
        1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400, 600, 800, 1000
    };

    private ProxyLadder() {}

    /**
     * Returns the rungs for a class of n rows, ascending from 1: at most n/2, so that a proxy stands for two rows in the mean, and at most
     * {@code most}.
     *
     * @param most in [1, {@value ProxyGenerator#MAX_K}]
     */
    static int[] of(int n, int most) {
        return IntStream.of(RUNGS)
                .filter(k -> k == 1 || 2 * k <= n && k <= most)
                .toArray();
    }
}
