package org.imprint.vision.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.store.hdf5.Hdf5Reader;
import org.imprint.vision.store.hdf5.NativeFile;

/** Provenance as it lies in the attributes of a file. */
final class WireProvenance {

    private WireProvenance() {}

    static void write(Provenance provenance, NativeFile out) {
        out.createNumber(WireNames.SCHEMA, WireNames.SCHEMA_VERSION);
        out.createText(WireNames.BACKBONE, provenance.backbone());
        out.createText(WireNames.BACKBONE_SHA256, provenance.backboneSha256());
        out.createText(WireNames.PREPROCESSING, provenance.preprocessing());
        provenance.lambda().ifPresent(l -> out.createReal(WireNames.LAMBDA, l));
        out.createText(WireNames.DATA_SET, provenance.dataSet());
        out.createText(WireNames.SOURCE, provenance.source());
        out.createText(WireNames.SPLIT, provenance.split());
        out.createNumber(WireNames.BATCH, provenance.batch());
        out.createText(WireNames.LIBRARIES, json(provenance.libraries()));
    }

    /** Writes how much was not embedded, by reason: {@code {".txt": 60, "unreadable": 2}}. */
    static void writeLeftOut(LeftOut leftOut, NativeFile out) {
        out.createText(WireNames.LEFT_OUT, json(leftOut.counts()));
    }

    private static String json(Map<String, ?> map) {
        try {
            return new ObjectMapper().writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }

    /** Returns the provenance, or nothing if the file was not written by us. */
    static Optional<Provenance> read(Hdf5Reader in) {
        if (!isOurs(in)) {
            return Optional.empty();
        }
        long batch = in.number(WireNames.BATCH).orElse(0L);
        if (batch < 1 || batch > Provenance.MAX_BATCH) {
            throw new DataException(in.path() + ": attribute " + WireNames.BATCH + " must be in [1, "
                    + Provenance.MAX_BATCH + "], was " + batch);
        }
        return Optional.of(new Provenance(
                text(in, WireNames.BACKBONE),
                text(in, WireNames.BACKBONE_SHA256),
                text(in, WireNames.PREPROCESSING),
                lambda(in),
                text(in, WireNames.DATA_SET),
                text(in, WireNames.SOURCE),
                text(in, WireNames.SPLIT),
                (int) batch,
                libraries(in)));
    }

    /** Returns whether we wrote the file. */
    static boolean isOurs(Hdf5Reader in) {
        Optional<Long> schema = in.number(WireNames.SCHEMA);
        if (schema.isPresent() && schema.get() != WireNames.SCHEMA_VERSION) {
            throw new DataException(in.path() + ": " + WireNames.SCHEMA + " must be " + WireNames.SCHEMA_VERSION
                    + ", was " + schema.get() + "; a newer version may have written the file");
        }
        return schema.isPresent();
    }

    private static String text(Hdf5Reader in, String name) {
        return in.text(name).orElseThrow(() -> new DataException(in.path() + ": attribute " + name + " is missing"));
    }

    /** Returns the λ that one of our files states. */
    static OptionalDouble lambda(Hdf5Reader in) {
        Optional<Double> lambda = in.real(WireNames.LAMBDA);
        if (lambda.isPresent() && !(lambda.get() > 0 && Double.isFinite(lambda.get()))) {
            throw new DataException(in.path() + ": attribute " + WireNames.LAMBDA + " must be a finite number > 0, was "
                    + lambda.get());
        }
        return lambda.isPresent() ? OptionalDouble.of(lambda.get()) : OptionalDouble.empty();
    }

    private static TreeMap<String, String> libraries(Hdf5Reader in) {
        String json = text(in, WireNames.LIBRARIES);
        try {
            return new ObjectMapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new DataException(
                    in.path() + ": attribute libraries must be a JSON object of strings, was " + json, e);
        }
    }
}
