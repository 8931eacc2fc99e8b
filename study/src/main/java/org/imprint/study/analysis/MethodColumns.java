package org.imprint.study.analysis;

import java.util.Arrays;
import java.util.List;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.key.MethodKey;
import org.imprint.study.analysis.method.Titles;
import org.imprint.study.analysis.method.Words;
import org.imprint.study.analysis.table.Cell;
import org.imprint.study.analysis.table.Column;

/** A configuration as cells: one column for each of its parts. */
final class MethodColumns {

    static final List<Column> COLUMNS = Arrays.stream(MethodKey.values())
            .map(key -> Column.words(Words.of(key), key.wireName()))
            .toList();

    private MethodColumns() {}

    static List<Cell> cells(Method method) {
        return Arrays.stream(MethodKey.values())
                .map(key -> Cell.text(Titles.of(key, method), key.of(method)))
                .toList();
    }
}
