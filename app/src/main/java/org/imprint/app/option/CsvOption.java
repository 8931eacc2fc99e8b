package org.imprint.app.option;

import org.imprint.lab.text.CsvForm;
import picocli.CommandLine.Option;

/** How CSV is written. */
public final class CsvOption {

    @Option(
            names = "--csv-safe",
            description = {
                "Put an apostrophe before text in CSV that a spreadsheet would run: what begins with =, +, -, @, a tab or",
                "a line break and is no number."
            })
    private boolean safe;

    /** Returns whether it was given. */
    public boolean isAsked() {
        return safe;
    }

    /** Returns the form that was asked for. */
    public CsvForm form() {
        return CsvForm.of(safe);
    }
}
