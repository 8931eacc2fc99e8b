package org.imprint.lab.sweep.file;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/** Sizes of memory as people write them. */
public final class MemorySize {

    /** What a size must be. */
    static final String LEGAL = "a size such as 512MiB or 4GiB";

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})(MiB|GiB)");

    private MemorySize() {}

    /**
     * Returns a size in bytes.
     *
     * @param what names it in the error
     * @throws ImprintException unless it is a size
     */
    public static long parse(String what, String text) {
        OptionalLong bytes = find(text);
        Checks.require(bytes.isPresent(), what + " must be " + LEGAL, "'" + text + "'");
        return bytes.getAsLong();
    }

    /** Returns a size in bytes; empty if it is none. */
    static OptionalLong find(String text) {
        Matcher size = SIZE.matcher(text);
        return size.matches()
                ? OptionalLong.of(
                        Long.parseLong(size.group(1)) << (size.group(2).equals("GiB") ? 30 : 20))
                : OptionalLong.empty();
    }
}
