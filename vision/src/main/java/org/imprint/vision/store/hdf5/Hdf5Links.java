package org.imprint.vision.store.hdf5;

import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names in a file's groups, and where they lead; soft links are followed, links into other files refused. */
final class Hdf5Links {

    private static final int MAX_LINKS = 32;
    private static final int SOFT = 1;
    private static final int EXTERNAL = 64;
    private static final int SYMBOLIC_ENTRY = 2;

    private final Hdf5Bytes bytes;
    private final long root;
    private final Map<String, Link> top;

    private sealed interface Link {}

    private record Hard(long address) implements Link {}

    private record Soft(String path) implements Link {}

    private record Elsewhere(String file, String path) implements Link {}

    private record UserDefined(int type) implements Link {}

    Hdf5Links(Hdf5Bytes bytes, long root) {
        this.bytes = bytes;
        this.root = root;
        this.top = links(root);
    }

    /** Returns the names at the top of the file. */
    Set<String> names() {
        return top.keySet();
    }

    /** Returns the address of the object with a name at the top of the file; empty if there is no such name. */
    Optional<Long> find(String name) {
        return top.containsKey(name) ? Optional.of(resolve(root, name, 0)) : Optional.empty();
    }

    private long resolve(long start, String path, int followed) {
        if (followed > MAX_LINKS) {
            throw new HdfException("its link leads through more than " + MAX_LINKS + " others");
        }
        long at = path.startsWith("/") ? root : start;
        for (String name : path.split("/")) {
            if (!name.isEmpty() && !name.equals(".")) {
                Link link = (at == root ? top : links(at)).get(name);
                if (link == null) {
                    throw new HdfException("its link leads to " + path + ", which is not in the file");
                }
                at = address(link, at, followed);
            }
        }
        return at;
    }

    private long address(Link link, long group, int followed) {
        if (link instanceof Hard hard) {
            return hard.address();
        }
        if (link instanceof Soft soft) {
            return resolve(group, soft.path(), followed + 1);
        }
        if (link instanceof Elsewhere other) {
            throw new UnsupportedHdfException("it is an external link to " + other.path() + " in file " + other.file()
                    + ", and links into other files are not followed; copy the data into this file");
        }
        throw new UnsupportedHdfException("it is a user-defined link (type " + ((UserDefined) link).type()
                + "), which is not followed; copy the data into this file");
    }

    private Map<String, Link> links(long group) {
        Hdf5Messages header = Hdf5Messages.at(group, bytes);
        Map<String, Link> links = new LinkedHashMap<>();
        if (header.has(Hdf5Messages.SYMBOL_TABLE)) {
            oldGroup(header.get(Hdf5Messages.SYMBOL_TABLE), links);
        } else if (header.has(Hdf5Messages.LINK_INFO)) {
            header.all(Hdf5Messages.LINK).forEach(body -> add(body, links));
            denseGroup(header.get(Hdf5Messages.LINK_INFO), links);
        } else {
            throw new HdfException("its path leads through something that is not a group");
        }
        return links;
    }

    private void oldGroup(ByteBuffer table, Map<String, Link> links) {
        long tree = bytes.address(table);
        ByteBuffer names = new LocalHeap(bytes.storage(), bytes.address(table)).getDataBuffer();
        for (long node : BTreeV1.createGroupBTree(bytes.storage(), tree).getChildAddresses()) {
            for (SymbolTableEntry entry : new GroupSymbolTableNode(bytes.storage(), node).getSymbolTableEntries()) {
                links.put(
                        text(names, entry.getLinkNameOffset()),
                        entry.getCacheType() == SYMBOLIC_ENTRY
                                ? new Soft(text(names, entry.getLinkValueOffset()))
                                : new Hard(entry.getObjectHeaderAddress()));
            }
        }
    }

    private static String text(ByteBuffer heap, int at) {
        heap.position(at);
        return Utils.readUntilNull(heap);
    }

    private void denseGroup(ByteBuffer info, Map<String, Link> links) {
        info.position((info.get(1) & 1) != 0 ? 10 : 2);
        long heapAddress = bytes.address(info);
        long tree = bytes.address(info);
        if (tree == Hdf5Bytes.UNDEFINED) {
            return;
        }
        FractalHeap heap = new FractalHeap(bytes.storage(), heapAddress);
        for (LinkNameForIndexedGroupRecord record :
                new BTreeV2<LinkNameForIndexedGroupRecord>(bytes.storage(), tree).getRecords()) {
            add(heap.getId(record.getId()), links);
        }
    }

    private void add(ByteBuffer body, Map<String, Link> links) {
        if (body.get() != 1) {
            throw new HdfException("a link has a version that is not known");
        }
        int flags = body.get();
        int type = (flags & 1 << 3) != 0 ? Byte.toUnsignedInt(body.get()) : 0;
        if ((flags & 1 << 2) != 0) {
            body.position(body.position() + Long.BYTES);
        }
        if ((flags & 1 << 4) != 0) {
            body.get(); // ASCII or UTF-8, and the one is part of the other
        }
        String name = text(body, Utils.readBytesAsUnsignedLong(body, 1 << (flags & 3)));
        Link link;
        switch (type) {
            case 0 -> link = new Hard(bytes.address(body));
            case SOFT -> link = new Soft(text(body, Short.toUnsignedLong(body.getShort())));
            case EXTERNAL -> {
                body.position(body.position() + 3); // length, version and flags
                String file = Utils.readUntilNull(body);
                link = new Elsewhere(file, Utils.readUntilNull(body));
            }
            default -> link = new UserDefined(type);
        }
        links.put(name, link);
    }

    private static String text(ByteBuffer body, long length) {
        byte[] text = new byte[(int) Math.min(body.remaining(), length)];
        body.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
