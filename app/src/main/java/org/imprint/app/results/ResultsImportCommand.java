package org.imprint.app.results;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.imprint.app.output.OutputPlaces;
import org.imprint.app.process.Sessions;
import org.imprint.app.process.Version;
import org.imprint.core.Checks;
import org.imprint.core.Named;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreWriter;
import org.imprint.lab.store.published.PublishedFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes result files of the published code into a store. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Takes the published code's JSON files into a store; exit code 1 if some cannot be used.",
        footer = {"", "Example: imprint results import json --store results"})
public final class ResultsImportCommand implements Callable<Integer> {

    @Mixin
    private StoreOption store;

    @Parameters(paramLabel = "DIR-of-JSON", description = "Folder with files named by their published ids.")
    private Path from;

    @Option(
            names = "--semantics",
            defaultValue = "reference",
            description = "Whose numbers they are: reference or corrected. Default: ${DEFAULT-VALUE}.")
    private Semantics semantics;

    @Option(
            names = "--on-bad-file",
            defaultValue = "skip",
            description = "If files cannot be used: skip them and take the others, or refuse all."
                    + " Default: ${DEFAULT-VALUE}.")
    private OnBadFile onBadFile;

    @Spec
    private CommandSpec spec;

    private enum OnBadFile implements Named {
        SKIP("skip"),
        REFUSE("refuse");

        private final String wireName;

        OnBadFile(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    @Override
    public Integer call() {
        OutputPlaces places = OutputPlaces.ofFolder(store.dir());
        try (places) {
            return imported();
        }
    }

    private int imported() {
        Settings settings = Settings.of(semantics);
        Checks.require(Files.isDirectory(from), from + ": must be a folder with JSON files", "no folder");
        Checks.require(PublishedFiles.areIn(from), from + ": must hold *.json files", "none");
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (onBadFile == OnBadFile.REFUSE && anyIsBad(err)) {
            return CommandLine.ExitCode.USAGE;
        }
        if (!PublishedFiles.isAnyUsable(from)) {
            List<PublishedFiles.Skipped> bad = PublishedFiles.unusable(from);
            name(bad, "", err);
            err.println("imprint: " + files(bad.size()) + " cannot be used; nothing was imported");
            return CommandLine.ExitCode.SOFTWARE;
        }
        try (ResultStore results = ResultStore.openOrCreate(store.dir(), settings);
                StoreWriter writer = results.writer(Sessions.here("import", Version.current(), 0))) {
            PublishedFiles.Imported imported = PublishedFiles.read(from, results, writer);
            writer.flush();
            out.printf(
                    Locale.ROOT,
                    "%s: %,d runs imported, %,d were there already%n",
                    store.dir(),
                    imported.imported(),
                    imported.present());
            name(imported.skipped(), "; skipped", err);
            if (!imported.skipped().isEmpty()) {
                int skipped = imported.skipped().size();
                err.println("imprint: " + files(skipped) + (skipped == 1 ? " was" : " were")
                        + " skipped, the others were taken");
            }
            return imported.skipped().isEmpty() ? 0 : 1;
        }
    }

    private boolean anyIsBad(PrintWriter err) {
        List<PublishedFiles.Skipped> bad = PublishedFiles.unusable(from);
        name(bad, "", err);
        if (!bad.isEmpty()) {
            err.println("imprint: " + files(bad.size())
                    + " cannot be used; nothing was imported (--on-bad-file skip takes the others)");
        }
        return !bad.isEmpty();
    }

    private static String files(int count) {
        return count == 1 ? "1 file" : String.format(Locale.ROOT, "%,d files", count);
    }

    private static void name(List<PublishedFiles.Skipped> files, String whatBecame, PrintWriter err) {
        files.forEach(s -> err.println("imprint: " + s.file() + ": " + s.why() + whatBecame));
    }
}
