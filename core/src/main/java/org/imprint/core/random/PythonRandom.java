package org.imprint.core.random;

import java.util.HashSet;
import java.util.Set;
import org.imprint.core.Checks;

/**
 * CPython's {@code random.Random}, as far as the published class remappings draw from it. Not thread-safe.
 *
 * <p>Source: CPython 3.10, {@code Lib/random.py} and {@code Modules/_randommodule.c}.
 */
public final class PythonRandom {

    private final MersenneTwister mt;

    /** Creates the generator after {@code random.seed(seed)}; the sign of the seed is ignored, as in CPython. */
    public PythonRandom(long seed) {
        long magnitude = Math.abs(seed);
        int low = (int) magnitude;
        int high = (int) (magnitude >>> 32);
        mt = MersenneTwister.seededByArray(high == 0 ? new int[] {low} : new int[] {low, high});
    }

    /** Returns {@code getrandbits(k)} for k in [1, 32]. */
    public long bits(int k) {
        return mt.nextUnsigned() >>> (32 - Checks.inRange("bits", k, 1, 32));
    }

    /** Returns {@code randbelow(n)}: an integer in [0, n); draws again while too large. */
    public int below(int n) {
        Checks.inRange("randbelow bound", n, 1, Integer.MAX_VALUE);
        int k = 32 - Integer.numberOfLeadingZeros(n);
        long r = bits(k);
        while (r >= n) {
            r = bits(k);
        }
        return (int) r;
    }

    /** Returns {@code sample(range(n), k)}: k distinct integers of [0, n) in the order drawn. */
    public int[] sample(int n, int k) {
        Checks.inRange("sample size", k, 0, n);
        return n <= poolLimit(k) ? sampleFromPool(n, k) : sampleWithMemory(n, k);
    }

    /** Shuffles in place, as {@code shuffle}. */
    public void shuffle(int[] x) {
        for (int i = x.length - 1; i >= 1; i--) {
            int j = below(i + 1);
            int kept = x[i];
            x[i] = x[j];
            x[j] = kept;
        }
    }

    private static int poolLimit(int k) {
        if (k <= 5) {
            return 21;
        }
        int power = (int) Math.ceil(Math.log(3.0 * k) / Math.log(4));
        return 21 + (int) Math.pow(4, power);
    }

    private int[] sampleFromPool(int n, int k) {
        int[] pool = new int[n];
        for (int i = 0; i < n; i++) {
            pool[i] = i;
        }
        int[] drawn = new int[k];
        for (int i = 0; i < k; i++) {
            int j = below(n - i);
            drawn[i] = pool[j];
            pool[j] = pool[n - i - 1];
        }
        return drawn;
    }

    private int[] sampleWithMemory(int n, int k) {
        Set<Integer> taken = new HashSet<>();
        int[] drawn = new int[k];
        for (int i = 0; i < k; i++) {
            int j = below(n);
            while (!taken.add(j)) {
                j = below(n);
            }
            drawn[i] = j;
        }
        return drawn;
    }
}
