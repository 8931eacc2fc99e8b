package org.imprint.lab.store.sql;

import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.imprint.core.Semantics;
import org.imprint.lab.store.RunTable;

/** Gives the database the rows of a table, block by block to each of its threads, and of each the columns that the query uses. */
final class RunsFunction implements DuckDBTableFunction<RunTable, RunsFunction.Scan, BlockWriter> {

    private static final RunColumn[] COLUMNS = RunColumn.values();

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
    public BlockWriter localInit(DuckDBTableFunctionInitInfo info) {
        return new BlockWriter(table.reader(), semantics);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) throws Exception {
        Scan scan = info.getInitData();
        BlockWriter writer = info.getLocalInitData();
        int block = Math.toIntExact(out.capacity());
        int from = scan.next.getAndAdd(block);
        int rows = Math.max(0, Math.min(block, table.size() - from));
        writer.write(out, scan.columns, from, rows);
        return rows;
    }
}
