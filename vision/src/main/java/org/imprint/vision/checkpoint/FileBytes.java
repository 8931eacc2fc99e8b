package org.imprint.vision.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;

/** The bytes of one file with its name; every read is checked against the end, every refusal carries the name. */
final class FileBytes {

    private final String name;
    private final ByteBuffer bytes;

    /** Wraps what remains in {@code bytes}, little-endian. */
    FileBytes(String name, ByteBuffer bytes) {
        this.name = name;
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Maps a file of at most 2^31 - 1 bytes, the most that one ONNX file can hold anyway. */
    static FileBytes map(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw new CheckpointException(
                        path.toString(), Reason.LIMIT, "a checkpoint must have at most 2147483647 bytes, was " + size);
            }
            return new FileBytes(path.toString(), channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
        } catch (IOException e) {
            throw new CheckpointException(path.toString(), Reason.UNREADABLE, "cannot be read: " + e, e);
        }
    }

    String name() {
        return name;
    }

    int size() {
        return bytes.limit();
    }

    CheckpointException refuse(Reason reason, String sentence) {
        return new CheckpointException(name, reason, sentence);
    }

    int u8(long at) {
        return bytes.get(checked(at, 1)) & 0xff;
    }

    int u16(long at) {
        return bytes.getShort(checked(at, 2)) & 0xffff;
    }

    long u32(long at) {
        return bytes.getInt(checked(at, 4)) & 0xffffffffL;
    }

    int i32(long at) {
        return bytes.getInt(checked(at, 4));
    }

    long i64(long at) {
        return bytes.getLong(checked(at, 8));
    }

    /** Returns the view [at, at + length), little-endian, without copying. */
    ByteBuffer slice(long at, long length) {
        return bytes.slice(checked(at, length), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Decodes strict UTF-8; {@code what} names the text and {@code reason} classes the refusal. */
    String utf8(long at, long length, Reason reason, String what) {
        ByteBuffer text = slice(at, length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(text)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CheckpointException(name, reason, what + " at byte " + at + " must be valid UTF-8", e);
        }
    }

    private int checked(long at, long length) {
        if (at < 0 || length < 0 || length > size() || at > size() - length) {
            throw refuse(
                    Reason.TRUNCATED,
                    "ends at byte " + size() + ", but " + Long.toUnsignedString(length) + " bytes are needed at byte "
                            + at);
        }
        return (int) at;
    }
}
