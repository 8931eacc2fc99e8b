package org.imprint.classifier.journal;

import java.util.Optional;
import org.imprint.classifier.change.Change;
import org.imprint.classifier.change.HistoryEntry;

/**
 * What became of a change that was asked for, itself and no other's.
 *
 * @param examples how many it was of; 0 if nothing changed, 1 where it is not of examples
 * @param entry what the history tells of it: the change that was made, taken back, or made again; empty if it tells nothing
 * @param revision of the classifier with the change
 */
public record Outcome(int examples, Optional<HistoryEntry> entry, long revision) {

    /** Returns what was done as a sentence; {@code nothing changed} if nothing was. */
    public String sentence() {
        return entry.map(HistoryEntry::change).map(Change::sentence).orElse("nothing changed");
    }
}
