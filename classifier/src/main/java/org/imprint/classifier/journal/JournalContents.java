package org.imprint.classifier.journal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.ImprintException;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;

/**
 * What a journal holds.
 *
 * <p>A record that ends behind the end of the file, or is zeros to its end, was being written when its process or machine stopped: nobody
 * was told of it, and it is left out. Whatever else is wrong is damage.
 *
 * @param base the identity of the classifier's file that the first record was made on
 * @param records in their order
 * @param end in bytes, where the next record goes
 */
record JournalContents(ContentDigest base, List<JournalRecord> records, long end) {

    private static final byte[] MAGIC = "IMPRINTJ".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    /** Bytes before the first record. */
    static final int HEADER = MAGIC.length + Integer.BYTES + ContentDigest.BYTES + Integer.BYTES;

    /** Returns a header as bytes. */
    static byte[] header(ContentDigest base) {
        ByteBuffer out = ByteBuffer.allocate(HEADER).put(MAGIC).putInt(VERSION).put(base.bytes());
        return out.putInt(JournalRecord.checksum(out.array(), 0, HEADER - Integer.BYTES))
                .array();
    }

    /** Reads a journal. @throws ImprintException if it is none, or is damaged; it begins with the path */
    static JournalContents read(Path journal) {
        try (InputStream file = Files.newInputStream(journal);
                DataInputStream in = new DataInputStream(new BufferedInputStream(file))) {
            long size = Files.size(journal);
            ContentDigest base = base(journal, in.readNBytes(HEADER));
            List<JournalRecord> records = new ArrayList<>();
            long end = HEADER;
            while (size - end >= JournalRecord.HEAD) {
                byte[] bytes = in.readNBytes(JournalRecord.HEAD);
                JournalRecord.Head head = JournalRecord.Head.read(bytes);
                if (head == null && isZero(bytes) && isZero(in.readAllBytes())) {
                    break; // a file system that lost its power keeps the length of what was being written, not the
                    // bytes
                }
                if (head == null) {
                    throw damaged(journal, end, records.size());
                }
                if (head.length() > size - end - JournalRecord.HEAD) {
                    break;
                }
                byte[] content = in.readNBytes(head.length());
                boolean follows = records.isEmpty()
                        || head.number() == records.get(records.size() - 1).number() + 1;
                if (JournalRecord.checksum(content, 0, content.length) != head.checksum() || !follows) {
                    throw damaged(journal, end, records.size());
                }
                records.add(new JournalRecord(head.number(), content));
                end += JournalRecord.HEAD + content.length;
            }
            return new JournalContents(base, records, end);
        } catch (IOException e) {
            throw new DataException(journal + ": cannot be read: " + FileTrouble.reason(journal, e), e);
        }
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static ContentDigest base(Path journal, byte[] header) {
        boolean isOurs = header.length == HEADER && Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        if (!isOurs) {
            throw new DataException(journal + ": must be the journal of a classifier, but is something else");
        }
        ByteBuffer in = ByteBuffer.wrap(header, MAGIC.length, HEADER - MAGIC.length);
        int version = in.getInt();
        ContentDigest base = ContentDigest.from(in);
        if (in.getInt() != JournalRecord.checksum(header, 0, HEADER - Integer.BYTES)) {
            throw damaged(journal, 0, 0);
        }
        if (version != VERSION) {
            throw new ImprintException(
                    journal + ": version must be 1, was " + version + "; a newer Imprint has written it");
        }
        return base;
    }

    private static DataException damaged(Path journal, long at, int whole) {
        return new DataException(journal + ": is damaged at byte " + at + "; the " + whole
                + " records before it are whole. Nothing was changed. To go on with those alone, cut the file to " + at
                + " bytes; to go on without all, move it away");
    }

    /** Returns the number of the last record; 0 if there is none. */
    long last() {
        return records.isEmpty() ? 0 : records.get(records.size() - 1).number();
    }

    /**
     * Returns the records that are to be made on a classifier's file.
     *
     * @param file as it is now
     * @throws ImprintException if the journal belongs to another content of the file
     */
    List<JournalRecord> after(Path file, Path journal) {
        ContentDigest now = BaseIdentity.of(file);
        if (now.equals(base)) {
            return records;
        }
        for (JournalRecord r : records) {
            if (JournalEntry.read(r.content()) instanceof JournalEntry.TakenIn mark
                    && mark.base().equals(now)) {
                return records.stream()
                        .filter(later -> later.number() > mark.through())
                        .toList();
            }
        }
        long changes = records.stream()
                .filter(r -> JournalEntry.read(r.content()) instanceof JournalEntry.Made)
                .count();
        throw new ImprintException(journal + ": holds " + changes + " changes of another content of " + file
                + ", which was replaced since; put that one back, or move the journal away to go on without them");
    }
}
