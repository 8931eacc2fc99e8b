package org.imprint.app.option;

import java.nio.file.Path;
import org.imprint.app.output.LeftOutReport;
import org.imprint.vision.data.DataException;
import org.imprint.vision.embed.BadImagesException;
import org.imprint.vision.embed.OnBadImage;
import picocli.CommandLine.Option;

/** What becomes of images that cannot be decoded. */
public final class BadImageOption {

    @Option(
            names = "--on-bad-image",
            paramLabel = "stop|skip",
            defaultValue = "stop",
            description = {
                "What to do about images that cannot be decoded: skip leaves them out and names them; stop goes through"
                        + " all, lists the bad ones and writes no file, but keeps the work for the next run."
                        + " Default: ${DEFAULT-VALUE}."
            })
    private OnBadImage choice;

    /** Returns the choice. */
    public OnBadImage choice() {
        return choice;
    }

    /**
     * Returns the error for people: every bad image in a file, and how to go on.
     *
     * @param names where to put the list
     */
    public static DataException stopped(BadImagesException e, Path names) {
        LeftOutReport.write(e.leftOut(), names);
        return new DataException(
                e.getMessage() + "\nAll of them are listed in " + names
                        + ". The others are done and kept: mend or remove the bad ones, or give --on-bad-image skip, and run"
                        + " again.",
                e);
    }
}
