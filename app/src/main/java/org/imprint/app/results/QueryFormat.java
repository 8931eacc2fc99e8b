package org.imprint.app.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprint.app.text.TextTable;
import org.imprint.lab.store.sql.QueryResult;
import org.imprint.lab.text.CsvForm;

/**
 * How the rows of a query are printed. Nulls are empty cells, and null in JSON; numbers that JSON has not are the texts {@code
 * NaN}, {@code Infinity} and {@code -Infinity}, as in all JSON that is printed.
 */
enum QueryFormat {
    /** For people; all rows are held at once. */
    TABLE {
        @Override
        void print(QueryResult rows, PrintWriter out, CsvForm csv) {
            TextTable table = new TextTable(rows.columns().toArray(String[]::new));
            each(
                    rows,
                    row -> table.row(Stream.of(row)
                            .map(v -> text(v).replaceAll("\\R", " "))
                            .toArray(String[]::new)));
            table.lines().forEach(out::println);
        }
    },
    /** With a header line; quoted where RFC 4180 wants it. */
    CSV {
        @Override
        void print(QueryResult rows, PrintWriter out, CsvForm csv) {
            out.println(csv.line(rows.columns()));
            each(
                    rows,
                    row -> out.println(
                            csv.line(Stream.of(row).map(QueryFormat::text).toList())));
            out.flush();
        }
    },
    /** A list of objects. */
    JSON {
        @Override
        void print(QueryResult rows, PrintWriter out, CsvForm csv) {
            ObjectMapper mapper = new ObjectMapper();
            try (JsonGenerator json = mapper.getFactory().createGenerator(out)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.useDefaultPrettyPrinter();
                json.writeStartArray();
                for (Optional<Object[]> row = rows.next(); row.isPresent(); row = rows.next()) {
                    object(json, rows.columns(), row.get());
                }
                json.writeEndArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            out.println();
        }
    };

    private interface RowSink {
        void take(Object[] row);
    }

    /**
     * Prints all rows.
     *
     * @param csv how CSV is written; other formats do not ask
     */
    abstract void print(QueryResult rows, PrintWriter out, CsvForm csv);

    private static void each(QueryResult rows, RowSink sink) {
        for (Optional<Object[]> row = rows.next(); row.isPresent(); row = rows.next()) {
            sink.take(row.get());
        }
    }

    private static void object(JsonGenerator json, List<String> columns, Object[] row) throws IOException {
        json.writeStartObject();
        for (int c = 0; c < row.length; c++) {
            json.writeFieldName(columns.get(c));
            value(json, row[c]);
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> entries) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                value(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            json.writePOJO(value); // what is no JSON number comes out as "NaN", "Infinity" or "-Infinity"
        } else {
            json.writeString(value.toString());
        }
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
