package org.imprint.lab.store.record;

import org.imprint.core.collapse.CollapseMeasures;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.store.frame.ByteSink;
import org.imprint.lab.store.frame.ByteSource;

/** Measures of neural collapse as bytes. */
public final class CollapseCodec {

    private CollapseCodec() {}

    /** Appends measures. */
    public static void write(ByteSink out, CollapseResult result) {
        out.text(result.backbone());
        DefinitionCodec.texts(out, result.dataSets());
        out.text(result.split());
        DefinitionCodec.write(out, result.mapping());
        write(out, result.textbook());
        write(out, result.published());
        out.varint(result.rows());
        out.varint(result.classes());
    }

    /** Reads what {@link #write} wrote. */
    public static CollapseResult read(ByteSource in) {
        return new CollapseResult(
                in.text(),
                DefinitionCodec.texts(in),
                in.text(),
                DefinitionCodec.mapping(in),
                measures(in),
                measures(in),
                in.varint(),
                in.count());
    }

    private static void write(ByteSink out, CollapseMeasures measures) {
        out.f64(measures.nc1());
        out.f64(measures.vci());
        out.f64(measures.intraTrace());
        out.f64(measures.interTrace());
        out.varint(measures.intraRank());
        out.varint(measures.interRank());
    }

    private static CollapseMeasures measures(ByteSource in) {
        return new CollapseMeasures(in.f64(), in.f64(), in.f64(), in.f64(), in.count(), in.count());
    }
}
