package org.imprint.core.eval;

import org.imprint.core.matrix.FloatMatrix;

/**
 * How the proxies of a class differ without one of its rows: those from {@code from} to {@code to}, exclusive, give way to others.
 *
 * @param by [r, d], r ≥ 0
 */
record Change(int from, int to, FloatMatrix by) {

    /** Returns how many give way. */
    int gone() {
        return to - from;
    }

    /** Returns the proxies after the change. @param proxies [k, d] before it */
    FloatMatrix applied(FloatMatrix proxies) {
        FloatMatrix after = FloatMatrix.zeros(proxies.rows() - gone() + by.rows(), proxies.cols());
        int d = proxies.cols();
        System.arraycopy(proxies.data(), proxies.offset(0), after.data(), 0, from * d);
        System.arraycopy(by.data(), by.offset(0), after.data(), from * d, by.rows() * d);
        System.arraycopy(
                proxies.data(), proxies.offset(to), after.data(), (from + by.rows()) * d, (proxies.rows() - to) * d);
        return after;
    }
}
