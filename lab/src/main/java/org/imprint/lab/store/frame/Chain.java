package org.imprint.lab.store.frame;

import java.util.zip.CRC32C;

/**
 * How many records a segment has, and a checksum over the lengths and checksums of all, in their order. Not thread-safe.
 *
 * <p>Each record's own checksum says that it is whole, not that it is there: records taken out, put in twice, exchanged or cut off at
 * their border leave the others whole. Only this shows it. Writer and reader must take in the same records, the end mark itself excepted.
 */
public final class Chain {

    private final CRC32C crc = new CRC32C();
    private long records;

    /** Takes the next record in. */
    public void add(int length, int payloadCrc) {
        ByteSink link = new ByteSink();
        link.u32(length);
        link.u32(payloadCrc);
        crc.update(link.array(), 0, link.size());
        records++;
    }

    /** Returns how many records were taken in. */
    public long records() {
        return records;
    }

    /** Returns the checksum over all that were taken in. */
    public int value() {
        return (int) crc.getValue();
    }
}
