package org.imprint.lab.store;

import java.util.Arrays;
import org.imprint.lab.store.record.RecordType;
import org.imprint.lab.store.record.Stamp;

/**
 * Where the outcome of each combination that counts is: rows of plain numbers, found by a hash of (data, method, seed). About 65 bytes a
 * row, whatever the outcome holds.
 */
final class RunIndex {

    static final int NONE = -1;

    private int[] data = new int[1024];
    private int[] method = new int[1024];
    private long[] seed = new long[1024];
    private long[] counter = new long[1024];
    private long[] writer = new long[1024];
    private long[] at = new long[1024];
    private int[] segment = new int[1024];
    private long[] offset = new long[1024];
    private int[] length = new int[1024];
    private RecordType[] type = new RecordType[1024];
    private int size;
    private int[] table = emptyTable(4096);

    /**
     * One outcome as a segment has it.
     *
     * @param data number of the data choice
     * @param method number of the method
     * @param stamp its place in the order of records
     * @param segment number of the segment
     * @param offset of the payload in it
     * @param length of the payload
     */
    record Entry(int data, int method, long seed, Stamp stamp, RecordType type, int segment, long offset, int length) {}

    RunIndex copy() {
        RunIndex copy = new RunIndex();
        copy.data = Arrays.copyOf(data, size);
        copy.method = Arrays.copyOf(method, size);
        copy.seed = Arrays.copyOf(seed, size);
        copy.counter = Arrays.copyOf(counter, size);
        copy.writer = Arrays.copyOf(writer, size);
        copy.at = Arrays.copyOf(at, size);
        copy.segment = Arrays.copyOf(segment, size);
        copy.offset = Arrays.copyOf(offset, size);
        copy.length = Arrays.copyOf(length, size);
        copy.type = Arrays.copyOf(type, size);
        copy.size = size;
        copy.table = table.clone();
        return copy;
    }

    int size() {
        return size;
    }

    /** Returns the row of a combination, or {@value #NONE}. */
    int find(int ofData, int ofMethod, long ofSeed) {
        int slot = slot(ofData, ofMethod, ofSeed);
        return table[slot];
    }

    /**
     * Takes an outcome in unless one of a higher {@linkplain RecordType#rank() rank} is known, or of the same rank and a later stamp;
     * of two copies of one record, that of the segment that was opened last.
     */
    void put(Entry e) {
        int slot = slot(e.data, e.method, e.seed);
        int row = table[slot];
        if (row == NONE) {
            row = size++;
            grow();
            table[slot] = row;
            set(row, e);
            if (2 * size > table.length) {
                rehash();
            }
        } else if (supersedes(e, row)) {
            set(row, e);
        }
    }

    int data(int row) {
        return data[row];
    }

    int method(int row) {
        return method[row];
    }

    long seed(int row) {
        return seed[row];
    }

    Stamp stamp(int row) {
        return new Stamp(counter[row], writer[row], at[row]);
    }

    int segment(int row) {
        return segment[row];
    }

    long offset(int row) {
        return offset[row];
    }

    int length(int row) {
        return length[row];
    }

    RecordType type(int row) {
        return type[row];
    }

    private boolean supersedes(Entry e, int row) {
        if (e.type.rank() != type[row].rank()) {
            return e.type.rank() > type[row].rank();
        }
        int order = e.stamp.compareTo(stamp(row));
        if (order != 0) {
            return order > 0;
        }
        return e.segment != segment[row] ? e.segment > segment[row] : e.offset > offset[row];
    }

    private void set(int row, Entry e) {
        data[row] = e.data;
        method[row] = e.method;
        seed[row] = e.seed;
        counter[row] = e.stamp.counter();
        writer[row] = e.stamp.writer();
        at[row] = e.stamp.at();
        type[row] = e.type;
        segment[row] = e.segment;
        offset[row] = e.offset;
        length[row] = e.length;
    }

    private int slot(int ofData, int ofMethod, long ofSeed) {
        long hash = (ofData * 0x9E3779B97F4A7C15L + ofMethod) * 0xC2B2AE3D27D4EB4FL + ofSeed * 0x165667B19E3779F9L;
        hash ^= hash >>> 29;
        int mask = table.length - 1;
        int slot = (int) (hash * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (table[slot] != NONE && !isAt(table[slot], ofData, ofMethod, ofSeed)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isAt(int row, int ofData, int ofMethod, long ofSeed) {
        return data[row] == ofData && method[row] == ofMethod && seed[row] == ofSeed;
    }

    private void grow() {
        if (size <= data.length) {
            return;
        }
        int room = 2 * data.length;
        data = Arrays.copyOf(data, room);
        method = Arrays.copyOf(method, room);
        seed = Arrays.copyOf(seed, room);
        counter = Arrays.copyOf(counter, room);
        writer = Arrays.copyOf(writer, room);
        at = Arrays.copyOf(at, room);
        segment = Arrays.copyOf(segment, room);
        offset = Arrays.copyOf(offset, room);
        length = Arrays.copyOf(length, room);
        type = Arrays.copyOf(type, room);
    }

    private void rehash() {
        table = emptyTable(2 * table.length);
        for (int row = 0; row < size; row++) {
            table[slot(data[row], method[row], seed[row])] = row;
        }
    }

    private static int[] emptyTable(int slots) {
        int[] table = new int[slots];
        Arrays.fill(table, NONE);
        return table;
    }
}
