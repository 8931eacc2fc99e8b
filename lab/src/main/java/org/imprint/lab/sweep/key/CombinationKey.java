package org.imprint.lab.sweep.key;

import java.util.List;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;

/**
 * A part of a combination that can be chosen by, with its name and the text of its values on the command line.
 *
 * <p>What a {@link DataKey} says holds for all methods and seeds of a data choice, and so on: whole data choices can be judged
 * without looking at their combinations.
 */
public sealed interface CombinationKey extends Named permits DataKey, MethodKey, SeedKey {

    /** Returns all keys: those of the data, then of the method, then the seed. */
    static List<CombinationKey> all() {
        return Stream.<CombinationKey[]>of(DataKey.values(), MethodKey.values(), SeedKey.values())
                .flatMap(Stream::of)
                .toList();
    }

    /**
     * Returns a value as {@code of(…)} writes it, such as {@code 5} for {@code 05}.
     *
     * @throws ImprintException if no combination can have that value, naming the legal ones
     */
    String canonical(String value);
}
