package org.imprint.classifier.file;

import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.core.Checks;
import org.imprint.core.Named;
import org.imprint.core.proxycount.LeftOutGain;
import org.imprint.core.proxycount.ProxyCount;

/**
 * Why a class has as many proxies as it has, as the file has it.
 *
 * @param tried what was held against one proxy
 * @param gain what that brings, three numbers: nats, their standard error, points of per cent; missing if nothing was tried
 * @param collapse missing if class means coincide, or nobody looked
 * @param silhouette missing if there is none
 */
record CountPart(int k, String ground, int tried, double[] gain, Double collapse, Double silhouette) {

    private static final LeftOutGain NOTHING = new LeftOutGain(0, 0, 0);

    /** Returns the part of a count; null where the recipe says k. */
    static CountPart of(Optional<ProxyCount> count) {
        return count.map(c -> new CountPart(
                        c.k(),
                        c.ground().wireName(),
                        c.tried(),
                        c.gain().equals(NOTHING)
                                ? null
                                : new double[] {
                                    c.gain().nats(), c.gain().error(), c.gain().points()
                                },
                        Double.isFinite(c.collapse()) ? (Double) c.collapse() : null,
                        c.silhouette().isPresent() ? (Double) c.silhouette().getAsDouble() : null))
                .orElse(null);
    }

    /** Returns the count. @param part null where the recipe says k */
    static Optional<ProxyCount> count(CountPart part) {
        return Optional.ofNullable(part)
                .map(p -> new ProxyCount(
                        p.k(),
                        Named.find(
                                "chosen.ground",
                                ProxyCount.Ground.class,
                                StrictJson.present("chosen.ground", p.ground())),
                        p.tried(),
                        gain(p.gain()),
                        p.collapse() == null ? Double.POSITIVE_INFINITY : p.collapse(),
                        p.silhouette() == null ? OptionalDouble.empty() : OptionalDouble.of(p.silhouette())));
    }

    private static LeftOutGain gain(double[] numbers) {
        if (numbers == null) {
            return NOTHING;
        }
        Checks.require(numbers.length == 3, "chosen.gain must be three numbers", numbers.length);
        return new LeftOutGain(numbers[0], numbers[1], numbers[2]);
    }
}
