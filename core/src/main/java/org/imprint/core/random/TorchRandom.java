package org.imprint.core.random;

import java.util.Arrays;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;

/**
 * torch's CPU generator, as far as the published code draws from it. Not thread-safe.
 *
 * <p>Source: torch 2.2, {@code ATen/core/MT19937RNGEngine.h} and the distributions named at each method.
 */
public final class TorchRandom {

    private final MersenneTwister mt;

    /** Creates the generator after {@code torch.manual_seed(seed)}; the engine keeps the low 32 bits. */
    public TorchRandom(long seed) {
        mt = MersenneTwister.seeded((int) seed);
    }

    /** Returns {@code randperm(n)}: a permutation of 0 … n−1. Draws n−1 words, none for n ≤ 1. */
    public int[] permutation(int n) {
        return sample(n, n);
    }

    /**
     * Returns {@code randperm(n)[:k]}: k distinct numbers of 0 … n−1 in random order. Draws min(k, n−1) words, fewer than {@code randperm}.
     *
     * @param k in [0, n]
     */
    public int[] sample(int n, int k) {
        Checks.inRange("sample size", k, 0, n);
        int[] r = new int[n];
        for (int i = 0; i < n; i++) {
            r[i] = i;
        }
        for (int i = 0; i < Math.min(k, n - 1); i++) {
            int other = i + (int) (mt.nextUnsigned() % (n - i));
            int kept = r[i];
            r[i] = r[other];
            r[other] = kept;
        }
        return Arrays.copyOf(r, k);
    }

    /**
     * Returns {@code randint(n, (1,))}: an integer in [0, n). Draws one word, also for n = 1.
     *
     * @param n in [1, 2^28)
     */
    public int nextInt(int n) {
        Checks.inRange("randint bound", n, 1, (1 << 28) - 1);
        return (int) (mt.nextUnsigned() % n);
    }

    /**
     * Returns {@code xavier_uniform_} on an empty [rows, cols] tensor.
     *
     * <pre>
     *   a = √3 · √(2 / (cols + rows)),  value = fma(u, 2a, −a) in float,  u = low 24 bits of a word / 2^24
     * </pre>
     *
     * <p>Draws rows·cols words. Source: X. Glorot, Y. Bengio, AISTATS 2010, eq. 16.
     */
    public FloatMatrix xavierUniform(int rows, int cols) {
        double a = Math.sqrt(3.0) * Math.sqrt(2.0 / (cols + rows));
        float low = (float) -a;
        float width = (float) a - low;
        FloatMatrix values = FloatMatrix.zeros(rows, cols);
        for (int i = 0; i < rows * cols; i++) {
            float u = (mt.nextInt() & 0xffffff) * 0x1p-24f;
            values.data()[i] = Math.fma(u, width, low);
        }
        return values;
    }
}
