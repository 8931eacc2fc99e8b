package org.imprint.app.option;

import java.util.List;
import org.imprint.core.Checks;

/**
 * Data sets that are seen as one, written {@code NAME+NAME}.
 *
 * @param names at least one, none empty
 */
record MergedDataSets(List<String> names) {

    /** Copies the list. */
    MergedDataSets {
        names = List.copyOf(names);
        Checks.require(
                names.stream().noneMatch(String::isBlank),
                "--data-set must be NAME or NAME+NAME",
                String.join("+", names));
    }

    static MergedDataSets parse(String text) {
        return new MergedDataSets(List.of(text.split("\\+", -1)));
    }
}
