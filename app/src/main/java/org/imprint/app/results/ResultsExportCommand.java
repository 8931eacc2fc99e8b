package org.imprint.app.results;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.imprint.app.option.CsvOption;
import org.imprint.app.output.Output;
import org.imprint.core.Named;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.published.PublishedFiles;
import org.imprint.lab.store.sql.ResultSql;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the outcomes of a store as a table, or as the published code's files. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes all runs to a Parquet or CSV file, or one JSON file a run as the published code has them.",
        footer = {"", "Example: imprint results export reference-json --store results --out json"})
public final class ResultsExportCommand implements Callable<Integer> {

    @Mixin
    private StoreOption store;

    @Parameters(paramLabel = "FORMAT", description = "parquet, csv or reference-json.")
    private Format format;

    @Output(Output.Kind.EITHER)
    @Option(
            names = "--out",
            paramLabel = "FILE-or-DIR",
            required = true,
            description = "File to write; for reference-json the folder.")
    private Path out;

    @Mixin
    private CsvOption csv;

    @Spec
    private CommandSpec spec;

    private enum Format implements Named {
        PARQUET("parquet"),
        CSV("csv"),
        REFERENCE_JSON("reference-json");

        private final String wireName;

        Format(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    @Override
    public Integer call() {
        try (ResultStore results = store.open()) {
            switch (format) {
                case PARQUET -> table(results, ResultSql.Format.PARQUET);
                case CSV -> table(results, ResultSql.Format.CSV);
                case REFERENCE_JSON -> json(results);
            }
        }
        return 0;
    }

    private void table(ResultStore results, ResultSql.Format as) {
        try (ResultSql sql = ResultSql.of(results)) {
            sql.export(as, out, csv.form());
        }
        print("%s: %,d runs%n", out, results.size());
    }

    private void json(ResultStore results) {
        PublishedFiles.Exported exported = PublishedFiles.write(results, out);
        print("%s: %,d files%n", out, exported.written());
        if (exported.left() > 0) {
            print(
                    "%,d runs failed or equal a run that did; the published form has no place for them%n",
                    exported.left());
        }
    }

    private void print(String text, Object... values) {
        PrintWriter to = spec.commandLine().getOut();
        to.printf(Locale.ROOT, text, values);
        to.flush();
    }
}
