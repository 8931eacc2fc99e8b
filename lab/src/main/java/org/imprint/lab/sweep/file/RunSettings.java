package org.imprint.lab.sweep.file;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a sweep is run; nothing here changes a result.
 *
 * @param workers threads, in [1, 1024]
 * @param memoryBytes bound of the memory used, in bytes
 * @param output folder of the result store, as the file has it
 */
public record RunSettings(OptionalInt workers, OptionalLong memoryBytes, Optional<String> output) {

    /** Returns settings that leave everything to the command. */
    public static RunSettings none() {
        return new RunSettings(OptionalInt.empty(), OptionalLong.empty(), Optional.empty());
    }
}
