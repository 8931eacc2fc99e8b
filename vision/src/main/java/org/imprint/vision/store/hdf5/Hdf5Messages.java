package org.imprint.vision.store.hdf5;

import io.jhdf.checksum.ChecksumUtils;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The messages in the header of one object.
 *
 * <p>jHDF reads the pointer to a shared message, such as a named type, as if it were the message, and refuses a whole group for
 * one member that it does not know; here a message is looked at when it is asked for.
 */
final class Hdf5Messages {

    static final int DATA_SPACE = 1;
    static final int LINK_INFO = 2;
    static final int DATA_TYPE = 3;
    static final int OLD_FILL_VALUE = 4;
    static final int FILL_VALUE = 5;
    static final int LINK = 6;
    static final int EXTERNAL_FILES = 7;
    static final int DATA_LAYOUT = 8;
    static final int FILTERS = 11;
    static final int SYMBOL_TABLE = 17;

    private static final int CONTINUATION = 16;
    private static final int MAX_BLOCKS = 1000;
    private static final int SHARED = 2;
    private static final int CHECKSUM = 4;
    private static final int OHDR = 0x5244484f;
    private static final int OCHK = 0x4b48434f;

    private final Hdf5Bytes bytes;
    private final List<Message> messages = new ArrayList<>();

    private record Message(int type, boolean shared, ByteBuffer body) {}

    private record Block(long address, long length) {}

    private Hdf5Messages(Hdf5Bytes bytes) {
        this.bytes = bytes;
    }

    /** Reads the header at an address. */
    static Hdf5Messages at(long address, Hdf5Bytes bytes) {
        Hdf5Messages read = new Hdf5Messages(bytes);
        if (bytes.read(address, 1).get() == 1) {
            read.version1(address);
        } else {
            read.version2(address);
        }
        return read;
    }

    private void version1(long address) {
        ByteBuffer head = bytes.read(address, 12);
        int count = Short.toUnsignedInt(head.getShort(2));
        Deque<Block> blocks = new ArrayDeque<>(List.of(new Block(address + 16, head.getInt(8))));
        for (int read = 0; !blocks.isEmpty(); read++) {
            ByteBuffer block = next(blocks, read);
            while (block.remaining() >= 8 && messages.size() < count) {
                int type = Short.toUnsignedInt(block.getShort());
                int size = Short.toUnsignedInt(block.getShort());
                int flags = block.get();
                block.position(block.position() + 3);
                add(type, flags, size, block, blocks);
            }
        }
    }

    private void version2(long address) {
        ByteBuffer head = bytes.read(address, 6);
        int flags = head.get(5);
        if (head.getInt(0) != OHDR || head.get(4) != 2) {
            throw new HdfException("there is no object header at " + address + ", the file is damaged");
        }
        int before = 6 + ((flags & 1 << 5) != 0 ? 16 : 0) + ((flags & 1 << 4) != 0 ? 4 : 0);
        int width = 1 << (flags & 3);
        ByteBuffer sized = bytes.read(address, before + width);
        long size = 0;
        for (int i = 0; i < width; i++) {
            size |= (sized.get(before + i) & 0xffL) << 8 * i;
        }
        // The checksum is over the header's prefix, too
        ChecksumUtils.validateChecksum(bytes.read(address, before + width + size + CHECKSUM));
        Deque<Block> blocks = new ArrayDeque<>(List.of(new Block(address + before + width, size)));
        int head2 = 4 + ((flags & 1 << 2) != 0 ? 2 : 0);
        for (int read = 0; !blocks.isEmpty(); read++) {
            ByteBuffer block = next(blocks, read);
            if (read > 0) {
                ChecksumUtils.validateChecksum(block);
                block.rewind();
                if (block.getInt() != OCHK) {
                    throw new HdfException("an object header goes on where none is, the file is damaged");
                }
                block.limit(block.limit() - CHECKSUM);
            }
            while (block.remaining() >= head2) {
                int type = Byte.toUnsignedInt(block.get());
                int bodySize = Short.toUnsignedInt(block.getShort());
                int messageFlags = block.get();
                block.position(block.position() + head2 - 4);
                add(type, messageFlags, bodySize, block, blocks);
            }
        }
    }

    private ByteBuffer next(Deque<Block> blocks, int read) {
        if (read == MAX_BLOCKS) {
            throw new HdfException("its header has more than " + MAX_BLOCKS + " parts, the file is damaged");
        }
        Block block = blocks.remove();
        return bytes.read(block.address(), block.length());
    }

    private void add(int type, int flags, int size, ByteBuffer block, Deque<Block> blocks) {
        ByteBuffer body = block.slice(block.position(), size).order(ByteOrder.LITTLE_ENDIAN);
        block.position(block.position() + size);
        messages.add(new Message(type, (flags & SHARED) != 0, body));
        if (type == CONTINUATION) {
            blocks.add(new Block(bytes.address(body), bytes.size(body)));
        }
    }

    boolean has(int type) {
        return messages.stream().anyMatch(m -> m.type() == type);
    }

    /** Returns the bodies of all messages of a type, none of which may be shared. */
    List<ByteBuffer> all(int type) {
        return messages.stream()
                .filter(m -> m.type() == type)
                .map(m -> m.body().duplicate().order(ByteOrder.LITTLE_ENDIAN))
                .toList();
    }

    /** Returns the body of a message; that of another object's if it is shared. */
    Optional<ByteBuffer> find(int type) {
        return find(type, true);
    }

    private Optional<ByteBuffer> find(int type, boolean follow) {
        for (Message m : messages) {
            if (m.type() == type) {
                ByteBuffer body = m.body().duplicate().order(ByteOrder.LITTLE_ENDIAN);
                return m.shared() ? Optional.of(shared(type, body, follow)) : Optional.of(body);
            }
        }
        return Optional.empty();
    }

    private ByteBuffer shared(int type, ByteBuffer pointer, boolean follow) {
        int version = pointer.get();
        int kind = pointer.get();
        if (version < 1 || version > 3 || !follow) {
            throw new HdfException("it shares a part of its header in a way that the format does not have (version "
                    + version + "), the file is damaged");
        }
        if (version == 3 && kind == 1) {
            throw new UnsupportedHdfException(
                    "parts of its header lie in the file's table of shared messages, which is "
                            + "not read; copy the file with h5repack");
        }
        pointer.position(version == 1 ? 8 : 2);
        return at(bytes.address(pointer), bytes)
                .find(type, false)
                .orElseThrow(() -> new HdfException("a part of its header is missing, the file is damaged"));
    }

    /** Returns the body of a message. */
    ByteBuffer get(int type) {
        return find(type).orElseThrow(() -> new HdfException("its header lacks a part, the file is damaged"));
    }
}
