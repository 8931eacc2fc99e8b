package org.imprint.study.figure.axis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Fonts;

/** Round numbers on an axis, and how they are written. */
public final class Ticks {

    private static final double[] STEPS = {1, 2, 5, 10};
    private static final double[] LOG_STEPS = {1, 2, 5};
    private static final double CLOSE = 3;

    private Ticks() {}

    /** Returns a number without needless digits; from 10⁶ and below 10⁻⁴ with an exponent. */
    static String label(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(value, new MathContext(6)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= 1e6 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.3g", value).replaceAll("\\.?0+e", "e");
        }
        return exact.toPlainString().replace('-', '−');
    }

    /** Returns marks for a vertical stretch of {@code length} points. */
    public static List<Tick> vertical(Axis axis, Span span, double length) {
        double room = 2 * Canvas.SMALL;
        for (int wanted = Math.max(2, (int) (length / room)); wanted > 2; wanted--) {
            List<Tick> ticks = candidates(axis, span, wanted);
            if (thinned(ticks, span, length, room).size() == ticks.size()) {
                return ticks;
            }
        }
        return thinned(candidates(axis, span, 2), span, length, room);
    }

    /** Returns marks for a horizontal stretch of {@code length} points, so that labels do not touch. */
    public static List<Tick> horizontal(Axis axis, Span span, double length) {
        if (axis.scale() == Axis.Scale.NAMED) {
            return shortened(axis, length);
        }
        for (int wanted = Math.max(2, (int) (length / 22)); wanted > 2; wanted--) {
            List<Tick> ticks = candidates(axis, span, wanted);
            List<Tick> fitting = thinned(ticks, span, length, -1);
            if (fitting.size() == ticks.size()) {
                return fitting;
            }
            if (!axis.ticks().isEmpty()) {
                return span.log() ? fitting : everyNth(ticks, span, length);
            }
        }
        return thinned(candidates(axis, span, 2), span, length, -1);
    }

    private static List<Tick> candidates(Axis axis, Span span, int wanted) {
        if (axis.scale() == Axis.Scale.BARE) {
            return List.of();
        }
        if (!axis.ticks().isEmpty()) {
            return axis.ticks().stream().filter(t -> span.holds(t.value())).toList();
        }
        return span.log() ? logarithmic(span, wanted) : linear(span, wanted);
    }

    private static List<Tick> linear(Span span, int wanted) {
        double rough = (span.max() - span.min()) / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (double s : STEPS) {
            if (s * power >= rough * (1 - 1e-9)) {
                step = s * power;
                break;
            }
        }
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(span.min() / step - 1e-9); i * step <= span.max() + 1e-9 * step; i++) {
            ticks.add(new Tick(i * step, label(rounded(i * step))));
        }
        return ticks;
    }

    private static List<Tick> logarithmic(Span span, int wanted) {
        double decades = Math.log10(span.max() / span.min());
        int stride = Math.max(1, (int) Math.ceil(decades / wanted));
        List<Tick> fine = powers(span, 1, LOG_STEPS);
        List<Tick> coarse = powers(span, stride, new double[] {1});
        if (fine.size() > 1 && (fine.size() <= wanted || coarse.size() < 2)) {
            return fine;
        }
        return coarse.size() > 1 ? coarse : linear(span, wanted);
    }

    private static List<Tick> powers(Span span, int stride, double[] steps) {
        List<Tick> ticks = new ArrayList<>();
        int last = (int) Math.ceil(Math.log10(span.max()));
        for (int power = (int) Math.floor(Math.log10(span.min())); power <= last; power++) {
            for (double step : steps) {
                double value = rounded(step * Math.pow(10, power));
                if (Math.floorMod(power, stride) == 0 && span.holds(value)) {
                    ticks.add(new Tick(value, label(value)));
                }
            }
        }
        return ticks;
    }

    /** Keeps ticks from the first on whose labels have room; {@code height} &lt; 0 measures widths. */
    private static List<Tick> thinned(List<Tick> ticks, Span span, double length, double height) {
        List<Tick> kept = new ArrayList<>();
        double end = Double.NEGATIVE_INFINITY;
        for (Tick tick : ticks) {
            double half = (height < 0 ? Fonts.width(tick.label(), Canvas.SMALL) + CLOSE : height) / 2;
            double at = length * span.fraction(tick.value());
            if (at - half >= end - 1e-9) {
                kept.add(tick);
                end = at + half;
            }
        }
        return kept;
    }

    /** Keeps every second, third, … tick, so that steps stay equal. */
    private static List<Tick> everyNth(List<Tick> ticks, Span span, double length) {
        for (int n = 2; n < ticks.size(); n++) {
            int stride = n;
            List<Tick> some = IntStream.range(0, ticks.size())
                    .filter(i -> i % stride == 0)
                    .mapToObj(ticks::get)
                    .toList();
            if (thinned(some, span, length, -1).size() == some.size()) {
                return some;
            }
        }
        return ticks.subList(0, 1);
    }

    /** Shortens names to the room between two of them. */
    private static List<Tick> shortened(Axis axis, double length) {
        double room = length / axis.ticks().size() - CLOSE;
        return axis.ticks().stream()
                .map(tick -> new Tick(tick.value(), Fonts.fit(tick.label(), room, Canvas.SMALL)))
                .toList();
    }

    private static double rounded(double value) {
        return value == 0 ? 0 : new BigDecimal(value, new MathContext(10)).doubleValue();
    }
}
