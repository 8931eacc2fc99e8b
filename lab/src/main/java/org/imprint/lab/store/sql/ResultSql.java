package org.imprint.lab.store.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.imprint.core.ImprintException;
import org.imprint.core.collapse.CollapseMeasures;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreException;
import org.imprint.lab.text.CsvForm;
import org.imprint.vision.file.AtomicFile;

/**
 * SQL on the outcomes that a store has now: the views {@code runs} and {@code collapse}. Queries read nothing but these: files are
 * out of their reach, for reading and writing, and so are the store's.
 *
 * <p>The tables cost nothing until they are asked for, and then the columns that the query uses.
 */
public final class ResultSql implements AutoCloseable {

    /** What the operating system said, within what the database makes of it. */
    private static final Pattern SYSTEM_REASON = Pattern.compile("(?:Could|Cannot)[^:{}]+file [^:{}]+: ([^\"{}]+)");

    /** How the driver begins, in the words of its own methods, when a sentence is no query. */
    private static final String NO_ROWS = "executeQuery()";

    private final Path store;
    private final Connection connection;
    private boolean locked;

    private ResultSql(Path store, Connection connection) {
        this.store = store;
        this.connection = connection;
    }

    /** Loads the database ahead of time; it takes half a second that a store can be read in. */
    public static void warmUp() {
        try {
            connect().close();
        } catch (SQLException e) {
            throw new StoreException("the SQL engine cannot be loaded: " + firstLine(e), e);
        }
    }

    /** Loads the database's library, too, which it unpacks to the temporary folder; nothing goes to the current one. */
    private static Connection connect() throws SQLException {
        UnpackedLibrary.removeLeftovers(Path.of(System.getProperty("java.io.tmpdir")), Instant.now());
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", new Properties());
            UnpackedLibrary.removeLoaded();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET temp_directory = ''");
            }
            return connection;
        } catch (LinkageError e) {
            throw new StoreException(
                    "the SQL engine cannot be unpacked to the temporary folder " + System.getProperty("java.io.tmpdir")
                            + " and loaded from there: " + root(e) + "; it needs 75 MB; another folder is named by"
                            + " IMPRINT_OPTS=-Djava.io.tmpdir=DIR",
                    e);
        }
    }

    private static String root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    /** Makes the outcomes of a store, as it knows them now, ready to be asked. */
    public static ResultSql of(ResultStore store) {
        try {
            Connection connection = connect();
            try {
                ResultSql sql = new ResultSql(store.dir(), connection);
                sql.defineRuns(store);
                sql.defineCollapse(store);
                return sql;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException(store.dir() + ": cannot be asked by SQL: " + firstLine(e), e);
        }
    }

    private void defineRuns(ResultStore store) throws SQLException {
        try (DuckDBTableFunctionBuilder function = DuckDBFunctions.tableFunction()) {
            function.withName("stored_runs")
                    .withProjectionPushdown()
                    .withFunction(
                            new RunsFunction(store.table(), store.settings().semantics()))
                    .register(connection);
        }
        String columns = String.join(", ", RunColumn.view());
        execute("CREATE VIEW runs AS SELECT " + columns + " FROM stored_runs()");
    }

    private void defineCollapse(ResultStore store) throws SQLException {
        execute("CREATE TABLE collapse(backbone VARCHAR, dataset VARCHAR, split VARCHAR, remapping VARCHAR,"
                + " classes INTEGER, samples BIGINT, " + measureColumns("") + ", " + measureColumns("published_")
                + ")");
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO collapse VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (CollapseResult result : store.collapse()) {
                insert.setString(1, result.backbone());
                insert.setString(2, String.join("+", result.dataSets()));
                insert.setString(3, result.split());
                insert.setString(4, result.mapping().name());
                insert.setInt(5, result.classes());
                insert.setLong(6, result.rows());
                set(insert, 7, result.textbook());
                set(insert, 13, result.published());
                insert.execute();
            }
        }
    }

    private static String measureColumns(String prefix) {
        return prefix + "nc1 DOUBLE, " + prefix + "vci DOUBLE, " + prefix + "intra_trace DOUBLE, " + prefix
                + "inter_trace DOUBLE, " + prefix + "intra_rank INTEGER, " + prefix + "inter_rank INTEGER";
    }

    private static void set(PreparedStatement insert, int from, CollapseMeasures measures) throws SQLException {
        insert.setDouble(from, measures.nc1());
        insert.setDouble(from + 1, measures.vci());
        insert.setDouble(from + 2, measures.intraTrace());
        insert.setDouble(from + 3, measures.interTrace());
        insert.setInt(from + 4, measures.intraRank());
        insert.setInt(from + 5, measures.interRank());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs one query; to be closed with its result before the next.
     *
     * @throws ImprintException with the database's own words if the query is wrong or wants what it may not
     */
    public QueryResult query(String sql) {
        try {
            if (!locked) {
                execute("SET enable_external_access = false");
                execute("SET lock_configuration = true");
                locked = true;
            }
            Statement statement = connection.createStatement();
            try {
                return new QueryResult(statement, statement.executeQuery(sql));
            } catch (SQLException e) {
                statement.close();
                throw e;
            }
        } catch (SQLException e) {
            String what = String.valueOf(e.getMessage());
            throw new ImprintException(
                    "query: " + (what.startsWith(NO_ROWS) ? "must answer with rows, such as SELECT" : what), e);
        }
    }

    /** File formats of whole tables. */
    public enum Format {
        /** Columns, compressed by zstd. */
        PARQUET("FORMAT parquet, COMPRESSION zstd"),
        /** Text with a header line. */
        CSV("FORMAT csv, HEADER");

        private final String options;

        Format(String options) {
            this.options = options;
        }
    }

    /**
     * Writes all of {@code runs} to a file, which is there whole or not at all. Not to be called after {@link #query}.
     *
     * @param file is replaced if it exists
     * @param csv how text is written in CSV; other formats do not ask
     */
    public void export(Format format, Path file, CsvForm csv) {
        if (Files.isDirectory(file)) {
            throw new StoreException(file + ": is a folder; name a file");
        }
        makeParent(file);
        String rows = format == Format.CSV && csv == CsvForm.SPREADSHEET ? "(" + safeRows() + ")" : "runs";
        try {
            AtomicFile.write(file, temporary -> copy(rows, format, temporary));
        } catch (IOException e) {
            throw new StoreException(e.getMessage(), e);
        }
    }

    private void copy(String rows, Format format, Path to) throws IOException {
        try {
            execute("COPY " + rows + " TO '" + to.toString().replace("'", "''") + "' (" + format.options
                    + ", USE_TMP_FILE false)"); // the name is new and ours already
        } catch (SQLException e) {
            Matcher system = SYSTEM_REASON.matcher(String.valueOf(e.getMessage()));
            throw new IOException(system.find() ? system.group(1) : firstLine(e), e);
        }
    }

    /** The rule of {@link CsvForm#SPREADSHEET} in the words of the database, which writes the file. */
    private static String safeRows() {
        String columns = RunColumn.texts().stream()
                .map(name -> String.format(
                        "CASE WHEN strpos('%2$s', left(%1$s, 1)) > 0 AND %1$s <> '' AND NOT regexp_full_match(%1$s, '%3$s')"
                                + " THEN chr(39) || %1$s ELSE %1$s END AS %1$s",
                        name, CsvForm.RUN, CsvForm.NUMBER.pattern()))
                .collect(Collectors.joining(", "));
        return "SELECT * REPLACE (" + columns + ") FROM runs";
    }

    private static void makeParent(Path file) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
        } catch (IOException e) {
            throw StoreException.notWritten(file, e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException(store + ": SQL cannot be ended: " + firstLine(e), e);
        }
    }
}
