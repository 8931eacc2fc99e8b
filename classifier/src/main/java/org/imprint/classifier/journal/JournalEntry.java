package org.imprint.classifier.journal;

import java.nio.ByteBuffer;
import org.imprint.core.ImprintException;
import org.imprint.vision.data.ContentDigest;

/** What a record of a journal says. */
sealed interface JournalEntry {

    /** A change was made. */
    record Made(ChangeBytes.Dated dated) implements JournalEntry {}

    /**
     * All up to a record is about to be in a new file of the classifier.
     *
     * @param base the identity of that file
     * @param through the number of the last record that is in it
     */
    record TakenIn(ContentDigest base, long through) implements JournalEntry {}

    byte MADE = 1;
    byte TAKEN_IN = 2;

    /** Returns it as the content of a record. */
    static byte[] bytes(JournalEntry entry) {
        if (entry instanceof Made made) {
            byte[] change = ChangeBytes.of(made.dated());
            return ByteBuffer.allocate(1 + change.length).put(MADE).put(change).array();
        }
        TakenIn mark = (TakenIn) entry;
        return ByteBuffer.allocate(1 + ContentDigest.BYTES + Long.BYTES)
                .put(TAKEN_IN)
                .put(mark.base().bytes())
                .putLong(mark.through())
                .array();
    }

    /** Returns what a record says. @throws ImprintException if this version does not know it */
    static JournalEntry read(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content);
        byte kind = in.get();
        return switch (kind) {
            case MADE -> {
                byte[] change = new byte[in.remaining()];
                in.get(change);
                yield new Made(ChangeBytes.read(change));
            }
            case TAKEN_IN -> new TakenIn(ContentDigest.from(in), in.getLong());
            default -> throw new ImprintException("kind of record must be 1 or 2, was " + kind);
        };
    }
}
