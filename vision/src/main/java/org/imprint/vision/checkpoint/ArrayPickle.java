package org.imprint.vision.checkpoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;

/**
 * A pickled dictionary of lists of whole numbers and NumPy arrays of bytes, as Python 2 wrote CIFAR-10's batches.
 *
 * <p>Nothing is executed: three names of NumPy are known ({@code _reconstruct}, {@code ndarray}, {@code dtype}), each of which stands for
 * a value here; any other name is refused. Arrays are views of the bytes given. Immutable but for these.
 */
public final class ArrayPickle {

    private final Map<Object, Object> values;

    private ArrayPickle(Map<Object, Object> values) {
        this.values = values;
    }

    /**
     * Reads a dictionary. Time and memory O(length).
     *
     * @param name begins errors
     * @param bytes the whole pickle; not copied
     * @throws org.imprint.vision.checkpoint.base.CheckpointException if it is damaged, or holds or asks for something else
     */
    public static ArrayPickle read(String name, ByteBuffer bytes) {
        FileBytes file = new FileBytes(name, bytes);
        if (new Unpickler(file, 0, file.size(), new Use(file)).run() instanceof PickleContainer.Dict dict) {
            return new ArrayPickle(dict.values);
        }
        throw file.refuse(Reason.MALFORMED, "pickle must hold a dictionary, holds something else");
    }

    /** Returns the keys. */
    public Set<String> keys() {
        return values.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    /** Returns the array of unsigned bytes under a key. */
    public Optional<Bytes> array(String key) {
        return values.get(key) instanceof Numpy array ? Optional.of(array.bytes) : Optional.empty();
    }

    /** Returns the list under a key, empty where it has something that is no 32-bit number. */
    public Optional<List<OptionalInt>> numbers(String key) {
        return values.get(key) instanceof PickleContainer.Items list
                ? Optional.of(list.values.stream().map(ArrayPickle::number).toList())
                : Optional.empty();
    }

    private static OptionalInt number(Object value) {
        return value instanceof Long number && number == number.intValue()
                ? OptionalInt.of(number.intValue())
                : OptionalInt.empty();
    }

    /**
     * An array of unsigned bytes, row after row.
     *
     * @param shape its sides
     * @param content a view; as many bytes as the file says, whatever the shape
     */
    public record Bytes(List<Long> shape, ByteBuffer content) {}

    /** An array that is filled by BUILD. */
    private static final class Numpy {
        private Bytes bytes = new Bytes(List.of(), ByteBuffer.allocate(0));
    }

    /** What has no content of its own. */
    private enum Word {
        RECONSTRUCT,
        NDARRAY,
        DTYPE,
        UNSIGNED_BYTE
    }

    private record Use(FileBytes file) implements PickleUse {

        private static final Set<PickleOpcode> OPCODES =
                EnumSet.complementOf(EnumSet.of(PickleOpcode.BINPERSID, PickleOpcode.BINFLOAT, PickleOpcode.LONG1));

        @Override
        public String origin() {
            return "NumPy writes for arrays of bytes";
        }

        @Override
        public Set<PickleOpcode> opcodes() {
            return OPCODES;
        }

        @Override
        public int mostBytes() {
            return 256 << 20;
        }

        @Override
        public int mostOpcodes() {
            return 1 << 20;
        }

        @Override
        public Optional<Word> global(String module, String name) {
            return switch (module + " " + name) {
                case "numpy.core.multiarray _reconstruct" -> Optional.of(Word.RECONSTRUCT);
                case "numpy ndarray" -> Optional.of(Word.NDARRAY);
                case "numpy dtype" -> Optional.of(Word.DTYPE);
                default -> Optional.empty();
            };
        }

        @Override
        public Object persistent(Object id) {
            throw file.refuse(Reason.FORBIDDEN_PERSISTENT_ID, "pickle must not have persistent ids");
        }

        @Override
        public Object call(Object function, List<Object> arguments) {
            if (!arguments.isEmpty()) {
                Object first = arguments.get(0);
                if (function == Word.RECONSTRUCT && first == Word.NDARRAY) {
                    return new Numpy();
                }
                if (function == Word.DTYPE && (first.equals("u1") || isText(first, "u1"))) {
                    return Word.UNSIGNED_BYTE;
                }
            }
            throw file.refuse(
                    Reason.FORBIDDEN_CALL, "pickle calls something else than to make an array of unsigned bytes");
        }

        private static boolean isText(Object value, String text) {
            return value instanceof PickleBytes bytes && bytes.text().equals(text);
        }

        /** The state of an array is (version, shape, type, whether column-major, content); that of a type says nothing new. */
        @Override
        public Object build(Object target, Object state) {
            if (target == Word.UNSIGNED_BYTE) {
                return target;
            }
            if (target instanceof Numpy array
                    && state instanceof PickleContainer.Tuple parts
                    && parts.values.size() == 5
                    && parts.values.get(1) instanceof PickleContainer.Tuple shape
                    && parts.values.get(2) == Word.UNSIGNED_BYTE
                    && (Boolean.FALSE.equals(parts.values.get(3))
                            || Long.valueOf(0).equals(parts.values.get(3)))
                    && parts.values.get(4) instanceof PickleBytes content) {
                array.bytes = new Bytes(sides(shape), content.bytes());
                return array;
            }
            throw file.refuse(
                    Reason.FORBIDDEN_CALL, "pickle builds something else than a row-major array of unsigned bytes");
        }

        private List<Long> sides(PickleContainer.Tuple shape) {
            List<Long> sides = new ArrayList<>();
            for (Object side : shape.values) {
                if (!(side instanceof Long number) || number < 0) {
                    throw file.refuse(Reason.MALFORMED, "pickle has an array whose sides are no whole numbers");
                }
                sides.add(number);
            }
            return sides;
        }
    }
}
