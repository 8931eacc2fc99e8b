package org.imprint.app.option;

import java.nio.file.Path;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.source.ExclusionList;
import picocli.CommandLine.Option;

/** Images that are left out by their names, such as those that a look at the images found wanting. */
public final class ExcludeOption {

    @Option(
            names = "--exclude",
            paramLabel = "FILE",
            description =
                    "Leave out the images that FILE lists, one path below the folder of classes a line, as imprint doctor --fix writes it. "
                            + "A line that names no image is an error.")
    private Path file;

    /** Returns the source without the images that are listed; itself if no list was given. @throws DataException and closes the source if the list does not fit it */
    public SampleSource applyTo(SampleSource source) {
        if (file == null) {
            return source;
        }
        try {
            return ExclusionList.read(file).applyTo(source);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }
}
