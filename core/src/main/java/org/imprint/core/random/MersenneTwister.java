package org.imprint.core.random;

/**
 * MT19937 of Matsumoto and Nishimura: 32 uniform bits a call, period 2^19937 − 1.
 *
 * <p>NumPy's legacy {@code RandomState(int)} and torch's CPU generator seed it alike, by {@link #seeded}; CPython seeds it by
 * {@link #seededByArray}. Not thread-safe.
 *
 * <p>Source: M. Matsumoto, T. Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998, with the 2002 initialisation.
 */
final class MersenneTwister {

    private static final int N = 624;
    private static final int M = 397;
    private static final int UPPER = 0x80000000;

    private final int[] state = new int[N];
    private int next = N;

    private MersenneTwister() {}

    /** Seeds by one 32-bit word. */
    static MersenneTwister seeded(int seed) {
        MersenneTwister mt = new MersenneTwister();
        mt.fill(seed);
        return mt;
    }

    /** Seeds by an array of 32-bit words, the first the least significant. */
    static MersenneTwister seededByArray(int[] key) {
        MersenneTwister mt = new MersenneTwister();
        int[] s = mt.state;
        mt.fill(19650218);
        int i = 1;
        int j = 0;
        for (int round = Math.max(N, key.length); round > 0; round--) {
            s[i] = (s[i] ^ ((s[i - 1] ^ (s[i - 1] >>> 30)) * 1664525)) + key[j] + j;
            i = mt.advance(i);
            j = (j + 1) % key.length;
        }
        for (int round = N - 1; round > 0; round--) {
            s[i] = (s[i] ^ ((s[i - 1] ^ (s[i - 1] >>> 30)) * 1566083941)) - i;
            i = mt.advance(i);
        }
        s[0] = UPPER;
        return mt;
    }

    private void fill(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    private int advance(int i) {
        if (i + 1 < N) {
            return i + 1;
        }
        state[0] = state[N - 1];
        return 1;
    }

    /** Returns the next 32 bits. */
    int nextInt() {
        if (next == N) {
            twist();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** Returns the next 32 bits as a number in [0, 2^32). */
    long nextUnsigned() {
        return nextInt() & 0xffffffffL;
    }

    /** Returns a double in [0, 1) of 53 bits from two words, the upper 27 bits first. */
    double nextDouble() {
        long a = nextUnsigned() >>> 5;
        long b = nextUnsigned() >>> 6;
        return (a * 67108864.0 + b) / 9007199254740992.0;
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = (state[i] & UPPER) | (state[(i + 1) % N] & ~UPPER);
            state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        next = 0;
    }
}
