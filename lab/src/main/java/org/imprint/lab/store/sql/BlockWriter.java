package org.imprint.lab.store.sql;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.imprint.core.Semantics;
import org.imprint.lab.store.RunReader;

/**
 * Writes blocks of rows into the database's vectors; one thread's. What is the same for all rows of a data choice or method is
 * computed once, and texts among it are encoded once.
 */
final class BlockWriter {

    private static final Object NULL = new Object();

    private final RunReader reader;
    private final RowCells row;
    private final Map<RunColumn, Object[]> known = new EnumMap<>(RunColumn.class);

    BlockWriter(RunReader reader, Semantics semantics) {
        this.reader = reader;
        this.row = new RowCells(reader, semantics);
    }

    /** Writes rows {@code from} to {@code from + rows}, of each the given columns. */
    void write(DuckDBDataChunkWriter out, RunColumn[] columns, int from, int rows) {
        boolean ofRows = false;
        for (int c = 0; c < columns.length; c++) {
            switch (columns[c].scope()) {
                case ROW -> ofRows = true;
                case DATA -> shared(out.vector(c), columns[c], from, rows, true);
                case METHOD -> shared(out.vector(c), columns[c], from, rows, false);
            }
        }
        for (int r = 0; ofRows && r < rows; r++) {
            row.to(from + r);
            for (int c = 0; c < columns.length; c++) {
                if (columns[c].scope() == RunColumn.Scope.ROW) {
                    put(out.vector(c), r, columns[c].of(row));
                }
            }
        }
    }

    private void shared(DuckDBWritableVector vector, RunColumn column, int from, int rows, boolean ofData) {
        boolean isText = column.type() == DuckDBColumnType.VARCHAR;
        byte[][] texts = isText ? new byte[rows][] : null;
        Object[] values = known.getOrDefault(column, new Object[0]);
        for (int r = 0; r < rows; r++) {
            int number = ofData ? reader.dataNumber(from + r) : reader.methodNumber(from + r);
            if (number >= values.length) {
                values = Arrays.copyOf(values, 2 * number + 64);
            }
            if (values[number] == null) {
                values[number] = compute(column, from + r, isText);
            }
            if (isText) {
                texts[r] = (byte[]) values[number];
            } else {
                put(vector, r, values[number] == NULL ? null : values[number]);
            }
        }
        known.put(column, values);
        if (isText) {
            vector.setStringUtf8Batch(0, texts);
        }
    }

    private Object compute(RunColumn column, int at, boolean isText) {
        Object value = column.of(row.to(at));
        if (isText) {
            return ((String) value).getBytes(StandardCharsets.UTF_8);
        }
        return value == null ? NULL : value;
    }

    private static void put(DuckDBWritableVector vector, int row, Object value) {
        if (value == null) {
            vector.setNull(row);
        } else if (value instanceof Double number) {
            vector.setDouble(row, number);
        } else if (value instanceof Integer number) {
            vector.setInt(row, number);
        } else if (value instanceof Long number) {
            vector.setLong(row, number);
        } else if (value instanceof String text) {
            vector.setString(row, text);
        } else {
            vector.setTimestamp(row, (LocalDateTime) value);
        }
    }
}
