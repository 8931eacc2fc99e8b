package org.imprint.lab.store;

import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.norm.RowNormalization;

/** Normalisations by their wire names. */
public final class NormNames {

    private static final RowNormalization NONE = new NoNorm();
    private static final RowNormalization L2 = new L2Norm();
    private static final Normalization QUANTILE = new QuantileNorm();

    private NormNames() {}

    /** Returns the normalisation of single rows with that name, for NORMpre and NORMinf. */
    public static RowNormalization ofRows(String name) {
        if (name.equals(NONE.wireName())) {
            return NONE;
        }
        if (name.equals(L2.wireName())) {
            return L2;
        }
        throw new IllegalArgumentException(
                "normalisation of rows must be one of " + NONE.wireName() + ", " + L2.wireName() + ", was " + name);
    }

    /** Returns the normalisation of proxies with that name, for NORMpost. */
    public static Normalization of(String name) {
        return name.equals(QUANTILE.wireName()) ? QUANTILE : ofRows(name);
    }
}
