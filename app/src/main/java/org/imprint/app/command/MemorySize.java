package org.imprint.app.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.core.Checks;

/** Reads sizes of memory. */
final class MemorySize {

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})(MiB|GiB)");

    private MemorySize() {}

    static long parse(String what, String text) {
        Matcher size = SIZE.matcher(text);
        Checks.require(size.matches(), what + " must be a size such as 512MiB or 4GiB", "'" + text + "'");
        return Long.parseLong(size.group(1)) << (size.group(2).equals("GiB") ? 30 : 20);
    }
}
