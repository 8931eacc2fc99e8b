package org.imprint.vision.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.imprint.vision.data.DataException;

/**
 * What stands before the rows of a {@link RowJournal}: what they are rows of, and who has it open.
 *
 * <pre>
 *    0    8  "IMPRINTP"
 *    8    4  version, 1
 *   12    4  length of the facts
 *   16    4  CRC-32C of the facts
 *   20    4  CRC-32C of bytes 0 to 20
 *   24   72  who has it open, text padded with NUL: the only bytes that change
 *   96       the facts: everything that the rows depend on, a JSON object of strings
 * </pre>
 */
final class JournalHeader {

    private static final byte[] MAGIC = "IMPRINTP".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int OWNER_AT = 24;
    private static final int OWNER_BYTES = 72;
    private static final int FACTS_AT = OWNER_AT + OWNER_BYTES;
    private static final int MAX_FACTS = 1 << 24;
    private static final String START_OVER = "delete it to start over, or give --overwrite";

    private final Map<String, String> facts;
    private final byte[] json;

    private JournalHeader(Map<String, String> facts) {
        this.facts = facts;
        try {
            this.json = new ObjectMapper().writeValueAsBytes(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }

    static JournalHeader of(EmbeddingSpec spec) {
        return new JournalHeader(spec.facts());
    }

    /** Returns whether a file begins as a journal does. */
    static boolean begins(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return Arrays.equals(read(channel, 0, MAGIC.length).array(), MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns its length. */
    long bytes() {
        return FACTS_AT + json.length;
    }

    /** Writes it, with this process as who has the file open. */
    void write(FileChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(FACTS_AT + json.length).order(ByteOrder.LITTLE_ENDIAN);
        head.put(MAGIC).putInt(VERSION).putInt(json.length).putInt(checksum(json));
        head.putInt(checksum(Arrays.copyOf(head.array(), head.position())));
        String owner = "process " + ProcessHandle.current().pid() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        head.put(owner.getBytes(StandardCharsets.US_ASCII));
        head.position(FACTS_AT).put(json).flip();
        while (head.hasRemaining()) {
            channel.write(head, head.position());
        }
    }

    /** Returns who has the file open, as far as it says so. */
    static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = read(channel, OWNER_AT, OWNER_BYTES);
        String owner = new String(text.array(), 0, text.limit(), StandardCharsets.US_ASCII).replace("\0", "");
        return owner.matches("process \\d+ since [0-9TZ:-]+") ? owner : "another process";
    }

    /**
     * Returns if a file that is not empty was begun with the same facts, or was killed before its header was whole.
     *
     * @throws OtherContentException if it was begun with others
     * @throws DataException if it is no journal or is damaged
     */
    void requireSame(Path path, FileChannel channel) throws IOException {
        ByteBuffer head = read(channel, 0, OWNER_AT);
        if (head.limit() < OWNER_AT && isBegunHere(head)) {
            return;
        }
        boolean ours = head.limit() == OWNER_AT && Arrays.equals(Arrays.copyOf(head.array(), MAGIC.length), MAGIC);
        if (!ours) {
            throw new DataException(path + ": is no unfinished embeddings file of this version; " + START_OVER);
        }
        int length = head.getInt(12);
        if (head.getInt(20) != checksum(Arrays.copyOf(head.array(), 20)) || length < 0 || length > MAX_FACTS) {
            throw new DataException(path + ": its header is damaged; " + START_OVER);
        }
        if (head.getInt(8) != VERSION) {
            throw new DataException(path + ": its version must be " + VERSION + ", was " + head.getInt(8)
                    + "; a newer Imprint may have written it; " + START_OVER);
        }
        byte[] there = read(channel, FACTS_AT, length).array();
        if (channel.size() < FACTS_AT + (long) length) {
            return; // killed before its header was whole: no row can be there
        }
        if (checksum(there) != head.getInt(16)) {
            throw new DataException(path + ": its header is damaged; " + START_OVER);
        }
        List<String> differences = EmbeddingSpec.differences(facts, parse(path, there));
        if (!differences.isEmpty()) {
            throw new OtherContentException(
                    path, "was begun differently and cannot be continued (" + START_OVER + ")", differences);
        }
    }

    private static boolean isBegunHere(ByteBuffer head) {
        int some = Math.min(head.limit(), MAGIC.length);
        return Arrays.equals(Arrays.copyOf(head.array(), some), Arrays.copyOf(MAGIC, some));
    }

    private static Map<String, String> parse(Path path, byte[] json) {
        try {
            return new ObjectMapper().readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (IOException e) {
            throw new DataException(path + ": its header is damaged (" + e.getMessage() + "); " + START_OVER, e);
        }
    }

    /** Reads up to {@code bytes}; the limit tells how many there were. */
    private static ByteBuffer read(FileChannel channel, long at, int bytes) throws IOException {
        int there = (int) Math.max(0, Math.min(bytes, channel.size() - at));
        ByteBuffer in = ByteBuffer.allocate(there).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining() && channel.read(in, at + in.position()) >= 0) {
            continue;
        }
        return in.flip();
    }

    private static int checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
