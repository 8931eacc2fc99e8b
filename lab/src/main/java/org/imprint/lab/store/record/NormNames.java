package org.imprint.lab.store.record;

import org.imprint.core.ImprintException;
import org.imprint.core.norm.MissingNormalization;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.recipe.KnownMethods;

/** Normalisations by their wire names; those whose code is not at hand are read by their names. */
final class NormNames {

    private NormNames() {}

    /** Returns the normalisation of single rows with that name, for NORMpre and NORMinf. */
    static RowNormalization ofRows(String name) {
        if (of(name) instanceof RowNormalization rows) {
            return rows;
        }
        throw new ImprintException("normalisation of rows must not need all proxies, was " + name);
    }

    /** Returns the normalisation of proxies with that name, for NORMpost. */
    static Normalization of(String name) {
        return KnownMethods.get().normalization(name).orElseGet(() -> new MissingNormalization(name));
    }
}
