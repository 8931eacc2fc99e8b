package org.imprint.core.leastsquares;

import org.imprint.core.Checks;

/** The ridge λ of least squares, in units of squared embedding norm: a number, or what the backbone of the embeddings asks for. */
public sealed interface Ridge {

    /**
     * Returns the number.
     *
     * @throws IllegalStateException if it is the backbone's and nobody has said which that is, see
     *     {@code ProxyGenerator.withLambda}
     */
    double lambda();

    /** A number. @param lambda finite and &gt; 0 */
    record Number(double lambda) implements Ridge {

        /** Checks the range. */
        public Number {
            Checks.positive("lambda", lambda);
        }
    }

    /** Whatever suits the backbone. */
    record OfBackbone() implements Ridge {

        @Override
        public double lambda() {
            throw new IllegalStateException("λ of the backbone must be put in before least squares is solved");
        }
    }

    /** Returns a number. */
    static Ridge of(double lambda) {
        return new Number(lambda);
    }

    /** Returns the λ of whichever backbone made the embeddings. */
    static Ridge ofBackbone() {
        return new OfBackbone();
    }
}
