package org.imprint.study.reproduce;

import java.nio.file.Path;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Session;
import org.imprint.lab.text.CsvForm;
import org.imprint.vision.ridge.RidgeRule;

/**
 * How a reproduction is done.
 *
 * @param out folder for everything it makes
 * @param semantics whose numbers
 * @param ridges which λ least squares takes
 * @param workers threads, in [1, 1024]
 * @param session the circumstances, for the store
 * @param csv how tables and numbers of figures are written as CSV
 */
public record ReproduceOptions(
        Path out, Semantics semantics, RidgeRule ridges, int workers, Session session, CsvForm csv) {

    /** Checks the number of threads. */
    public ReproduceOptions {
        Checks.inRange("workers", workers, 1, 1024);
    }

    /** Returns the folder of the result store. */
    public Path store() {
        return out.resolve("store");
    }
}
