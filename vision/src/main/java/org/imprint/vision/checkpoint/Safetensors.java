package org.imprint.vision.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imprint.vision.checkpoint.CheckpointException.Reason;

/**
 * Reads safetensors: u64 header length n, n bytes of JSON, then one buffer that the tensors tile without overlap, hole or rest.
 *
 * <p>Rules of the reference implementation (safetensors 0.8), and duplicate names are refused as its README asks.
 */
final class Safetensors {

    private static final long MAX_HEADER = 100_000_000;
    private static final int MAX_RANK = 32;
    private static final int MAX_NESTING = 4;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build();

    private final FileBytes file;
    private final long bufferStart;
    private final long bufferSize;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Safetensors(FileBytes file, long headerLength) {
        this.file = file;
        this.bufferStart = 8 + headerLength;
        this.bufferSize = file.size() - bufferStart;
    }

    static StateDict read(FileBytes file) {
        long n = file.i64(0);
        if (n < 0 || n > MAX_HEADER) {
            throw file.refuse(
                    Reason.LIMIT,
                    "safetensors header must have at most " + MAX_HEADER + " bytes, was " + Long.toUnsignedString(n));
        }
        String header = file.utf8(8, n, Reason.BAD_JSON, "safetensors header");
        Safetensors reader = new Safetensors(file, n);
        try (JsonParser json = JSON.createParser(header)) {
            reader.header(json);
        } catch (StreamConstraintsException e) {
            throw new CheckpointException(
                    file.name(),
                    Reason.LIMIT,
                    "safetensors header must nest at most " + MAX_NESTING
                            + " levels, with names and numbers of sane length, but is beyond that",
                    e);
        } catch (JsonProcessingException e) {
            throw new CheckpointException(
                    file.name(),
                    Reason.BAD_JSON,
                    "safetensors header must be JSON, but is not: " + e.getOriginalMessage() + " (character "
                            + e.getLocation().getCharOffset() + ")",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
        return reader.stateDict();
    }

    private void header(JsonParser json) throws IOException {
        expectNext(json, JsonToken.START_OBJECT, "header");
        boolean metadata = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (name.equals("__metadata__")) {
                if (metadata) {
                    throw file.refuse(Reason.DUPLICATE_KEY, "__metadata__ must appear once");
                }
                metadata = true;
                metadata(json);
            } else {
                Entry entry = entry(json, name);
                if (entries.put(name, entry) != null) {
                    throw file.refuse(Reason.DUPLICATE_KEY, "tensor " + name + " must appear once");
                }
            }
        }
        if (json.nextToken() != null) {
            throw file.refuse(Reason.BAD_JSON, "safetensors header must be one JSON object, but more follows");
        }
    }

    private void metadata(JsonParser json) throws IOException {
        expectNext(json, JsonToken.START_OBJECT, "__metadata__");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            expectNext(json, JsonToken.VALUE_STRING, "__metadata__." + json.currentName());
        }
    }

    private Entry entry(JsonParser json, String name) throws IOException {
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
                    throw file.refuse(
                            Reason.BAD_JSON,
                            name + " must have the fields dtype, shape and data_offsets only, was " + field);
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw file.refuse(
                    Reason.BAD_JSON, "tensor " + name + " must have dtype, shape and two data_offsets, but lacks some");
        }
        return checked(name, type(name, dtype), shape, offsets);
    }

    private void unique(Object before, String name, String field) {
        if (before != null) {
            throw file.refuse(Reason.DUPLICATE_KEY, name + "." + field + " must appear once");
        }
    }

    private DType type(String name, String dtype) {
        return DType.ofSafetensors(dtype)
                .orElseThrow(() -> file.refuse(
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
                throw file.refuse(Reason.NEGATIVE_SIZE, what + " must not have numbers below 0, was " + value);
            }
            if (values.size() == MAX_RANK) {
                throw file.refuse(Reason.LIMIT, what + " must have at most " + MAX_RANK + " numbers, but has more");
            }
            values.add(value);
        }
        return values;
    }

    private Entry checked(String name, DType dtype, List<BigInteger> shape, List<BigInteger> offsets) {
        if (offsets.get(0).compareTo(offsets.get(1)) > 0) {
            throw file.refuse(
                    Reason.NEGATIVE_SIZE,
                    name + ".data_offsets must be [begin, end) with begin <= end, was " + offsets);
        }
        if (offsets.get(1).compareTo(BigInteger.valueOf(bufferSize)) > 0) {
            throw file.refuse(
                    Reason.OUT_OF_BOUNDS, name + ".data_offsets must lie in [0, " + bufferSize + "], was " + offsets);
        }
        BigInteger bytes = BigInteger.ONE;
        for (BigInteger size : shape) {
            bytes = inLong(name, bytes.multiply(size));
        }
        bytes = inLong(name, bytes.multiply(BigInteger.valueOf(dtype.size())));
        BigInteger range = offsets.get(1).subtract(offsets.get(0));
        if (!bytes.equals(range)) {
            throw file.refuse(
                    Reason.SIZE_MISMATCH,
                    name + " has " + dtype.wireName() + shape + ", that is " + bytes
                            + " bytes, but its data_offsets span " + range);
        }
        long[] sizes = new long[shape.size()];
        for (int i = 0; i < sizes.length; i++) {
            inLong(name, shape.get(i));
            sizes[i] = shape.get(i).longValue();
        }
        return new Entry(
                name, dtype, sizes, offsets.get(0).longValue(), offsets.get(1).longValue());
    }

    private BigInteger inLong(String name, BigInteger product) {
        if (product.bitLength() > 63) {
            throw file.refuse(Reason.OVERFLOW, name + ".shape must have fewer than 2^63 elements");
        }
        return product;
    }

    private StateDict stateDict() {
        List<Entry> byOffset = new ArrayList<>(entries.values());
        byOffset.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long covered = 0;
        for (Entry entry : byOffset) {
            if (entry.begin() != covered) {
                throw file.refuse(
                        entry.begin() < covered ? Reason.OVERLAP : Reason.HOLE,
                        entry.name() + " must begin at byte " + covered
                                + " of the buffer, where the tensor before it ends, was " + entry.begin());
            }
            covered = entry.end();
        }
        if (covered != bufferSize) {
            throw file.refuse(
                    Reason.SIZE_MISMATCH,
                    "tensors must cover the whole buffer of " + bufferSize + " bytes, but end at byte " + covered);
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        entries.forEach((name, e) -> tensors.put(
                name,
                new Tensor(
                        e.dtype(),
                        e.shape(),
                        TorchTensors.rowMajor(e.shape()),
                        0,
                        file.slice(bufferStart + e.begin(), e.end() - e.begin()))));
        return new StateDict(file.name(), CheckpointFormat.SAFETENSORS, List.of(), tensors);
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
            throw file.refuse(
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

    private record Entry(String name, DType dtype, long[] shape, long begin, long end) {}
}
