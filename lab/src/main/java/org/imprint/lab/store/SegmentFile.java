package org.imprint.lab.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;

/** One segment as a reader knows it: how far it was read, what its numbers stand for, what was wrong with it. */
final class SegmentFile implements AutoCloseable {

    private final Path file;
    private final int number;
    private final Catalogue catalogue;
    private final FileChannel channel;
    private final LocalNames names = new LocalNames();
    private final List<StoreFinding> findings = new ArrayList<>();
    private StatusCounts counts = StatusCounts.none();
    private long position;
    private StoreFinding tail;

    /**
     * Opens a segment.
     *
     * @param number of this segment in the catalogue
     * @param catalogue takes in what the segment holds
     */
    SegmentFile(Path file, int number, Catalogue catalogue) throws IOException {
        this.file = file;
        this.number = number;
        this.catalogue = catalogue;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    Path path() {
        return file;
    }

    int number() {
        return number;
    }

    LocalNames names() {
        return names;
    }

    /** Returns what is wrong with what was read so far. */
    List<StoreFinding> findings() {
        List<StoreFinding> all = new ArrayList<>(findings);
        if (tail != null) {
            all.add(tail);
        }
        return all;
    }

    /** Reads what was appended since. */
    void advance() throws IOException {
        long size = channel.size();
        if (size == position || position == 0 && !begins(size)) {
            return;
        }
        FrameScanner.End end = scan(size);
        tail = null;
        if (end.ending() != FrameScanner.Ending.CLEAN && !SegmentLock.isHeld(file)) {
            end = scan(channel.size());
            tail = tail(end);
        }
    }

    private FrameScanner.End scan(long size) throws IOException {
        FrameScanner.End end = new FrameScanner(channel, size).scan(position, new Taker());
        position = end.position();
        return end;
    }

    private StoreFinding tail(FrameScanner.End end) throws IOException {
        long lost = channel.size() - end.position();
        return switch (end.ending()) {
            case CLEAN -> null;
            case HALF_WRITTEN ->
                new StoreFinding(
                        file,
                        end.position(),
                        true,
                        "the last " + lost + " bytes are a half-written record of a process that was stopped; dropped");
            case DAMAGED ->
                new StoreFinding(
                        file, end.position(), false, "the last " + lost + " bytes are damaged; their records are lost");
        };
    }

    /** Judges the header; returns whether records may follow. */
    private boolean begins(long size) throws IOException {
        byte[] header = new byte[Frame.SEGMENT_HEADER];
        int length = Bytes.read(channel, 0, ByteBuffer.wrap(header));
        tail = null;
        switch (judged(Frame.header(header, length), size)) {
            case VALID -> position = Frame.SEGMENT_HEADER;
            case NEWER -> throw newer(file, header);
            case UNFINISHED -> {
                if (!SegmentLock.isHeld(file)) {
                    tail = new StoreFinding(file, 0, true, "ends within its header; holds no records");
                }
            }
            case DAMAGED -> {
                findings.add(new StoreFinding(file, 0, false, "its header is damaged; the records were read"));
                position = Frame.SEGMENT_HEADER;
            }
            case FOREIGN -> tail = new StoreFinding(file, 0, false, "is no segment of a result store; not read");
        }
        return position > 0 && size > position;
    }

    /** A record where the first one belongs tells a segment whose whole header is lost from something else. */
    private Frame.Header judged(Frame.Header header, long size) throws IOException {
        boolean isSegment =
                header == Frame.Header.FOREIGN && new FrameScanner(channel, size).isFrame(Frame.SEGMENT_HEADER);
        return isSegment ? Frame.Header.DAMAGED : header;
    }

    static StoreException newer(Path file, byte[] header) {
        return new StoreException(file + ": was written by a later version of this software; its format is version "
                + Frame.u32(header, 8) + ", this one reads up to " + Frame.VERSION);
    }

    /** Returns a reader that is fast on payloads that follow each other. */
    PayloadWindow window() {
        return new PayloadWindow(file, channel);
    }

    SegmentStatus status() throws IOException {
        return new SegmentStatus(
                file,
                names.sessions(),
                counts,
                Files.size(file),
                Files.getLastModifiedTime(file).toInstant(),
                SegmentLock.isHeld(file));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Takes in frames. */
    private final class Taker implements FrameScanner.Visitor {

        @Override
        public void frame(long offset, byte[] bytes, int payload, int length) {
            try {
                take(offset + Frame.HEADER, length, new ByteSource(bytes, payload, length));
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                findings.add(new StoreFinding(file, offset, false, "a record cannot be used: " + e.getMessage()));
            }
        }

        @Override
        public void damaged(long offset, long end) {
            findings.add(new StoreFinding(
                    file, offset, false, (end - offset) + " bytes are damaged; their records are lost"));
        }

        private void take(long offset, int length, ByteSource in) {
            int code = in.u8();
            RecordType type = RecordType.of(code)
                    .orElseThrow(() -> new IllegalArgumentException("records of type " + code + " are not known"));
            if (type == RecordType.SETTINGS) {
                in.varint();
                Settings settings = DefinitionCodec.settings(in);
                catalogue.take(file, settings);
            } else if (type.isOutcome()) {
                names.session(in.count());
                int data = names.data(in.count());
                int method = names.method(in.count());
                long seed = in.varint();
                long at = in.zigzag();
                if (catalogue.isDeep()) {
                    OutcomeCodec.checkAll(type, in, names);
                } else {
                    OutcomeCodec.check(type, in, names);
                }
                catalogue.take(new RunIndex.Entry(data, method, seed, at, type, number, offset, length));
                counts = counts.plus(StatusCounts.of(type.status()));
            } else if (type == RecordType.COLLAPSE) {
                Session session = names.session(in.count());
                Instant at = Instant.ofEpochMilli(in.zigzag());
                catalogue.take(new Catalogue.Dated(at, CollapseCodec.read(in), session, number));
            } else {
                names.define(type, in, catalogue);
            }
        }
    }
}
