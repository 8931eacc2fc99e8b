package org.imprint.core.search;

/**
 * How far the float keys of one block of proxies can be from the truth.
 *
 * <p>It follows from |fl⟨q, w⟩ − ⟨q, w⟩| ≤ γ_d ‖q‖ ‖w‖, γ_d = d·u / (1 − d·u), u = 2⁻²⁴, which holds for every order of summation,
 * fused or not (N. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., 3.1).
 */
record KeyError(ProductForm form, int d, double longest, double scale) {

    private static final double ROUNDOFF = 0x1p-24;
    /** Beyond this a float product could overflow, so nothing is said about its value. */
    private static final double HUGE = 1e37;

    static KeyError of(ProductForm form, ProxyBlock block) {
        return new KeyError(form, block.rows().cols(), block.longest(), block.largestScale());
    }

    /** Returns the bound for a query of that norm; infinite where nothing can be said. */
    double at(double length) {
        if (!(length * longest < HUGE && longest * longest < HUGE && scale < HUGE)) {
            return Double.POSITIVE_INFINITY;
        }
        double product = form.largestTerm(length, longest);
        double offset = form.offset(longest);
        // d + 8 instead of d: the roundings of scale, offset and their difference, with room to spare
        double rounding = ((d + 8) * product + 4 * offset) * ROUNDOFF / (1 - (d + 8) * ROUNDOFF);
        double underflow = (d + 8) * scale * Float.MIN_NORMAL;
        // the double arithmetic of distances and of keys made from them
        double exact = (d + 8) * 0x1p-51 * (product + form.keyTerm(length) + offset);
        return rounding + underflow + exact;
    }
}
