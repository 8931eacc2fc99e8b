package org.imprint.lab.result;

import java.util.Objects;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.lab.sweep.Combination;

/** What became of one planned run. */
public sealed interface Outcome {

    /**
     * Finished.
     *
     * @param scores how good its answers were
     * @param cost what it took
     */
    record Done(Scores scores, Cost cost) implements Outcome {
        public Done {
            Objects.requireNonNull(scores, "scores");
            Objects.requireNonNull(cost, "cost");
        }
    }

    /**
     * Not run because another run gives the same answers.
     *
     * @param other the run whose scores these are; done itself, never equal to a third
     * @param rule why, such as {@code the nearest proxy alone: weighting makes no difference}
     */
    record EqualTo(Combination other, String rule) implements Outcome {
        public EqualTo {
            Objects.requireNonNull(other, "other");
            Checks.require(!rule.isBlank(), "rule must say why", "'" + rule + "'");
        }
    }

    /**
     * Threw.
     *
     * @param error what went wrong, in one sentence
     * @param thrown what was thrown, and where; nothing if that was not kept, as once it was not
     */
    record Failed(String error, Optional<Thrown> thrown) implements Outcome {
        public Failed {
            Checks.require(!error.isBlank(), "error must say what went wrong", "'" + error + "'");
            Objects.requireNonNull(thrown, "thrown");
        }

        /** Returns the failure of a run that threw. */
        public static Failed of(Throwable e) {
            return new Failed(Thrown.sentence(e), Optional.of(Thrown.of(e)));
        }

        /** Creates a failure of which no more is known. */
        public Failed(String error) {
            this(error, Optional.empty());
        }
    }
}
