package org.imprint.lab.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.BiConsumer;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.Interner;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.frame.ByteSink;
import org.imprint.lab.store.frame.Bytes;
import org.imprint.lab.store.frame.Chain;
import org.imprint.lab.store.frame.Frame;
import org.imprint.lab.store.record.CollapseCodec;
import org.imprint.lab.store.record.DefinitionCodec;
import org.imprint.lab.store.record.MethodCodec;
import org.imprint.lab.store.record.OutcomeCodec;
import org.imprint.lab.store.record.RecordType;
import org.imprint.lab.store.record.Stamp;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;

/** Appends records to a new segment, each definition before its first use. Not thread-safe; knows no locks. */
final class SegmentWriter implements AutoCloseable {

    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final ByteSink pending = new ByteSink();
    private final ByteSink payload = new ByteSink();
    private final ByteSink definition = new ByteSink();
    private final Interner<Session> sessions = new Interner<>();
    private final Interner<DataChoice> data = new Interner<>();
    private final Interner<Method> methods = new Interner<>();
    private final Interner<String> texts = new Interner<>();
    private final Interner<List<Integer>> sizes = new Interner<>();
    private final Interner<Long> writers = new Interner<>();
    private final Definitions numbers = new Definitions();
    private final Chain chain = new Chain();
    private long written;

    SegmentWriter(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Frame.begin(pending);
    }

    void append(Settings settings) {
        define(RecordType.SETTINGS, 0, settings, DefinitionCodec::write);
    }

    int number(Session session) {
        return number(RecordType.SESSION, sessions, session, DefinitionCodec::write);
    }

    void append(Session session, Combination c, Outcome outcome, Stamp stamp) {
        payload.clear();
        payload.u8(OutcomeCodec.type(outcome).code());
        payload.varint(number(session));
        numbers.combination(c);
        write(stamp);
        OutcomeCodec.write(payload, outcome, numbers);
        frame(payload);
    }

    void append(Session session, CollapseResult result, Stamp stamp) {
        payload.clear();
        payload.u8(RecordType.COLLAPSE.code());
        payload.varint(number(session));
        write(stamp);
        CollapseCodec.write(payload, result);
        frame(payload);
    }

    private void write(Stamp stamp) {
        payload.zigzag(stamp.at());
        payload.zigzag(stamp.counter());
        payload.varint(number(RecordType.WRITER, writers, stamp.writer(), ByteSink::zigzag));
    }

    private void frame(ByteSink content) {
        chain.add(content.size(), Frame.append(pending, content));
    }

    /** Appends the end mark, which is no record itself and not in the chain: how many records there are, and the chain of their checksums. */
    private void end() {
        payload.clear();
        payload.u8(RecordType.END.code());
        payload.varint(chain.records());
        payload.u32(chain.value());
        Frame.append(pending, payload);
    }

    /** Numbers of this segment; defines what is new. */
    private final class Definitions implements OutcomeCodec.Numbers {

        @Override
        public void combination(Combination c) {
            payload.varint(number(RecordType.DATA, data, c.data(), DefinitionCodec::write));
            payload.varint(number(RecordType.METHOD, methods, c.method(), MethodCodec::write));
            payload.varint(c.seed());
        }

        @Override
        public int text(String text) {
            return number(RecordType.TEXT, texts, text, ByteSink::text);
        }

        @Override
        public int sizes(List<Integer> of) {
            return number(RecordType.SIZES, sizes, of, SegmentWriter::writeSizes);
        }
    }

    private static void writeSizes(ByteSink out, List<Integer> sizes) {
        out.varint(sizes.size());
        sizes.forEach(out::varint);
    }

    private <T> int number(RecordType type, Interner<T> known, T value, BiConsumer<ByteSink, T> content) {
        int before = known.size();
        int number = known.number(value);
        if (number == before) {
            define(type, number, value, content);
        }
        return number;
    }

    private <T> void define(RecordType type, int number, T value, BiConsumer<ByteSink, T> content) {
        definition.clear();
        definition.u8(type.code());
        definition.varint(number);
        content.accept(definition, value);
        frame(definition);
    }

    /** Hands what is pending to the operating system if it has become a block. */
    void drainIfFull() {
        if (pending.size() >= BLOCK) {
            drain();
        }
    }

    /** Hands what is pending to the operating system; if that fails, nothing is lost and the next attempt starts at the same place. */
    void drain() {
        try {
            Bytes.write(channel, written, ByteBuffer.wrap(pending.array(), 0, pending.size()));
            written += pending.size();
            pending.clear();
        } catch (IOException e) {
            throw StoreException.notWritten(file, e);
        }
    }

    /** Hands what is pending to the operating system and forces it to the disk. */
    void force() {
        drain();
        try {
            channel.force(false);
        } catch (IOException e) {
            throw StoreException.notWritten(file, e);
        }
    }

    /** Closes the file without what is pending and without an end mark, as if the process had been killed: an end mark would be a lie. */
    void abandon() throws IOException {
        channel.close();
    }

    /** Appends the end mark, forces everything to the disk and closes the file. */
    @Override
    public void close() throws IOException {
        try {
            end();
            force();
        } finally {
            channel.close();
        }
    }
}
