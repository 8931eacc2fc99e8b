package org.imprint.core;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A constant with a name in files and on the command line that is its own, never derived from the Java identifier. */
public interface Named {

    /** Returns the name used in files and on the command line. */
    String wireName();

    /**
     * Returns the constant of a type that has the given wire name.
     *
     * @param what what the name stands for, such as {@code metric}; begins the error
     * @throws IllegalArgumentException {@code what must be one of a, b, c, was d}
     */
    static <T extends Enum<T> & Named> T find(String what, Class<T> type, String wireName) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(what + " must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Named::wireName)
                                .collect(Collectors.joining(", "))
                        + ", was " + wireName));
    }
}
