package org.imprint.app.classifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.imprint.app.opened.FileArgument;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.app.text.TextTable;
import org.imprint.classifier.change.History;
import org.imprint.classifier.change.HistoryEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what was done to a classifier. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "Lists what was done to a classifier, oldest first, and what of it can be undone or done again.",
            "The last " + History.MAX_UNDOABLE
                    + " changes can be undone at most; what was erased cannot, nor what came before."
        },
        footer = {"", "Example: imprint history birds.imprint"})
public final class HistoryCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    @Mixin
    private FileArgument file;

    @Option(names = "--json", description = "Print one JSON object on a line for each change.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenedClassifier opened = OpenedClassifier.toRead(file.path())) {
            History history = opened.embeddings().history();
            if (json) {
                ObjectMapper mapper = new ObjectMapper();
                print(
                        history,
                        (entry, mark) -> out.println(mapper.createObjectNode()
                                .put("number", entry.number())
                                .put("at", entry.at().toString())
                                .put("change", entry.change().sentence())
                                .put("undoable", mark == Mark.UNDOABLE)
                                .put("undone", mark == Mark.UNDONE)));
            } else {
                TextTable table = new TextTable("change", "at", "what", "");
                print(
                        history,
                        (entry, mark) -> table.row(
                                Integer.toString(entry.number()),
                                TIME.format(entry.at().atZone(ZoneId.systemDefault())),
                                entry.change().sentence(),
                                mark.words));
                table.lines().forEach(out::println);
            }
        }
        return 0;
    }

    /** What can be done about a change. */
    private enum Mark {
        UNDOABLE("can be undone"),
        UNDONE("undone"),
        SETTLED("");

        private final String words;

        Mark(String words) {
            this.words = words;
        }
    }

    private interface Line {
        void take(HistoryEntry entry, Mark mark);
    }

    /** A change can be undone if all later ones can; what was undone last is done again first. */
    private static void print(History history, Line line) {
        List<HistoryEntry> done = history.done();
        int settled = 0;
        for (int i = 0; i < done.size(); i++) {
            settled = done.get(i).isUndoable() ? settled : i + 1;
        }
        for (int i = 0; i < done.size(); i++) {
            line.take(done.get(i), i < settled ? Mark.SETTLED : Mark.UNDOABLE);
        }
        for (int i = history.undone().size() - 1; i >= 0; i--) {
            line.take(history.undone().get(i), Mark.UNDONE);
        }
    }
}
