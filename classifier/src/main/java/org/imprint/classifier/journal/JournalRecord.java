package org.imprint.classifier.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A record of a journal as bytes: the length of its content, its number, the checksum of both, the checksum of the content, the content.
 *
 * @param number 1 for the first of a journal, then counting on
 * @param content not to be written to
 */
record JournalRecord(long number, byte[] content) {

    /** Bytes before the content. */
    static final int HEAD = Integer.BYTES + Long.BYTES + 2 * Integer.BYTES;

    /** Bytes of length and number. */
    private static final int CHECKED = Integer.BYTES + Long.BYTES;

    ByteBuffer bytes() {
        ByteBuffer all = ByteBuffer.allocate(HEAD + content.length);
        all.putInt(content.length).putLong(number);
        all.putInt(checksum(all.array(), 0, CHECKED)).putInt(checksum(content, 0, content.length));
        return all.put(content).flip();
    }

    /** Returns records that lie behind one another. */
    static List<JournalRecord> all(ByteBuffer bytes) {
        List<JournalRecord> records = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] head = new byte[HEAD];
            bytes.get(head);
            Head read = Head.read(head);
            byte[] content = new byte[read.length()];
            bytes.get(content);
            records.add(new JournalRecord(read.number(), content));
        }
        return records;
    }

    static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** The part before the content. @param length of the content @param checksum of the content */
    record Head(int length, long number, int checksum) {
        /** Returns it, or null if its bytes are damaged. */
        static Head read(byte[] bytes) {
            ByteBuffer head = ByteBuffer.wrap(bytes);
            Head read = new Head(head.getInt(), head.getLong(), head.getInt(CHECKED + Integer.BYTES));
            boolean isWhole = head.getInt(CHECKED) == JournalRecord.checksum(bytes, 0, CHECKED);
            return isWhole && read.length >= 0 ? read : null;
        }
    }
}
