package org.imprint.classifier.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.classifier.state.ClassEdit;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.ImprintException;

/**
 * The changes of a classifier: those that stand, and those that were taken back and can be made again.
 *
 * <p>Bounded: of the last {@value #MAX_UNDOABLE} changes, and only while what they keep beside the classes has at most
 * {@value #MAX_ROWS} examples, each can be taken back; the last {@value #MAX_TOLD} are told. Immutable.
 *
 * @param done changes that stand, oldest first
 * @param undone changes that were taken back, the last one taken back last
 */
public record History(List<HistoryEntry> done, List<HistoryEntry> undone) {

    /** How many changes can be taken back at most. */
    public static final int MAX_UNDOABLE = 100;

    /** How many examples changes keep at most. */
    public static final int MAX_ROWS = 100_000;

    /** How many changes are told at most. */
    public static final int MAX_TOLD = 1000;

    /** Copies the lists. */
    public History {
        done = List.copyOf(done);
        undone = List.copyOf(undone);
    }

    /** Returns the history of a classifier that begins with a change that cannot be taken back. */
    public static History beginning(Change first, Instant at) {
        return new History(List.of(new HistoryEntry(1, at, first, List.of())), List.of());
    }

    /** Returns the history with one more change; what was taken back before is gone. */
    public History with(Change change, Instant at, List<ClassEdit> edits) {
        List<HistoryEntry> all = new ArrayList<>(done);
        all.add(new HistoryEntry(last() + 1, at, change, edits));
        return new History(bounded(all), List.of());
    }

    /** Returns the history without the changes that tell of a class. */
    public History without(String className) {
        return new History(
                done.stream().filter(e -> !e.change().isAbout(className)).toList(),
                undone.stream().filter(e -> !e.change().isAbout(className)).toList());
    }

    /** Returns the history in which nothing can be taken back any more, then one more change; earlier ones name no examples. */
    public History settled(Change change, Instant at) {
        List<HistoryEntry> all = new ArrayList<>();
        done.stream()
                .filter(e -> !(e.change() instanceof Change.ForgotExamples))
                .forEach(e -> all.add(e.settled()));
        all.add(new HistoryEntry(last() + 1, at, change, List.of()));
        return new History(bounded(all), List.of());
    }

    /** Returns the history whose classes come back without a threshold, as when another score is held against thresholds. */
    public History withoutThresholds() {
        return new History(
                done.stream().map(HistoryEntry::withoutThresholds).toList(),
                undone.stream().map(HistoryEntry::withoutThresholds).toList());
    }

    private int last() {
        return Stream.concat(done.stream(), undone.stream())
                .mapToInt(HistoryEntry::number)
                .max()
                .orElse(0);
    }

    /** Returns the classes that changes keep, as they were before or after one. */
    public Stream<LearnedClass> classes() {
        return Stream.concat(done.stream(), undone.stream())
                .flatMap(entry -> entry.edits().stream())
                .flatMap(edit -> Stream.concat(edit.before().stream(), edit.after().stream()));
    }

    /** Returns the change that is taken back next. @throws ImprintException if there is none */
    public HistoryEntry lastDone() {
        if (done.isEmpty() || !done.get(done.size() - 1).isUndoable()) {
            throw new ImprintException("there is no change that can be undone"
                    + (done.isEmpty()
                            ? ""
                            : "; the last one was: "
                                    + done.get(done.size() - 1).change().sentence()));
        }
        return done.get(done.size() - 1);
    }

    /** Returns the change that is made again next. @throws ImprintException if there is none */
    public HistoryEntry lastUndone() {
        if (undone.isEmpty()) {
            throw new ImprintException("there is no change that can be redone");
        }
        return undone.get(undone.size() - 1);
    }

    /** Returns the history after the last change was taken back. */
    public History undo() {
        List<HistoryEntry> back = new ArrayList<>(undone);
        back.add(lastDone());
        return new History(done.subList(0, done.size() - 1), back);
    }

    /** Returns the history after the change last taken back was made again. */
    public History redo() {
        List<HistoryEntry> all = new ArrayList<>(done);
        all.add(lastUndone());
        return new History(all, undone.subList(0, undone.size() - 1));
    }

    private static List<HistoryEntry> bounded(List<HistoryEntry> all) {
        List<HistoryEntry> kept = new ArrayList<>(all.subList(Math.max(0, all.size() - MAX_TOLD), all.size()));
        long rows = 0;
        boolean room = true;
        for (int i = kept.size() - 1; i >= 0; i--) {
            rows += rows(kept.get(i));
            room &= kept.size() - i <= MAX_UNDOABLE && (rows <= MAX_ROWS || i == kept.size() - 1);
            if (!room) {
                kept.set(i, kept.get(i).settled());
            }
        }
        return kept;
    }

    private static long rows(HistoryEntry entry) {
        return entry.edits().stream()
                .flatMap(e -> Stream.concat(e.before().stream(), e.after().stream()))
                .mapToLong(LearnedClass::learned)
                .sum();
    }
}
