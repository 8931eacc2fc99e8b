package org.imprint.vision.dataset;

import java.nio.file.Path;

/** The folder that holds the data sets: the one given, or {@code $IMPRINT_DATA}, or {@code imprint-data} here. */
public final class DataSetRoot {

    private DataSetRoot() {}

    /** Returns the folder given, or the default if none was ({@code null}). */
    public static Path or(Path given) {
        if (given != null) {
            return given;
        }
        String environment = System.getenv("IMPRINT_DATA");
        return Path.of(environment == null ? "imprint-data" : environment);
    }
}
