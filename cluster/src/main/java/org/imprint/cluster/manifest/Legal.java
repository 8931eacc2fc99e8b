package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.regex.Pattern;
import org.imprint.core.Checks;

/** What a cluster accepts, checked before it is asked. */
final class Legal {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

    private Legal() {}

    /** Throws unless a name is one that objects may have. */
    static void name(String what, String name) {
        Checks.require(
                name.length() <= 253 && NAME.matcher(name).matches(),
                what + " must be letters of a to z, digits, '-' and '.', at most 253",
                "'" + name + "'");
    }

    /** Throws unless a text is an amount such as {@code 500m} or {@code 2Gi} above 0. */
    static String quantity(String what, String text) {
        boolean legal;
        try {
            legal = new Quantity(text).getNumericalAmount().signum() > 0;
        } catch (IllegalArgumentException | ArithmeticException e) {
            legal = false;
        }
        Checks.require(legal, what + " must be an amount above 0 such as 500m, 2 or 4Gi", "'" + text + "'");
        return text;
    }
}
