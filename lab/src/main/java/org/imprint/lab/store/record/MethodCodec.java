package org.imprint.lab.store.record;

import java.util.Optional;
import java.util.OptionalInt;
import org.imprint.core.agg.Weighting;
import org.imprint.core.presample.Band;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.store.frame.ByteSink;
import org.imprint.lab.store.frame.ByteSource;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WireAggregation;
import org.imprint.lab.sweep.WireGenerator;
import org.imprint.lab.sweep.WirePresampling;

/** Methods as bytes. Choices are written by their wire names, which outlive the order of constants. */
public final class MethodCodec {

    private static final int BAND = 1;
    private static final int SHOTS = 2;

    private MethodCodec() {}

    /** Appends a method. */
    public static void write(ByteSink out, Method method) {
        out.text(method.pre().wireName());
        out.text(method.post().wireName());
        out.text(method.inf().wireName());
        WirePresampling rows = WirePresampling.of(method.presampling());
        boolean shots = rows.fewShot() != WirePresampling.EVERY_ROW;
        out.u8((rows.hasBand() ? BAND : 0) | (shots ? SHOTS : 0));
        if (rows.hasBand()) {
            write(out, rows.low());
            write(out, rows.high());
        }
        if (shots) {
            out.varint(rows.fewShot());
        }
        WireGenerator generator = WireGenerator.of(method.generator());
        out.text(generator.name());
        out.zigzag(generator.k());
        WireAggregation aggregation = WireAggregation.of(method.aggregation());
        out.text(aggregation.method());
        out.text(aggregation.distance());
        out.text(aggregation.weighting().wireName());
        out.zigzag(aggregation.m());
    }

    /** Reads a method; parts whose code is not at hand are read by their names. */
    static Method method(ByteSource in) {
        return new Method(
                NormNames.ofRows(in.text()),
                NormNames.of(in.text()),
                NormNames.ofRows(in.text()),
                presampling(in),
                new WireGenerator(in.text(), Math.toIntExact(in.zigzag())).generator(),
                new WireAggregation(in.text(), in.text(), Weighting.of(in.text()), Math.toIntExact(in.zigzag()))
                        .aggregation());
    }

    private static Presampling presampling(ByteSource in) {
        int parts = in.u8();
        Optional<Band> band =
                (parts & BAND) == 0 ? Optional.empty() : Optional.of(WirePresampling.band(number(in), number(in)));
        return Presampling.of(band, (parts & SHOTS) == 0 ? OptionalInt.empty() : OptionalInt.of(in.count()));
    }

    /** Published ids tell 0 from 0.0, so the type is kept. */
    private static void write(ByteSink out, Number number) {
        out.u8(number instanceof Long ? 1 : 0);
        if (number instanceof Long integer) {
            out.zigzag(integer);
        } else {
            out.f64(number.doubleValue());
        }
    }

    private static Number number(ByteSource in) {
        if (in.u8() == 1) {
            return in.zigzag();
        }
        return in.f64();
    }
}
