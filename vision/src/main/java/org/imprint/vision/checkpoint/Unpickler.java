package org.imprint.vision.checkpoint;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;

/**
 * The pickle machine. It builds lists, dictionaries, numbers and texts by itself, and all else as a {@link PickleUse} says.
 *
 * <p>Values are String, {@link PickleBytes}, Long, BigInteger (beyond 64 bits), Double, Boolean, {@link #NONE},
 * {@link PickleContainer} and what the use makes. Memory is bounded by a constant times the number of opcodes and the length of the
 * program, which are limited.
 */
final class Unpickler {

    /** Python's None. */
    static final Object NONE = new Object();

    private static final int MAX_DEPTH = 64;
    private static final int MAX_GLOBAL = 128;
    private static final int MAX_KEY = 100;

    private final FileBytes file;
    private final int start;
    private final int end;
    private final PickleUse use;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private long at;
    private int opcodes;

    /** Prepares to run the program that starts at {@code start} and ends at its STOP, before {@code end}. */
    Unpickler(FileBytes file, int start, int end, PickleUse use) {
        this.file = file;
        this.start = start;
        this.end = end;
        this.use = use;
        this.at = start;
    }

    /** Returns the first byte after STOP, once run. */
    int position() {
        return (int) at;
    }

    /** Runs the program and returns the one object it leaves. */
    Object run() {
        if (opcode() != PickleOpcode.PROTO) {
            throw malformed("must begin with PROTO");
        }
        int protocol = file.u8(advance(1));
        if (protocol != 2) {
            throw file.refuse(Reason.UNSUPPORTED, "pickle protocol must be 2, was " + protocol);
        }
        PickleOpcode opcode = opcode();
        while (opcode != PickleOpcode.STOP) {
            step(opcode);
            opcode = opcode();
        }
        if (stack.size() != 1 || !marks.isEmpty()) {
            throw malformed("must leave one object, was " + stack.size());
        }
        return stack.get(0);
    }

    private PickleOpcode opcode() {
        if (at - start > use.mostBytes()) {
            throw file.refuse(Reason.LIMIT, "pickle must have at most " + use.mostBytes() + " bytes, but has more");
        }
        if (++opcodes > use.mostOpcodes()) {
            throw file.refuse(Reason.LIMIT, "pickle must have at most " + use.mostOpcodes() + " opcodes, but has more");
        }
        long here = advance(1);
        int code = file.u8(here);
        return PickleOpcode.of(code)
                .filter(use.opcodes()::contains)
                .orElseThrow(() -> file.refuse(
                        Reason.FORBIDDEN_OPCODE,
                        String.format(
                                "pickle opcode 0x%02x at byte %d is not among those that %s",
                                code, here, use.origin())));
    }

    private void step(PickleOpcode opcode) {
        switch (opcode) {
            case MARK -> marks.add(stack.size());
            case EMPTY_DICT -> push(new PickleContainer.Dict(false));
            case EMPTY_LIST -> push(new PickleContainer.Items());
            case EMPTY_TUPLE -> tuple(List.of());
            case TUPLE -> tuple(popToMark());
            case TUPLE1 -> tuple(pop(1));
            case TUPLE2 -> tuple(pop(2));
            case TUPLE3 -> tuple(pop(3));
            case APPEND -> append(pop(1));
            case APPENDS -> append(popToMark());
            case SETITEM -> set(pop(2));
            case SETITEMS -> set(popToMark());
            case BINUNICODE -> string();
            case SHORT_BINSTRING -> bytes(file.u8(advance(1)));
            case BINSTRING -> bytes(file.u32(advance(4)));
            case BININT -> push((long) file.i32(advance(4)));
            case BININT1 -> push((long) file.u8(advance(1)));
            case BININT2 -> push((long) file.u16(advance(2)));
            case LONG1 -> big();
            case BINFLOAT -> push(Double.longBitsToDouble(Long.reverseBytes(file.i64(advance(8)))));
            case NONE -> push(NONE);
            case NEWTRUE -> push(true);
            case NEWFALSE -> push(false);
            case BINPUT -> put(file.u8(advance(1)));
            case LONG_BINPUT -> put(file.u32(advance(4)));
            case BINGET -> get(file.u8(advance(1)));
            case LONG_BINGET -> get(file.u32(advance(4)));
            case GLOBAL -> global();
            case BINPERSID -> push(use.persistent(pop(1).get(0)));
            case REDUCE -> reduce();
            case BUILD -> build();
            default -> throw malformed("must not have " + opcode + " here");
        }
    }

    private void push(Object value) {
        stack.add(value);
    }

    private List<Object> pop(int count) {
        int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (stack.size() - floor < count) {
            throw malformed("takes more from the stack than is there");
        }
        return cut(stack.size() - count);
    }

    private List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw malformed("lacks a MARK");
        }
        return cut(marks.remove(marks.size() - 1));
    }

    private List<Object> cut(int from) {
        List<Object> tail = stack.subList(from, stack.size());
        List<Object> taken = new ArrayList<>(tail);
        tail.clear();
        return taken;
    }

    private Object top() {
        return pop(1).get(0);
    }

    private void tuple(List<Object> values) {
        PickleContainer.Tuple tuple = new PickleContainer.Tuple(values);
        values.forEach(value -> hold(tuple, value));
        push(tuple);
    }

    private void append(List<Object> values) {
        Object target = top();
        if (!(target instanceof PickleContainer.Items list)) {
            throw file.refuse(Reason.FORBIDDEN_CALL, "pickle may append to a list only");
        }
        for (Object value : values) {
            hold(list, value);
            list.values.add(value);
        }
        push(list);
    }

    private void set(List<Object> pairs) {
        Object target = top();
        if (!(target instanceof PickleContainer.Dict dict)) {
            throw file.refuse(Reason.FORBIDDEN_CALL, "pickle may set items of a dict only");
        }
        if (pairs.size() % 2 != 0) {
            throw malformed("sets a key without a value");
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            Object key = key(pairs.get(i));
            if (!(key instanceof String || key instanceof Long)) {
                throw malformed("must have strings or integers as dictionary keys");
            }
            hold(dict, pairs.get(i + 1));
            dict.values.put(key, pairs.get(i + 1));
        }
        push(dict);
    }

    private static Object key(Object key) {
        return key instanceof PickleBytes text && text.bytes().remaining() <= MAX_KEY ? text.text() : key;
    }

    private void hold(PickleContainer container, Object child) {
        if (container.hold(child) > MAX_DEPTH) {
            throw file.refuse(Reason.LIMIT, "pickle must nest at most " + MAX_DEPTH + " levels, but nests deeper");
        }
    }

    private void string() {
        long length = file.u32(advance(4));
        push(file.utf8(advance(length), length, Reason.MALFORMED, "pickle string"));
    }

    private void bytes(long length) {
        push(new PickleBytes(file.slice(advance(length), length)));
    }

    private void big() {
        int length = file.u8(advance(1));
        long from = advance(length);
        byte[] bigEndian = new byte[length];
        for (int i = 0; i < length; i++) {
            bigEndian[length - 1 - i] = (byte) file.u8(from + i);
        }
        BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(bigEndian);
        if (value.bitLength() <= 63) {
            push(value.longValue());
        } else {
            push(value);
        }
    }

    private void put(long index) {
        if (index > end - start) {
            throw file.refuse(Reason.LIMIT, "pickle memo index must be at most " + (end - start) + ", was " + index);
        }
        Object value = top();
        push(value);
        memo.put(index, value);
    }

    private void get(long index) {
        Object value = memo.get(index);
        if (value == null) {
            throw malformed("reads memo " + index + ", which was never set");
        }
        push(value);
    }

    private void global() {
        String module = line();
        String name = line();
        Optional<?> known = use.global(module, name);
        if (known.isEmpty()) {
            throw file.refuse(
                    Reason.FORBIDDEN_GLOBAL,
                    "refers to the Python object " + module + "." + name + ", which is not among those that "
                            + use.origin() + "; it was not executed");
        }
        push(known.get());
    }

    private String line() {
        StringBuilder text = new StringBuilder();
        int c = file.u8(advance(1));
        while (c != '\n') {
            if (text.length() == MAX_GLOBAL || c < ' ' || c > '~') {
                throw file.refuse(
                        Reason.FORBIDDEN_GLOBAL,
                        "a Python name in a pickle must be at most " + MAX_GLOBAL + " printable ASCII characters");
            }
            text.append((char) c);
            c = file.u8(advance(1));
        }
        return text.toString();
    }

    private void reduce() {
        List<Object> call = pop(2);
        if (!(call.get(1) instanceof PickleContainer.Tuple arguments)) {
            throw file.refuse(Reason.FORBIDDEN_CALL, "pickle may call a function with a tuple only");
        }
        push(use.call(call.get(0), arguments.values));
    }

    private void build() {
        List<Object> both = pop(2);
        push(use.build(both.get(0), both.get(1)));
    }

    private long advance(long length) {
        if (length > end - at) {
            throw file.refuse(
                    Reason.TRUNCATED,
                    "pickle ends at byte " + end + ", but " + length + " bytes are needed at byte " + at);
        }
        long here = at;
        at += length;
        return here;
    }

    private CheckpointException malformed(String rule) {
        return file.refuse(Reason.MALFORMED, "pickle " + rule + " (before byte " + at + ")");
    }
}
