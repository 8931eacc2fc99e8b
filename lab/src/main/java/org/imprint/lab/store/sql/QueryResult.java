package org.imprint.lab.store.sql;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rows that answer a query, one after the other. */
public final class QueryResult implements AutoCloseable {

    private final Statement statement;
    private final ResultSet rows;
    private final List<String> columns;

    QueryResult(Statement statement, ResultSet rows) throws SQLException {
        this.statement = statement;
        this.rows = rows;
        ResultSetMetaData meta = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= meta.getColumnCount(); c++) {
            names.add(meta.getColumnLabel(c));
        }
        columns = List.copyOf(names);
    }

    /** Returns the names of the columns. */
    public List<String> columns() {
        return columns;
    }

    /**
     * Returns the next row, empty after the last. Values are of the database's Java types, lists {@link List}s; nulls are null, hence
     * an array.
     */
    public Optional<Object[]> next() {
        try {
            if (!rows.next()) {
                return Optional.empty();
            }
            Object[] values = new Object[columns.size()];
            for (int c = 0; c < values.length; c++) {
                values[c] = value(c + 1);
            }
            return Optional.of(values);
        } catch (SQLException e) {
            throw new IllegalArgumentException("query: " + e.getMessage(), e);
        }
    }

    private Object value(int column) throws SQLException {
        // Java's Timestamp knows no times that the local zone leaves out.
        if (rows.getMetaData().getColumnType(column) == Types.TIMESTAMP) {
            return rows.getObject(column, LocalDateTime.class);
        }
        Object value = rows.getObject(column);
        return value instanceof Array list ? Arrays.asList((Object[]) list.getArray()) : value;
    }

    @Override
    public void close() {
        try {
            rows.close();
            statement.close();
        } catch (SQLException e) {
            throw new IllegalStateException("query: cannot be closed: " + e.getMessage(), e);
        }
    }
}
