package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.imprint.core.Checks;

/** What a cluster accepts, checked before it is asked. */
final class Legal {

    private static final String PART = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern LABEL = Pattern.compile(PART);
    private static final Pattern NAME = Pattern.compile(PART + "(\\." + PART + ")*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");

    private Legal() {}

    /** Throws unless a name is one that objects may have. */
    static void name(String what, String name) {
        Checks.require(
                name.length() <= 253 && NAME.matcher(name).matches(),
                what + " must be letters of a to z, digits, '-' and '.', at most 253",
                "'" + name + "'");
    }

    /** Throws unless a name is one that a namespace may have. */
    static void namespace(String name) {
        label("namespace", name);
    }

    /** Throws unless a name is one that a part of a host's name may have. */
    static void label(String what, String name) {
        Checks.require(
                name.length() <= 63 && LABEL.matcher(name).matches(),
                what + " must be letters of a to z, digits and '-', at most 63",
                "'" + name + "'");
    }

    /** Throws unless a text is the key of a label or taint: a name, with or without {@code DOMAIN/} before it. */
    static void key(String what, String key) {
        int slash = key.indexOf('/');
        boolean domain = slash < 0
                || slash <= 253 && NAME.matcher(key.substring(0, slash)).matches();
        Checks.require(
                domain && isWord(key.substring(slash + 1)),
                what + " must be letters, digits, '-', '_' and '.', at most 63, after DOMAIN/ if there is one",
                "'" + key + "'");
    }

    /** Throws unless a text is the value of a label or taint; it may be empty. */
    static void value(String what, String value) {
        Checks.require(
                value.isEmpty() || isWord(value),
                what + " must be letters, digits, '-', '_' and '.', at most 63",
                "'" + value + "'");
    }

    /** Throws unless a text is an amount of whole bytes; {@code 200m} would be a fifth of one. */
    static void bytes(String what, String text) {
        quantity(what, text);
        Checks.require(
                new Quantity(text)
                                .getNumericalAmount()
                                .remainder(BigDecimal.ONE)
                                .signum()
                        == 0,
                what + " must be whole bytes, such as 200M or 4Gi",
                "'" + text + "'");
    }

    private static boolean isWord(String text) {
        return text.length() <= 63 && WORD.matcher(text).matches();
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
