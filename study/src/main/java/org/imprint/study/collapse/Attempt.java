package org.imprint.study.collapse;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of a step that may fail without ending the work around it.
 *
 * @param value empty if it threw
 * @param error why it threw, in one sentence; empty text if it did not
 */
record Attempt<T>(Optional<T> value, String error) {

    static <T> Attempt<T> of(Supplier<T> step) {
        try {
            return new Attempt<>(Optional.of(step.get()), "");
        } catch (RuntimeException e) {
            String said = e.getMessage();
            return new Attempt<>(
                    Optional.empty(),
                    said == null || said.isBlank() ? e.getClass().getSimpleName() : said);
        }
    }
}
