package org.imprint.vision.dataset.cifar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprint.vision.data.DataException;

/**
 * Reads a pickle of protocol 2 that holds dictionaries, lists, numbers, strings and NumPy arrays of bytes, as Python 2 wrote CIFAR-10's batches.
 *
 * <p>Nothing is executed: three names are known ({@code _reconstruct}, {@code ndarray}, {@code dtype} of NumPy), each of which stands
 * for a value here; any other name and any other opcode is an error. Strings and arrays are views of the file's bytes.
 */
final class ArrayPickle {

    private static final int MAX_VALUES = 1 << 20;

    private final String name;
    private final ByteBuffer in;
    private final Deque<Value> stack = new ArrayDeque<>();
    private final Map<Integer, Value> memo = new HashMap<>();

    /** What a pickle makes. */
    sealed interface Value {}

    /** An int, or a bool as 0 or 1. */
    record Num(int value) implements Value {}

    /** A string, its bytes in the file. */
    record Raw(ByteBuffer bytes) implements Value {}

    /** A list or tuple; an identity, because it may be filled later. */
    static final class Items implements Value {
        final List<Value> values = new ArrayList<>(0);
    }

    /** A dictionary with strings as keys. */
    static final class Pairs implements Value {
        final Map<String, Value> values = new HashMap<>();
    }

    /** An array of bytes: shape and content, once it is built. */
    static final class Bytes implements Value {
        List<Value> shape = List.of();
        ByteBuffer content = ByteBuffer.allocate(0);
    }

    /** What has no content of its own. */
    private enum Word implements Value {
        NONE,
        MARK,
        RECONSTRUCT,
        NDARRAY,
        DTYPE,
        UNSIGNED_BYTE
    }

    private ArrayPickle(String name, byte[] bytes) {
        this.name = name;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the dictionary that the file holds; {@code name} starts error messages. */
    static Map<String, Value> read(String name, byte[] bytes) {
        ArrayPickle pickle = new ArrayPickle(name, bytes);
        int steps = 0;
        int opcode = pickle.u8();
        while (opcode != '.') {
            pickle.step(opcode);
            steps++;
            if (steps > MAX_VALUES) {
                throw pickle.error("must have at most " + MAX_VALUES + " opcodes, has more");
            }
            opcode = pickle.u8();
        }
        if (pickle.pop() instanceof Pairs pairs && pickle.stack.isEmpty()) {
            return pairs.values;
        }
        throw pickle.error("must hold a dictionary, holds something else");
    }

    private DataException error(String problem) {
        return new DataException(name + ": pickle " + problem);
    }

    private void step(int opcode) {
        switch (opcode) {
            case 0x80 -> requireProtocol(u8());
            case '}' -> stack.push(new Pairs());
            case ']', ')' -> stack.push(new Items());
            case '(' -> stack.push(Word.MARK);
            case 'N' -> stack.push(Word.NONE);
            case 0x88, 0x89 -> stack.push(new Num(0x89 - opcode));
            case 'K' -> stack.push(new Num(u8()));
            case 'M' -> stack.push(new Num(take(2).getShort() & 0xffff));
            case 'J' -> stack.push(new Num(take(4).getInt()));
            case 'U' -> stack.push(new Raw(take(u8())));
            case 'T', 'X' -> stack.push(new Raw(take(take(4).getInt())));
            case 'q' -> put(u8());
            case 'r' -> put(take(4).getInt());
            case 'h' -> get(u8());
            case 'j' -> get(take(4).getInt());
            case 't' -> stack.push(tuple(sinceMark()));
            case 0x85, 0x86, 0x87 -> stack.push(tuple(top(opcode - 0x84)));
            case 'a' -> append(top(1));
            case 'e' -> append(sinceMark());
            case 's' -> setItems(top(2));
            case 'u' -> setItems(sinceMark());
            case 'c' -> stack.push(global(line(), line()));
            case 'R' -> reduce();
            case 'b' -> build();
            default -> throw error(String.format("opcode 0x%02x is not allowed", opcode));
        }
    }

    private void requireProtocol(int protocol) {
        if (protocol != 2) {
            throw error("must be of protocol 2, was " + protocol);
        }
    }

    private int u8() {
        return take(1).get() & 0xff;
    }

    private ByteBuffer take(int n) {
        if (n < 0 || n > in.remaining()) {
            throw error("is truncated: needs " + n + " bytes at offset " + in.position());
        }
        ByteBuffer part = in.slice(in.position(), n).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + n);
        return part;
    }

    private String line() {
        StringBuilder text = new StringBuilder();
        int b = u8();
        while (b != '\n') {
            if (text.length() == 100) {
                throw error("name must have at most 100 characters, has more");
            }
            text.append((char) b);
            b = u8();
        }
        return text.toString();
    }

    private Value pop() {
        if (stack.isEmpty()) {
            throw error("takes a value from an empty stack");
        }
        return stack.pop();
    }

    private void put(int index) {
        Value value = pop();
        stack.push(value);
        memo.put(index, value);
    }

    private void get(int index) {
        if (!memo.containsKey(index)) {
            throw error("asks for value " + index + ", which was not kept");
        }
        stack.push(memo.get(index));
    }

    private List<Value> sinceMark() {
        List<Value> values = new ArrayList<>();
        for (Value value = pop(); value != Word.MARK; value = pop()) {
            values.add(value);
        }
        Collections.reverse(values);
        return values;
    }

    private List<Value> top(int n) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            values.add(pop());
        }
        Collections.reverse(values);
        return values;
    }

    private static Items tuple(List<Value> values) {
        Items items = new Items();
        items.values.addAll(values);
        return items;
    }

    private void append(List<Value> values) {
        if (!(stack.peek() instanceof Items items)) {
            throw error("appends to something that is no list");
        }
        items.values.addAll(values);
    }

    private void setItems(List<Value> values) {
        if (!(stack.peek() instanceof Pairs pairs) || values.size() % 2 != 0) {
            throw error("sets items of something that is no dictionary");
        }
        for (int i = 0; i < values.size(); i += 2) {
            if (!(values.get(i) instanceof Raw key) || key.bytes().remaining() > 100) {
                throw error("key must be a string of at most 100 bytes");
            }
            pairs.values.put(text(key), values.get(i + 1));
        }
    }

    private static String text(Raw raw) {
        return StandardCharsets.ISO_8859_1.decode(raw.bytes().duplicate()).toString();
    }

    private Word global(String module, String what) {
        return switch (module + " " + what) {
            case "numpy.core.multiarray _reconstruct" -> Word.RECONSTRUCT;
            case "numpy ndarray" -> Word.NDARRAY;
            case "numpy dtype" -> Word.DTYPE;
            default -> throw error("must not ask for " + module + "." + what);
        };
    }

    private void reduce() {
        Value arguments = pop();
        Value function = pop();
        if (arguments instanceof Items items && !items.values.isEmpty()) {
            Value first = items.values.get(0);
            if (function == Word.RECONSTRUCT && first == Word.NDARRAY) {
                stack.push(new Bytes());
                return;
            }
            if (function == Word.DTYPE
                    && first instanceof Raw type
                    && text(type).equals("u1")) {
                stack.push(Word.UNSIGNED_BYTE);
                return;
            }
        }
        throw error("calls something else than to make an array of unsigned bytes");
    }

    /** The state of an array is (version, shape, type, whether column-major, content); that of a type says nothing new. */
    private void build() {
        Value state = pop();
        Value target = stack.peek();
        if (target == Word.UNSIGNED_BYTE) {
            return;
        }
        if (!(target instanceof Bytes array)
                || !(state instanceof Items items)
                || items.values.size() != 5
                || !(items.values.get(1) instanceof Items shape)
                || items.values.get(2) != Word.UNSIGNED_BYTE
                || !new Num(0).equals(items.values.get(3))
                || !(items.values.get(4) instanceof Raw content)) {
            throw error("builds something else than a row-major array of unsigned bytes");
        }
        array.shape = List.copyOf(shape.values);
        array.content = content.bytes();
    }
}
