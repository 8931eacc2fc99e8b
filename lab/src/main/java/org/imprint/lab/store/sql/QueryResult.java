package org.imprint.lab.store.sql;

import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBStruct;
import org.imprint.core.ImprintException;

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
     * Returns the next row, empty after the last. Values are of the database's Java types, lists {@link List}s, structures and maps
     * {@link Map}s by text, bytes hexadecimal digits; nulls are null, hence an array.
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
            throw new ImprintException("query: " + e.getMessage(), e);
        }
    }

    private Object value(int column) throws SQLException {
        // Java's Timestamp knows no times that the local zone leaves out.
        if (rows.getMetaData().getColumnType(column) == Types.TIMESTAMP) {
            return rows.getObject(column, LocalDateTime.class);
        }
        return plain(rows.getObject(column));
    }

    private static Object plain(Object value) throws SQLException {
        if (value instanceof Array list) {
            List<Object> elements = new ArrayList<>();
            for (Object element : (Object[]) list.getArray()) {
                elements.add(plain(element));
            }
            return elements;
        }
        if (value instanceof DuckDBStruct struct) {
            return plain(struct.getMap());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
            }
            return entries;
        }
        return value instanceof Blob bytes
                ? HexFormat.of().formatHex(bytes.getBytes(1, Math.toIntExact(bytes.length())))
                : value;
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
