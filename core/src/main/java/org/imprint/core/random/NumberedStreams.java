package org.imprint.core.random;

import org.imprint.core.Checks;

/**
 * A stream for each number, or pair of numbers, such as that of an episode or of a class in it: equal numbers give equal streams whatever
 * else was drawn.
 *
 * <pre>
 *   z(s, i) = finaliser of SplitMix64 of  s · 0x9e3779b97f4a7c15 + use · 2^32 + i + 1   (64 bits)
 *   stream i: low 32 bits of z(seed, i)        stream (i, j): low 32 bits of z(z(seed, i), j)
 * </pre>
 *
 * @param seed in [0, 2^32 − 1]
 * @param use what the streams are for; streams of two uses are unrelated
 */
public record NumberedStreams(long seed, Use use) {

    /** What streams are for. 1 and 2 are those of {@link Draws}. */
    public enum Use {
        /** Few-shot episodes: 3. */
        EPISODES(3),
        /** Learning curves: 4. */
        LEARNING_CURVES(4);

        private final int number;

        Use(int number) {
            this.number = number;
        }
    }

    /** Checks the range. */
    public NumberedStreams {
        Checks.require(seed >= 0 && seed <= 0xffffffffL, "seed must be in [0, 4294967295]", seed);
    }

    /** Returns a fresh stream i. */
    public TorchRandom stream(int i) {
        return new TorchRandom(Draws.Named.mix(seed, use.number, i));
    }

    /** Returns a fresh stream (i, j). */
    public TorchRandom stream(int i, int j) {
        return new TorchRandom(Draws.Named.mix(Draws.Named.mix(seed, use.number, i), use.number, j));
    }
}
