package org.imprint.classifier.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.imprint.classifier.state.ClassEdit;

/**
 * One change.
 *
 * @param number 1 for the first of a classifier's life, then counting on
 * @param at when it was made
 * @param change what was done
 * @param edits what became of the classes, in this order; empty if it cannot be taken back
 */
public record HistoryEntry(int number, Instant at, Change change, List<ClassEdit> edits) {

    /** Copies the edits. */
    public HistoryEntry {
        edits = List.copyOf(edits);
    }

    /** Returns whether it can be taken back. */
    public boolean isUndoable() {
        return !edits.isEmpty();
    }

    /** Returns the edits that take it back. */
    public List<ClassEdit> inverse() {
        List<ClassEdit> back = new ArrayList<>();
        edits.forEach(e -> back.add(e.inverse()));
        Collections.reverse(back);
        return back;
    }

    /** Returns the entry with classes that have no threshold. */
    HistoryEntry withoutThresholds() {
        return new HistoryEntry(
                number,
                at,
                change,
                edits.stream().map(ClassEdit::withoutThresholds).toList());
    }

    /** Returns the entry without what is needed to take it back. */
    HistoryEntry settled() {
        return new HistoryEntry(number, at, change, List.of());
    }
}
