package org.imprint.lab.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.imprint.core.ImprintException;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.frame.ByteSink;
import org.imprint.lab.store.frame.ByteSource;
import org.imprint.lab.store.frame.Bytes;
import org.imprint.lab.store.frame.Frame;
import org.imprint.lab.store.frame.FrameScanner;
import org.imprint.lab.store.record.DefinitionCodec;
import org.imprint.lab.store.record.RecordType;
import org.imprint.vision.file.AtomicFile;

/**
 * The settings of a store, all that any process registered: a file like a segment with one record. Segments carry those they were
 * written under, so that nothing but the registration of settings without results depends on this file.
 */
final class SettingsFile {

    static final String NAME = "store.settings";

    private final Path file;

    SettingsFile(Path store) {
        this.file = store.resolve(NAME);
    }

    Path path() {
        return file;
    }

    /** Returns the settings; empty if there is no file, or none that can be read. */
    Optional<Settings> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        AtomicReference<Settings> found = new AtomicReference<>();
        byte[] bytes = Files.readAllBytes(file);
        Frame.Header header = Frame.header(bytes, Math.min(bytes.length, Frame.SEGMENT_HEADER));
        if (header == Frame.Header.NEWER) {
            throw SegmentFile.newer(file, bytes);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            new FrameScanner((at, into) -> Bytes.read(channel, at, into), channel.size())
                    .scan(Frame.SEGMENT_HEADER, new FrameScanner.Visitor() {
                        @Override
                        public void frame(long offset, byte[] in, int payload, int length) {
                            ByteSource source = new ByteSource(in, payload, length);
                            if (header == Frame.Header.VALID && source.u8() == RecordType.SETTINGS.code()) {
                                source.varint();
                                found.set(DefinitionCodec.settings(source));
                            }
                        }

                        @Override
                        public void damaged(long offset, long end) {
                            found.set(null);
                        }
                    });
        } catch (ImprintException e) {
            throw new StoreException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return Optional.ofNullable(found.get());
    }

    /** Returns whether there is a file that cannot be read. */
    boolean isDamaged() throws IOException {
        return Files.exists(file) && read().isEmpty();
    }

    /** Adds settings, to be called under the {@link StoreLock}; all that holds a result is known in {@code known}. */
    Settings register(Optional<Settings> known, Settings now) throws IOException {
        Optional<Settings> before = read();
        Settings all = now;
        for (Settings earlier :
                List.of(before, known).stream().flatMap(Optional::stream).toList()) {
            List<String> conflicts = earlier.conflicts(now);
            if (!conflicts.isEmpty()) {
                throw new StoreException(file.getParent() + ": holds results of other settings: "
                        + String.join("; ", conflicts) + ". Name another store for these");
            }
            all = earlier.and(all);
        }
        if (!before.equals(Optional.of(all))) {
            write(all);
        }
        return all;
    }

    private void write(Settings settings) throws IOException {
        ByteSink out = new ByteSink();
        Frame.begin(out);
        ByteSink payload = new ByteSink();
        payload.u8(RecordType.SETTINGS.code());
        payload.varint(0);
        DefinitionCodec.write(payload, settings);
        Frame.append(out, payload);
        AtomicFile.write(file, Arrays.copyOf(out.array(), out.size()));
    }
}
