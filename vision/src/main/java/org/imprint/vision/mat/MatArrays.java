package org.imprint.vision.mat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses array elements (miMATRIX): flags, dimensions, name, then what the class of the array asks for. */
final class MatArrays {

    private static final int MATRIX = 14;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_AXES = 32;
    private static final int MAX_ELEMENTS = 1 << 20;
    private static final int MAX_NUMBERS = 1 << 24;
    private static final int COMPLEX = 0x800;
    private static final int STRUCT = 2;
    private static final int CHAR = 4;
    private static final int FIRST_NUMBER = 6;
    private static final int UINT8_CLASS = 9;
    private static final int LAST_NUMBER = 15;

    private final Set<String> names;

    MatArrays(Set<String> names) {
        this.names = names;
    }

    /** What stands before the data of an array. */
    private record Head(int arrayClass, boolean complex, List<Integer> dims, String name) {

        long elements() {
            return dims.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        }
    }

    /** Reads a variable and keeps it if its name is wanted. */
    void variable(MatInput in, Map<String, MatValue> found) throws IOException {
        Head head = head(in);
        if (names.contains(head.name())) {
            found.put(head.name(), value(in, head));
        }
    }

    private Head head(MatInput in) throws IOException {
        ByteBuffer flags = in.little(in.tag());
        if (flags.remaining() < 4) {
            throw in.error("array flags must have 8 bytes, was " + flags.remaining());
        }
        int bits = flags.getInt();
        IntBuffer sizes = in.little(in.tag()).asIntBuffer();
        if (sizes.remaining() < 2 || sizes.remaining() > MAX_AXES) {
            throw in.error("array must have 2 to " + MAX_AXES + " axes, was " + sizes.remaining());
        }
        List<Integer> dims = new ArrayList<>();
        long product = 1;
        while (sizes.hasRemaining()) {
            int size = sizes.get();
            if (size < 0 || size > 0 && product > (1L << 40) / size) {
                throw in.error("array must have sizes ≥ 0 and at most 2^40 elements, was " + dims + " and " + size);
            }
            product *= size;
            dims.add(size);
        }
        String name = StandardCharsets.ISO_8859_1.decode(in.little(in.tag())).toString();
        return new Head(bits & 0xff, (bits & COMPLEX) != 0, List.copyOf(dims), name);
    }

    private MatValue value(MatInput in, Head head) throws IOException {
        int kind = head.arrayClass();
        if (head.complex()) {
            return new MatValue.Other("complex");
        }
        if (kind >= FIRST_NUMBER && kind <= LAST_NUMBER) {
            return numbers(in, head);
        }
        return switch (kind) {
            case CHAR -> text(in, head);
            case STRUCT -> structs(in, head);
            default -> new MatValue.Other("class " + kind);
        };
    }

    private static MatValue numbers(MatInput in, Head head) throws IOException {
        MatInput.Tag tag = in.tag();
        MatType type = type(in, tag, head);
        if (head.arrayClass() == UINT8_CLASS && type == MatType.UINT8) {
            return new MatValue.UnsignedBytes(head.dims(), in.content(tag));
        }
        if (head.elements() > MAX_NUMBERS) {
            throw in.error(head.name() + " must have at most " + MAX_NUMBERS + " numbers, was " + head.elements());
        }
        ByteBuffer bytes = ByteBuffer.wrap(in.content(tag).toArray()).order(ByteOrder.LITTLE_ENDIAN);
        List<Double> data = new ArrayList<>();
        while (bytes.hasRemaining()) {
            data.add(type.next(bytes));
        }
        return new MatValue.Numbers(head.dims(), List.copyOf(data));
    }

    /** Returns how the data is stored, having checked that it is as long as the dimensions say. */
    private static MatType type(MatInput in, MatInput.Tag tag, Head head) {
        MatType type = MatType.of(tag.type())
                .orElseThrow(() -> in.error(head.name() + " must hold numbers, was data of type " + tag.type()));
        if (tag.length() != head.elements() * type.bytes()) {
            throw in.error(head.name() + " of size " + head.dims() + " must have " + head.elements() * type.bytes()
                    + " bytes, was " + tag.length());
        }
        return type;
    }

    private static MatValue text(MatInput in, Head head) throws IOException {
        if (head.elements() == 0) {
            return new MatValue.Text("");
        }
        MatInput.Tag tag = in.tag();
        ByteBuffer bytes = in.little(tag);
        return new MatValue.Text(
                switch (MatType.of(tag.type()).orElse(MatType.DOUBLE)) {
                    case UTF8 -> StandardCharsets.UTF_8.decode(bytes).toString();
                    case INT8, UINT8 ->
                        StandardCharsets.ISO_8859_1.decode(bytes).toString();
                    case UINT16, UTF16 ->
                        StandardCharsets.UTF_16LE.decode(bytes).toString();
                    default -> throw in.error(head.name() + " must hold text, was data of type " + tag.type());
                });
    }

    private MatValue structs(MatInput in, Head head) throws IOException {
        ByteBuffer length = in.little(in.tag());
        int size = length.remaining() >= 4 ? length.getInt() : 0;
        ByteBuffer text = in.little(in.tag());
        if (size < 1 || text.remaining() % size != 0) {
            throw in.error("field names of a struct must have equal lengths ≥ 1, was " + size + " in "
                    + text.remaining() + " bytes");
        }
        List<String> fields = new ArrayList<>();
        byte[] field = new byte[size];
        while (text.hasRemaining()) {
            text.get(field);
            String padded = new String(field, StandardCharsets.ISO_8859_1);
            fields.add(padded.indexOf(0) < 0 ? padded : padded.substring(0, padded.indexOf(0)));
        }
        long count = Math.multiplyExact(head.elements(), (long) fields.size());
        if (count > MAX_ELEMENTS || in.depth() > MAX_DEPTH) {
            throw in.error("struct must have at most " + MAX_ELEMENTS + " values and " + MAX_DEPTH + " levels, was "
                    + count + " values on level " + in.depth());
        }
        List<MatValue> values = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            values.add(element(in));
        }
        return new MatValue.Structs(List.copyOf(fields), List.copyOf(values));
    }

    private MatValue element(MatInput in) throws IOException {
        MatInput.Tag tag = in.tag();
        if (tag.type() != MATRIX) {
            throw in.error("value of a struct must be an array, was data of type " + tag.type());
        }
        if (tag.length() == 0) {
            return new MatValue.Other("empty");
        }
        MatInput inner = in.within(tag);
        MatValue value = value(inner, head(inner));
        inner.skipRest();
        return value;
    }
}
