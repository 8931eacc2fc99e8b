package org.imprint.vision.checkpoint.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;
import org.imprint.vision.checkpoint.base.DType;

/**
 * The header of a safetensors file, checked against the size of what follows it.
 *
 * <p>Rules of the reference implementation (safetensors 0.8), and duplicate names are refused as its README asks.
 */
public final class TensorHeader {

    /** The longest header in bytes. */
    public static final int MAX_BYTES = 100_000_000;

    private static final int MAX_RANK = 32;
    private static final int MAX_NESTING = 4;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(MAX_BYTES)
                    .build())
            .build();

    private final String file;
    private final long bufferSize;
    private final Map<String, TensorEntry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private TensorHeader(String file, long bufferSize) {
        this.file = file;
        this.bufferSize = bufferSize;
    }

    /**
     * Returns the length of a header if a file can have one of this length.
     *
     * @param file begins the message
     * @param length the first 8 bytes of the file
     * @param fileSize bytes of the whole file
     * @throws CheckpointException if it is beyond the limit or the end of the file
     */
    public static int checkedLength(String file, long length, long fileSize) {
        if (length < 0 || length > MAX_BYTES) {
            throw new CheckpointException(
                    file,
                    Reason.LIMIT,
                    "safetensors header must have at most " + MAX_BYTES + " bytes, was "
                            + Long.toUnsignedString(length));
        }
        if (length > fileSize - Long.BYTES) {
            throw new CheckpointException(
                    file,
                    Reason.TRUNCATED,
                    "ends at byte " + fileSize + ", but " + length + " bytes are needed at byte " + Long.BYTES);
        }
        return (int) length;
    }

    /**
     * Reads a header.
     *
     * @param file begins the message
     * @param header JSON
     * @param bufferSize bytes that follow it
     * @throws CheckpointException if it breaks any rule
     */
    public static TensorHeader parse(String file, String header, long bufferSize) {
        TensorHeader reader = new TensorHeader(file, bufferSize);
        try (JsonParser json = JSON.createParser(header)) {
            reader.header(json);
        } catch (StreamConstraintsException e) {
            throw new CheckpointException(
                    file,
                    Reason.LIMIT,
                    "safetensors header must nest at most " + MAX_NESTING
                            + " levels, with names and numbers of sane length, but is beyond that",
                    e);
        } catch (JsonProcessingException e) {
            throw new CheckpointException(
                    file,
                    Reason.BAD_JSON,
                    "safetensors header must be JSON, but is not: " + e.getOriginalMessage() + " (character "
                            + e.getLocation().getCharOffset() + ")",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
        reader.requireTiling();
        return reader;
    }

    private void header(JsonParser json) throws IOException {
        expectNext(json, JsonToken.START_OBJECT, "header");
        boolean hasMetadata = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (name.equals("__metadata__")) {
                if (hasMetadata) {
                    throw refuse(Reason.DUPLICATE_KEY, "__metadata__ must appear once");
                }
                hasMetadata = true;
                metadata(json);
            } else {
                TensorEntry entry = entry(json, name);
                if (entries.put(name, entry) != null) {
                    throw refuse(Reason.DUPLICATE_KEY, "tensor " + name + " must appear once");
                }
            }
        }
        if (json.nextToken() != null) {
            throw refuse(Reason.BAD_JSON, "safetensors header must be one JSON object, but more follows");
        }
    }

    private void metadata(JsonParser json) throws IOException {
        expectNext(json, JsonToken.START_OBJECT, "__metadata__");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            expectNext(json, JsonToken.VALUE_STRING, "__metadata__." + key);
            if (metadata.put(key, json.getText()) != null) {
                throw refuse(Reason.DUPLICATE_KEY, "__metadata__." + key + " must appear once");
            }
        }
    }

    private TensorEntry entry(JsonParser json, String name) throws IOException {
        expectNext(json, JsonToken.START_OBJECT, name);
        String dtype = null;
        List<BigInteger> shape = null;
        List<BigInteger> offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            switch (field) {
                case "dtype" -> {
                    expectNext(json, JsonToken.VALUE_STRING, name + ".dtype");
                    unique(dtype, name, field);
                    dtype = json.getText();
                }
                case "shape" -> {
                    unique(shape, name, field);
                    shape = integers(json, name + ".shape");
                }
                case "data_offsets" -> {
                    unique(offsets, name, field);
                    offsets = integers(json, name + ".data_offsets");
                }
                default ->
                    throw refuse(
                            Reason.BAD_JSON,
                            name + " must have the fields dtype, shape and data_offsets only, was " + field);
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw refuse(
                    Reason.BAD_JSON, "tensor " + name + " must have dtype, shape and two data_offsets, but lacks some");
        }
        return checked(name, type(name, dtype), shape, offsets);
    }

    private void unique(Object before, String name, String field) {
        if (before != null) {
            throw refuse(Reason.DUPLICATE_KEY, name + "." + field + " must appear once");
        }
    }

    private DType type(String name, String dtype) {
        return DType.ofSafetensors(dtype)
                .orElseThrow(() -> refuse(
                        Reason.UNSUPPORTED_DTYPE,
                        name + ".dtype must be one of F32 F64 F16 BF16 I64 I32 I16 I8 U8 BOOL, was " + dtype));
    }

    private List<BigInteger> integers(JsonParser json, String what) throws IOException {
        expectNext(json, JsonToken.START_ARRAY, what);
        List<BigInteger> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, JsonToken.VALUE_NUMBER_INT, what);
            BigInteger value = json.getBigIntegerValue();
            if (value.signum() < 0) {
                throw refuse(Reason.NEGATIVE_SIZE, what + " must not have numbers below 0, was " + value);
            }
            if (values.size() == MAX_RANK) {
                throw refuse(Reason.LIMIT, what + " must have at most " + MAX_RANK + " numbers, but has more");
            }
            values.add(value);
        }
        return values;
    }

    private TensorEntry checked(String name, DType dtype, List<BigInteger> shape, List<BigInteger> offsets) {
        if (offsets.get(0).compareTo(offsets.get(1)) > 0) {
            throw refuse(
                    Reason.NEGATIVE_SIZE,
                    name + ".data_offsets must be [begin, end) with begin <= end, was " + offsets);
        }
        if (offsets.get(1).compareTo(BigInteger.valueOf(bufferSize)) > 0) {
            throw refuse(
                    Reason.OUT_OF_BOUNDS, name + ".data_offsets must lie in [0, " + bufferSize + "], was " + offsets);
        }
        BigInteger bytes = BigInteger.ONE;
        for (BigInteger size : shape) {
            bytes = inLong(name, bytes.multiply(size));
        }
        bytes = inLong(name, bytes.multiply(BigInteger.valueOf(dtype.size())));
        BigInteger range = offsets.get(1).subtract(offsets.get(0));
        if (!bytes.equals(range)) {
            throw refuse(
                    Reason.SIZE_MISMATCH,
                    name + " has " + dtype.wireName() + shape + ", that is " + bytes
                            + " bytes, but its data_offsets span " + range);
        }
        List<Long> sizes = new ArrayList<>();
        for (BigInteger size : shape) {
            sizes.add(inLong(name, size).longValue());
        }
        return new TensorEntry(
                name, dtype, sizes, offsets.get(0).longValue(), offsets.get(1).longValue());
    }

    private BigInteger inLong(String name, BigInteger product) {
        if (product.bitLength() > 63) {
            throw refuse(Reason.OVERFLOW, name + ".shape must have fewer than 2^63 elements");
        }
        return product;
    }

    private void requireTiling() {
        List<TensorEntry> byOffset = new ArrayList<>(entries.values());
        byOffset.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        long covered = 0;
        for (TensorEntry entry : byOffset) {
            if (entry.begin() != covered) {
                throw refuse(
                        entry.begin() < covered ? Reason.OVERLAP : Reason.HOLE,
                        entry.name() + " must begin at byte " + covered
                                + " of the buffer, where the tensor before it ends, was " + entry.begin());
            }
            covered = entry.end();
        }
        if (covered != bufferSize) {
            throw refuse(
                    Reason.SIZE_MISMATCH,
                    "tensors must cover the whole buffer of " + bufferSize + " bytes, but end at byte " + covered);
        }
    }

    /** Returns the tensors in the order of the header, unmodifiable. */
    public Map<String, TensorEntry> tensors() {
        return Collections.unmodifiableMap(entries);
    }

    /** Returns the free texts, in the order of the header, unmodifiable. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    private CheckpointException refuse(Reason reason, String sentence) {
        return new CheckpointException(file, reason, sentence);
    }

    private void expectNext(JsonParser json, JsonToken wanted, String what) throws IOException {
        json.nextToken();
        expect(json, wanted, what);
    }

    private void expect(JsonParser json, JsonToken wanted, String what) throws IOException {
        JsonToken actual = json.currentToken();
        if (actual != wanted) {
            // Nesting beyond all measure is the better explanation, if it is one.
            json.skipChildren();
            throw refuse(
                    Reason.BAD_JSON,
                    "safetensors header: " + what + " must be " + words(wanted) + ", was " + words(actual));
        }
    }

    private static String words(JsonToken token) {
        return token == null
                ? "nothing"
                : token.name()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("^(value|start)_", "")
                        .replace('_', ' ');
    }
}
