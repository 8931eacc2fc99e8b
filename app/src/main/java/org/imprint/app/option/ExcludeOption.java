package org.imprint.app.option;

import java.nio.file.Path;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.source.ExclusionList;
import picocli.CommandLine.Option;

/** Images that are left out by their names, such as those that a look at the images found wanting. */
public final class ExcludeOption {

    @Option(
            names = "--exclude",
            paramLabel = "FILE",
            description =
                    "Of a folder of images leave out those that FILE lists, one path below the folder of classes a line, as imprint doctor --fix writes it. "
                            + "A line that names no image is an error.")
    private Path file;

    /** Returns the list, read anew; empty if none was given. @throws DataException if it cannot be read */
    public Optional<ExclusionList> list() {
        return Optional.ofNullable(file).map(ExclusionList::read);
    }

    /** Refuses a list where there are no images to leave out. @throws org.imprint.core.ImprintException naming what was given */
    public void requireNoneWith(Path other) {
        Checks.require(file == null, "--exclude must go with images", "given with " + other);
    }

    /** Returns a source without the images of a list; itself if there is no list. @throws DataException and closes the source if the list does not fit it */
    public static SampleSource without(Optional<ExclusionList> list, SampleSource source) {
        try {
            return list.map(l -> l.applyTo(source)).orElse(source);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }
}
