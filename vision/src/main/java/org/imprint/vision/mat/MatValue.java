package org.imprint.vision.mat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.imprint.core.Checks;

/** A variable of a MAT-file, or a field of a struct. All arrays are in column-major order: the first axis runs fastest. */
public sealed interface MatValue {

    /** Numbers that are stored as unsigned bytes and meant as such. */
    record UnsignedBytes(List<Integer> dims, Chunks data) implements MatValue {}

    /** Real numbers of any other type; integers beyond 2^53 are rounded. */
    record Numbers(List<Integer> dims, List<Double> data) implements MatValue {}

    /** A row of characters. */
    record Text(String text) implements MatValue {}

    /** An array of structs: element e has field f at {@code values().get(e * fields().size() + f)}. */
    record Structs(List<String> fields, List<MatValue> values) implements MatValue {

        /** Returns the number of elements. */
        public int size() {
            return fields.isEmpty() ? 0 : values.size() / fields.size();
        }

        /** Returns a field of an element. */
        public MatValue get(int element, String field) {
            int f = fields.indexOf(field);
            Checks.require(f >= 0, "struct must have a field " + field, fields);
            return values.get(element * fields.size() + f);
        }
    }

    /** Something this reader passes over: cells, sparse or complex numbers, objects. */
    record Other(String kind) implements MatValue {}

    /** Returns the first number as an int, if this is an array of numbers that starts with a whole one. */
    default OptionalInt asInt() {
        if (this instanceof Numbers numbers && !numbers.data().isEmpty()) {
            double first = numbers.data().get(0);
            return first == Math.rint(first) && Math.abs(first) <= Integer.MAX_VALUE
                    ? OptionalInt.of((int) first)
                    : OptionalInt.empty();
        }
        if (this instanceof UnsignedBytes bytes && bytes.data().length() > 0) {
            return OptionalInt.of(bytes.data().get(0));
        }
        return OptionalInt.empty();
    }

    /** Returns all numbers, unless this is none or one is not whole: then nothing. */
    default int[] asInts() {
        if (this instanceof UnsignedBytes bytes) {
            return IntStream.range(0, Math.toIntExact(bytes.data().length()))
                    .map(bytes.data()::get)
                    .toArray();
        }
        if (this instanceof Numbers numbers) {
            boolean whole = numbers.data().stream().allMatch(v -> v == Math.rint(v) && Math.abs(v) < 1 << 30);
            return whole ? numbers.data().stream().mapToInt(Double::intValue).toArray() : new int[0];
        }
        return new int[0];
    }
}
