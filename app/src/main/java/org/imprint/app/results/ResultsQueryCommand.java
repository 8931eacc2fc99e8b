package org.imprint.app.results;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.imprint.app.option.CsvOption;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.sql.QueryResult;
import org.imprint.lab.store.sql.ResultSql;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a result store by SQL. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "Runs one SQL query on the views runs and collapse; it can read nothing else and change nothing.",
        footer = {
            "",
            "Columns: imprint results query --store DIR \"DESCRIBE runs\"",
            "Example: imprint results query --store DIR \"SELECT generator, k, median(accuracy) FROM runs GROUP BY ALL\""
        })
public final class ResultsQueryCommand implements Callable<Integer> {

    @Mixin
    private StoreOption store;

    @Parameters(paramLabel = "SQL", description = "The query, in DuckDB's SQL.")
    private String sql;

    @Option(names = "--format", defaultValue = "table", description = "table, csv or json. Default: ${DEFAULT-VALUE}.")
    private QueryFormat format;

    @Mixin
    private CsvOption csv;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        // Loaded while the store is read. If it cannot be, the same is told below.
        CompletableFuture.runAsync(ResultSql::warmUp);
        try (ResultStore results = store.open();
                ResultSql database = ResultSql.of(results);
                QueryResult rows = database.query(sql)) {
            format.print(rows, spec.commandLine().getOut(), csv.form());
        }
        return 0;
    }
}
