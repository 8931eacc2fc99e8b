package org.imprint.lab.sweep.file;

import java.nio.file.Path;
import java.util.List;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.SweepException;

/**
 * A file that says which embeddings' neural collapse is measured, read.
 *
 * @param path the file
 * @param choices what is measured, each once, in order
 * @param run how
 */
public record CollapseFile(Path path, List<CollapseChoice> choices, RunSettings run) {

    /** Copies the list. */
    public CollapseFile {
        choices = List.copyOf(choices);
    }

    /**
     * Reads a file.
     *
     * @throws SweepException naming the file and everything that is wrong with it
     */
    public static CollapseFile read(Path path) {
        return parse(path, SweepFile.content(path));
    }

    /**
     * Reads the text of a file.
     *
     * @param path names the file in errors
     * @throws SweepException naming the file and everything that is wrong with it
     */
    public static CollapseFile parse(Path path, String content) {
        return CollapseReader.read(path, content);
    }
}
