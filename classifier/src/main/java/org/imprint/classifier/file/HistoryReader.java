package org.imprint.classifier.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.change.History;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.state.ClassEdit;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;

/** The history of a file; one whose changes could not be taken back from the classes that are there is refused. */
final class HistoryReader {

    private final Parts.History part;
    private final List<LearnedClass> classes;

    /**
     * Makes all that changes keep.
     *
     * @param current the classes that are there
     * @param proxies [Q, d] those that only changes keep
     * @param members of all sets that only changes keep
     */
    HistoryReader(
            Parts.History part,
            List<LearnedClass> current,
            ExampleReader examples,
            FloatMatrix proxies,
            int[] members) {
        this.part = part;
        List<ExampleSet> sets =
                new ArrayList<>(current.stream().map(LearnedClass::examples).toList());
        int[] sizes = StrictJson.present("history.sets", part.sets());
        int at = 0;
        for (int size : sizes) {
            Checks.inRange("history.sets", size, 1, members.length - at);
            sets.add(examples.set(Arrays.copyOfRange(members, at, at + size)));
            at += size;
        }
        Checks.require(at == members.length, "history.sets must have " + members.length + " members in all", at);
        List<FloatMatrix> matrices =
                new ArrayList<>(current.stream().map(LearnedClass::proxies).toList());
        int row = 0;
        for (int rows : StrictJson.present("history.proxies", part.proxies())) {
            Checks.inRange("history.proxies", rows, 0, proxies.rows() - row);
            matrices.add(proxies.rows(row, row + rows));
            row += rows;
        }
        Checks.require(row == proxies.rows(), "history.proxies must have " + proxies.rows() + " rows in all", row);
        this.classes = new ArrayList<>(current);
        for (Parts.PastClass past : StrictJson.present("history.classes", part.classes())) {
            StrictJson.present("history.classes", past);
            Checks.inRange("history.class.set", past.set(), -1, sets.size() - 1);
            Checks.inRange("history.class.proxies", past.proxies(), 0, matrices.size() - 1);
            this.classes.add(LearnedClass.of(
                            StrictJson.present("history.class.name", past.name()),
                            past.set() < 0 ? ExampleSet.none() : sets.get(past.set()),
                            past.learned(),
                            matrices.get(past.proxies()))
                    .withThreshold(VersionOne.threshold(past.threshold(), past.borrowed()))
                    .withCount(CountPart.count(past.chosen())));
        }
    }

    History history(List<String> names) {
        History history = new History(entries("history.done", part.done()), entries("history.undone", part.undone()));
        Checks.inRange("history.done's length", history.done().size(), 0, History.MAX_TOLD);
        Checks.inRange("history.undone's length", history.undone().size(), 0, History.MAX_TOLD);
        List<String> back = new ArrayList<>(names);
        for (int i = history.done().size() - 1; i >= 0 && history.done().get(i).isUndoable(); i--) {
            rehearse(history.done().get(i).inverse(), back);
        }
        List<String> forth = new ArrayList<>(names);
        for (int i = history.undone().size() - 1; i >= 0; i--) {
            rehearse(history.undone().get(i).edits(), forth);
        }
        return history;
    }

    /** Goes through edits by the names of the classes alone. */
    private static void rehearse(List<ClassEdit> edits, List<String> names) {
        for (ClassEdit edit : edits) {
            int most = edit.before().isPresent() ? names.size() - 1 : names.size();
            Checks.inRange("history.edit.at", edit.at(), 0, most);
            edit.before().ifPresent(gone -> {
                String there = names.remove(edit.at());
                Checks.require(
                        there.equals(gone.name()),
                        "history.edit.before must be the class at its place, " + there,
                        gone.name());
            });
            edit.after().ifPresent(come -> names.add(edit.at(), come.name()));
        }
        Checks.require(
                names.stream().distinct().count() == names.size(),
                "history must lead from classes with different names to such",
                names);
    }

    private List<HistoryEntry> entries(String what, List<Parts.Entry> parts) {
        return StrictJson.present(what, parts).stream()
                .map(e -> entry(what, StrictJson.present(what, e)))
                .toList();
    }

    private HistoryEntry entry(String what, Parts.Entry e) {
        List<ClassEdit> edits = StrictJson.present(what + ".edits", e.edits()).stream()
                .map(d -> edit(what, StrictJson.present(what, d)))
                .toList();
        return new HistoryEntry(
                e.number(),
                instant(StrictJson.present(what + ".at", e.at())),
                StrictJson.present(what + ".change", e.change()).change(),
                edits);
    }

    private ClassEdit edit(String what, Parts.Edit d) {
        Checks.require(
                d.before() != null || d.after() != null, what + ".edit must have a class before or after", "none");
        return new ClassEdit(d.at(), find(what, d.before()), find(what, d.after()));
    }

    private Optional<LearnedClass> find(String what, Integer index) {
        return Optional.ofNullable(index)
                .map(i -> classes.get(Checks.inRange(what + ".edit", i, 0, classes.size() - 1)));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new ImprintException("history.at must be a time such as 2026-11-30T18:00:00Z, was " + text, e);
        }
    }
}
