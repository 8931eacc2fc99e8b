package org.imprint.core.random;

import org.imprint.core.Checks;
import org.imprint.core.Semantics;

/**
 * The random streams of one run: who draws from which stream.
 *
 * <p>In {@link Semantics#REFERENCE} all draws of a run come from one torch stream, class after class, as in the published
 * code; a class's draws then depend on what was drawn before it. In {@link Semantics#CORRECTED} each
 * use has a stream of its own, derived from seed, use and class label, so that a class gets the same samples in every task
 * and under every generator. k-means seeds itself with {@link #seed()} in both, as published.
 */
public sealed interface Draws {

    /** Returns the streams of a run with the given seed. */
    static Draws of(Semantics semantics, long seed) {
        return semantics.isReference() ? new Shared(seed) : new Named(seed);
    }

    /** Returns the run's seed, in [0, 2^32 − 1]. */
    long seed();

    /** Returns the stream that few-shot presampling of the class with this label draws from. */
    TorchRandom forPresampling(int label);

    /** Returns the stream that the generator of the class with this label draws from. */
    TorchRandom forGeneration(int label);

    /** One stream for all, consumed in call order. Belongs to one thread and one run. */
    final class Shared implements Draws {
        private final long seed;
        private final TorchRandom stream;

        private Shared(long seed) {
            this.seed = checked(seed);
            this.stream = new TorchRandom(seed);
        }

        @Override
        public long seed() {
            return seed;
        }

        @Override
        public TorchRandom forPresampling(int label) {
            return stream;
        }

        @Override
        public TorchRandom forGeneration(int label) {
            return stream;
        }
    }

    /** A stream for each use and class; equal names give equal streams whatever else was drawn. */
    record Named(long seed) implements Draws {

        public Named {
            checked(seed);
        }

        @Override
        public TorchRandom forPresampling(int label) {
            return new TorchRandom(mix(seed, 1, label));
        }

        @Override
        public TorchRandom forGeneration(int label) {
            return new TorchRandom(mix(seed, 2, label));
        }

        /** The finaliser of SplitMix64: neighbouring (use, label) pairs give unrelated seeds. */
        static long mix(long seed, int use, int label) {
            long z = seed * 0x9e3779b97f4a7c15L + ((long) use << 32) + label + 1;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }
    }

    private static long checked(long seed) {
        Checks.require(seed >= 0 && seed <= 0xffffffffL, "seed must be in [0, 4294967295]", seed);
        return seed;
    }
}
