package org.imprint.lab.store.sql;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.imprint.core.Semantics;
import org.imprint.lab.store.RunTable;

/** Gives the database the rows of a table, block by block to each of its threads, and of each the columns that the query uses. */
final class RunsFunction implements DuckDBTableFunction<RunTable, RunsFunction.Scan, RunsFunction.Cells> {

    private static final RunColumn[] COLUMNS = RunColumn.values();
    private static final Object NULL = new Object();

    private final RunTable table;
    private final Semantics semantics;

    RunsFunction(RunTable table, Semantics semantics) {
        this.table = table;
        this.semantics = semantics;
    }

    /** One scan of all rows. */
    static final class Scan {
        private final RunColumn[] columns;
        private final AtomicInteger next = new AtomicInteger();

        Scan(RunColumn[] columns) {
            this.columns = columns;
        }
    }

    /** What a thread of a scan keeps. */
    record Cells(RowCells row, Map<Long, Object> known) {}

    @Override
    public RunTable bind(DuckDBTableFunctionBindInfo info) throws Exception {
        for (RunColumn column : COLUMNS) {
            info.addResultColumn(column.sqlName(), column.type());
        }
        info.setCardinality(table.size(), true);
        return table;
    }

    @Override
    public Scan init(DuckDBTableFunctionInitInfo info) throws Exception {
        RunColumn[] columns = new RunColumn[Math.toIntExact(info.getColumnCount())];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = COLUMNS[Math.toIntExact(info.getColumnIndex(i))];
        }
        info.setMaxThreads(Runtime.getRuntime().availableProcessors());
        return new Scan(columns);
    }

    @Override
    public Cells localInit(DuckDBTableFunctionInitInfo info) {
        return new Cells(new RowCells(table.reader(), semantics), new HashMap<>());
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) throws Exception {
        Scan scan = info.getInitData();
        Cells cells = info.getLocalInitData();
        int block = Math.toIntExact(out.capacity());
        int from = scan.next.getAndAdd(block);
        int rows = Math.max(0, Math.min(block, table.size() - from));
        for (int r = 0; r < rows; r++) {
            cells.row.to(from + r);
            for (int c = 0; c < scan.columns.length; c++) {
                put(out.vector(c), r, value(cells, scan.columns[c]));
            }
        }
        return rows;
    }

    private static Object value(Cells cells, RunColumn column) {
        if (column.scope() == RunColumn.Scope.ROW) {
            return column.of(cells.row);
        }
        boolean ofData = column.scope() == RunColumn.Scope.DATA;
        long key = (long) (ofData ? cells.row.dataNumber() : cells.row.methodNumber()) << 8 | column.ordinal();
        Object known = cells.known.get(key);
        if (known == null) {
            Object value = column.of(cells.row);
            known = value == null ? NULL : value;
            cells.known.put(key, known);
        }
        return known == NULL ? null : known;
    }

    private static void put(DuckDBWritableVector vector, int row, Object value) {
        if (value == null) {
            vector.setNull(row);
        } else if (value instanceof String text) {
            vector.setString(row, text);
        } else if (value instanceof Double number) {
            vector.setDouble(row, number);
        } else if (value instanceof Integer number) {
            vector.setInt(row, number);
        } else if (value instanceof Long number) {
            vector.setLong(row, number);
        } else {
            vector.setTimestamp(row, (LocalDateTime) value);
        }
    }
}
