package org.imprint.core.proxycount;

import org.imprint.core.text.Digits;

/**
 * What more proxies of one class bring over a single one, on rows left out, all other classes as they are.
 *
 * @param nats by how much Σ ln p of the true class rises, summed over the rows asked
 * @param error the standard error of that sum, from the rows' differences
 * @param points by how much the share of right answers rises, in points of per cent
 */
public record LeftOutGain(double nats, double error, double points) {

    /** Nothing, as of a class that is not asked for. */
    static final LeftOutGain NONE = new LeftOutGain(0, 0, 0);

    static LeftOutGain of(Worth more, Worth one) {
        return new LeftOutGain(more.over(one), more.error(one), more.points(one));
    }

    /** Returns it for people, such as {@code +2.1 points, log-likelihood +31.2 ± 8.0}. */
    String words() {
        return signed(points) + " points, log-likelihood " + signed(nats) + " ± " + Digits.fixed(error, 1);
    }

    private static String signed(double x) {
        String text = Digits.fixed(x, 1);
        return x > 0 ? "+" + text : text;
    }
}
