package org.imprint.lab.store;

import java.util.zip.CRC32C;

/** How many records a segment has, and a checksum over the lengths and checksums of all, in their order. Not thread-safe. */
final class Chain {

    private final CRC32C crc = new CRC32C();
    private long records;

    /** Takes the next record in. */
    void add(int length, int payloadCrc) {
        ByteSink link = new ByteSink();
        link.u32(length);
        link.u32(payloadCrc);
        crc.update(link.array(), 0, link.size());
        records++;
    }

    long records() {
        return records;
    }

    int value() {
        return (int) crc.getValue();
    }
}
