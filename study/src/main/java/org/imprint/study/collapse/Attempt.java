package org.imprint.study.collapse;

import java.util.Optional;
import java.util.function.Supplier;
import org.imprint.lab.result.Thrown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of a step that may fail without ending the work around it.
 *
 * @param value empty if it threw
 * @param error why it threw, in one sentence; empty text if it did not
 */
record Attempt<T>(Optional<T> value, String error) {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    static <T> Attempt<T> of(Supplier<T> step) {
        try {
            return new Attempt<>(Optional.of(step.get()), "");
        } catch (RuntimeException e) {
            LOG.info("a step failed", e);
            return new Attempt<>(Optional.empty(), Thrown.sentence(e));
        }
    }
}
