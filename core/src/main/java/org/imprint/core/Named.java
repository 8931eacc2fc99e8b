package org.imprint.core;

import java.util.Arrays;
import java.util.Collection;
import org.imprint.core.text.Spelling;

/** A constant with a name in files and on the command line that is its own, never derived from the Java identifier. */
public interface Named {

    /** Returns the name used in files and on the command line. */
    String wireName();

    /**
     * Returns a wire name of somebody's making.
     *
     * @param what what it names; begins the error
     * @throws ImprintException unless it is of lower-case letters, digits, {@code _} and {@code -}, a letter first
     */
    static String checked(String what, String wireName) {
        Checks.require(
                wireName.matches("[a-z][a-z0-9_-]*"),
                what + " must have a name of lower-case letters, digits, _ and -",
                "'" + wireName + "'");
        return wireName;
    }

    /**
     * Returns the constant of a type that has the given wire name.
     *
     * @param what what the name stands for, such as {@code metric}; begins the error
     * @throws ImprintException {@code what must be one of a, b, c, was d; did you mean a?}
     */
    static <T extends Enum<T> & Named> T find(String what, Class<T> type, String wireName) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> unknown(
                        what,
                        wireName,
                        Arrays.stream(type.getEnumConstants())
                                .map(Named::wireName)
                                .toList()));
    }

    /**
     * Returns the error for a name that is none of those there are: {@code what must be one of a, b, c, was d}, with the nearest
     * of them if one is near.
     */
    static ImprintException unknown(String what, String name, Collection<String> names) {
        return new ImprintException(
                what + " must be one of " + String.join(", ", names) + ", was " + name + Spelling.hint(name, names));
    }
}
