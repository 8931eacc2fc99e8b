package org.imprint.lab.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.frame.ByteSource;
import org.imprint.lab.store.frame.Chain;
import org.imprint.lab.store.frame.Frame;
import org.imprint.lab.store.frame.FrameScanner;
import org.imprint.lab.store.frame.OpenFiles;
import org.imprint.lab.store.record.CollapseCodec;
import org.imprint.lab.store.record.DefinitionCodec;
import org.imprint.lab.store.record.LocalNames;
import org.imprint.lab.store.record.OutcomeCodec;
import org.imprint.lab.store.record.OutcomeHead;
import org.imprint.lab.store.record.RecordType;
import org.imprint.lab.store.record.Stamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One segment as a reader knows it: how far it was read, what its numbers stand for, what was wrong with it. */
final class SegmentFile {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFile.class);
    private static final String CUT =
            "has no end mark, although its process closed it: it was cut, and what came after is lost;"
                    + " or it was copied from a process that was writing or killed, without its " + Segments.SUFFIX
                    + ".lock";

    private static final String STOPPED =
            "has no end mark: its process was stopped, or it was copied while it was written; what was"
                    + " flushed till then is here";

    private final Path file;
    private final int number;
    private final Catalogue catalogue;
    private final OpenFiles files;
    private final LocalNames names = new LocalNames();
    private final List<StoreFinding> findings = new ArrayList<>();
    private final Chain chain = new Chain();
    private StatusCounts counts = StatusCounts.none();
    private boolean promisesEnd;
    private boolean hasEnd;
    private long position;
    private StoreFinding tail;

    /**
     * Creates what nothing is known of yet.
     *
     * @param number of this segment in the catalogue
     * @param catalogue takes in what the segment holds
     * @param files opens it when it is read
     */
    SegmentFile(Path file, int number, Catalogue catalogue, OpenFiles files) {
        this.file = file;
        this.number = number;
        this.catalogue = catalogue;
        this.files = files;
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
        long size = files.size(file);
        if (position == 0 && !begins(size) || size == position && (isComplete() || SegmentLock.isHeld(file))) {
            return;
        }
        FrameScanner.End end = scan(size);
        tail = null;
        boolean isWhole = end.ending() == FrameScanner.Ending.CLEAN && isComplete();
        if (!isWhole && !SegmentLock.isHeld(file)) {
            end = scan(files.size(file));
            tail = tail(end, files.size(file) - end.position());
            if (tail != null) {
                LOG.debug("{}", tail);
            }
        }
    }

    /** Returns whether there is the end mark, or none was promised. */
    private boolean isComplete() {
        return hasEnd || !promisesEnd;
    }

    private FrameScanner.End scan(long size) throws IOException {
        FrameScanner.End end = new FrameScanner(this::read, size).scan(position, new Taker());
        position = end.position();
        return end;
    }

    private int read(long at, ByteBuffer into) throws IOException {
        return files.read(file, at, into);
    }

    /** Judges what comes after the last whole record of a segment that nobody writes any more; null if it is what should be there. */
    private StoreFinding tail(FrameScanner.End end, long left) {
        if (end.ending() == FrameScanner.Ending.DAMAGED) {
            return new StoreFinding(
                    file, end.position(), false, "the last " + left + " bytes are damaged; their records are lost");
        }
        if (!isComplete() && !SegmentLock.isThere(file)) {
            return new StoreFinding(file, end.position(), false, CUT);
        }
        if (end.ending() == FrameScanner.Ending.HALF_WRITTEN) {
            return new StoreFinding(
                    file,
                    end.position(),
                    true,
                    "the last " + left + " bytes are a half-written record of a process that was stopped; dropped");
        }
        return !isComplete() ? new StoreFinding(file, end.position(), true, STOPPED) : null;
    }

    /** Judges the header; returns whether records may follow. */
    private boolean begins(long size) throws IOException {
        byte[] header = new byte[Frame.SEGMENT_HEADER];
        int length = read(0, ByteBuffer.wrap(header));
        tail = null;
        switch (judged(Frame.header(header, length), size)) {
            case VALID -> {
                position = Frame.SEGMENT_HEADER;
                promisesEnd = Frame.promisesEnd(header);
            }
            case NEWER -> throw newer(file, header);
            case UNFINISHED -> {
                if (!SegmentLock.isHeld(file)) {
                    boolean isTrace = SegmentLock.isThere(file);
                    tail = new StoreFinding(
                            file, 0, isTrace, isTrace ? "ends within its header; holds no records" : CUT);
                }
            }
            case DAMAGED -> {
                findings.add(new StoreFinding(file, 0, false, "its header is damaged; the records were read"));
                position = Frame.SEGMENT_HEADER;
            }
            case FOREIGN -> tail = new StoreFinding(file, 0, false, "is no segment of a result store; not read");
        }
        return position > 0;
    }

    /** A record where the first one belongs tells a segment whose whole header is lost from something else. */
    private Frame.Header judged(Frame.Header header, long size) throws IOException {
        boolean isSegment =
                header == Frame.Header.FOREIGN && new FrameScanner(this::read, size).isFrame(Frame.SEGMENT_HEADER);
        return isSegment ? Frame.Header.DAMAGED : header;
    }

    static StoreException newer(Path file, byte[] header) {
        return new StoreException(file + ": was written by a later version of this software; its format is version "
                + Frame.u32(header, 8) + ", this one reads up to " + Frame.VERSION);
    }

    /** Returns a reader that is fast on payloads that follow each other. */
    PayloadWindow window() {
        return new PayloadWindow(file, this::read);
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

    /** Takes in frames. */
    private final class Taker implements FrameScanner.Visitor {

        @Override
        public void frame(long offset, byte[] bytes, int payload, int length) {
            try {
                takeInOrder(
                        offset,
                        length,
                        Frame.u32(bytes, payload - Integer.BYTES),
                        new ByteSource(bytes, payload, length));
            } catch (StoreException e) {
                throw e; // says that the store as a whole cannot be used
            } catch (ImprintException | ArithmeticException | DateTimeException e) {
                findings.add(new StoreFinding(file, offset, false, "a record cannot be used: " + e.getMessage()));
            }
        }

        @Override
        public void damaged(long offset, long end) {
            findings.add(new StoreFinding(
                    file, offset, false, (end - offset) + " bytes are damaged; their records are lost"));
        }

        private void takeInOrder(long offset, int length, int crc, ByteSource in) {
            int code = in.u8();
            if (code == RecordType.END.code()) {
                end(in);
                return;
            }
            Checks.require(!hasEnd, "records must come before the end mark", "one behind it");
            chain.add(length, crc);
            take(code, offset + Frame.HEADER, length, in);
        }

        private void end(ByteSource in) {
            hasEnd = true;
            long records = in.varint();
            boolean isRight = records == chain.records() && in.u32() == chain.value();
            Checks.require(
                    isRight || !findings.isEmpty(), // what is damaged is told already
                    "the end mark must be that of the " + chain.records() + " records before it",
                    "that of " + records + " others; records were taken out, put in, exchanged or damaged");
        }

        private void take(int code, long offset, int length, ByteSource in) {
            RecordType type = RecordType.of(code)
                    .orElseThrow(() -> new ImprintException("records of type " + code + " are not known"));
            if (type == RecordType.SETTINGS) {
                in.varint();
                Settings settings = DefinitionCodec.settings(in);
                catalogue.take(file, settings);
            } else if (type.isOutcome()) {
                OutcomeHead head = OutcomeHead.read(in, type.isStamped(code), names, offset);
                if (catalogue.isDeep()) {
                    OutcomeCodec.checkAll(type, in, names);
                } else {
                    OutcomeCodec.check(type, in, names);
                }
                catalogue.take(new RunIndex.Entry(
                        names.data(head.data()),
                        names.method(head.method()),
                        head.seed(),
                        head.stamp(),
                        type,
                        number,
                        offset,
                        length));
                counts = counts.plus(StatusCounts.of(type.status()));
            } else if (type == RecordType.COLLAPSE) {
                int session = in.count();
                names.session(session);
                Stamp stamp = OutcomeHead.stamp(in, type.isStamped(code), names, session, offset);
                catalogue.take(new Catalogue.Dated(stamp, CollapseCodec.read(in), names.session(session), number));
            } else {
                names.define(type, in, catalogue);
            }
        }
    }
}
