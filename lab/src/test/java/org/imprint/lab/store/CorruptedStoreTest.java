package org.imprint.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.frame.ByteSink;
import org.imprint.lab.store.frame.ByteSource;
import org.imprint.lab.store.frame.Frame;
import org.imprint.lab.store.record.RecordType;
import org.imprint.lab.store.record.ScoresCodec;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Grid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the bytes of a store, what can be trusted is read, and what is lost is told. */
class CorruptedStoreTest {

    private static final int RUNS = 5;
    private static final int[] FLIPS = {0x01, 0x80, 0xFF, 0x20};

    @TempDir
    private Path folder;

    private final Grid grid = Made.grid();
    private final Map<Combination, Outcome> appended = new HashMap<>();
    private Path segment;
    private byte[] whole;

    @BeforeEach
    void fill() throws IOException {
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings());
                StoreWriter writer = store.writer(Made.SESSION)) {
            for (int i = 0; i < RUNS; i++) {
                appended.put(grid.get(i), Made.outcome(i, grid.get(0)));
                writer.append(grid.get(i), Made.outcome(i, grid.get(0)));
            }
            segment = writer.file();
        }
        whole = Files.readAllBytes(segment);
    }

    /** Opens, checks that nothing that is read is wrong, and returns how many outcomes were read. */
    private int readable() {
        int found = 0;
        try (ResultStore store = ResultStore.open(folder)) {
            assertThat(store.runs().count()).isEqualTo(store.size());
            for (Map.Entry<Combination, Outcome> e : appended.entrySet()) {
                if (store.outcome(e.getKey()).isPresent()) {
                    assertThat(store.outcome(e.getKey())).contains(e.getValue());
                    found++;
                }
            }
            assertThat(store.size()).isEqualTo(found);
        }
        return found;
    }

    @Test
    void everyFlippedByteIsToldAndCostsNoMoreThanWhatDependsOnIt() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) FLIPS[at % FLIPS.length];
            Files.write(segment, bytes);
            readable();
            StoreCheck check = StoreCheck.of(folder);
            assertThat(check.isSound()).as("byte " + at).isFalse();
            assertThat(check.findings()).allMatch(f -> f.file().equals(segment));
        }
    }

    @Test
    void aDamagedOutcomeCostsItselfAlone() throws IOException {
        int last = lastOutcome();
        for (int at = last; at < endMark(); at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= 0x10;
            Files.write(segment, bytes);
            assertThat(readable()).isEqualTo(RUNS - 1);
        }
    }

    /** Where each frame starts; the last is the end mark, the one before the last outcome. */
    private List<Integer> frames() {
        List<Integer> starts = new ArrayList<>();
        int at = Frame.SEGMENT_HEADER;
        while (at < whole.length) {
            starts.add(at);
            at += Frame.HEADER + Frame.u32(whole, at + 2);
        }
        return starts;
    }

    private int lastOutcome() {
        return frames().get(frames().size() - 2);
    }

    private int endMark() {
        return frames().get(frames().size() - 1);
    }

    private void cut(int length) throws IOException {
        Files.write(segment, Arrays.copyOf(whole, length));
    }

    /** As if the process that wrote the segment had been killed before it could close it. */
    private void leftByAKilledProcess() throws IOException {
        SegmentLock.leaveTrace(segment);
    }

    @Test
    void everyTruncationLeavesWhatWasWholeAndIsNotFatal() throws IOException {
        leftByAKilledProcess();
        int before = 0;
        for (int length = 0; length <= whole.length; length++) {
            cut(length);
            int found = readable();
            assertThat(found).as("length " + length).isGreaterThanOrEqualTo(before);
            StoreCheck check = StoreCheck.of(folder);
            assertThat(check.findings())
                    .filteredOn(f -> !f.isHarmless())
                    .as("length " + length)
                    .allMatch(f -> f.what().startsWith("a run equals another that is not done"));
            before = found;
        }
        assertThat(before).isEqualTo(RUNS);
    }

    @Test
    void aHalfWrittenRecordIsToldWithItsPlaceAndDoesNotStopTheNextProcess() throws IOException {
        leftByAKilledProcess();
        cut(endMark() - 3);
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings())) {
            assertThat(store.findings()).singleElement().satisfies(f -> {
                assertThat(f.isHarmless()).isTrue();
                assertThat(f).hasToString(segment + ", byte " + f.offset() + ": " + f.what());
                assertThat(f.what()).contains("half-written");
            });
            assertThat(store.size()).isEqualTo(RUNS - 1);
            try (StoreWriter writer = store.writer(Made.SESSION)) {
                writer.append(grid.get(RUNS - 1), Made.outcome(RUNS - 1, grid.get(0)));
            }
            store.refresh();
            assertThat(store.size()).isEqualTo(RUNS);
        }
        assertThat(StoreCheck.of(folder).isSound()).isTrue();
    }

    @Test
    void aSegmentCutAfterItWasClosedIsToldWhereverItIsCut() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            cut(length);
            StoreCheck check = StoreCheck.of(folder);
            assertThat(check.isSound()).as("length " + length).isFalse();
            assertThat(check.findings())
                    .as("length " + length)
                    .anySatisfy(f -> assertThat(f.what()).startsWith("has no end mark"));
        }
        for (int start : frames()) {
            cut(start);
            assertThat(Compaction.of(folder).damaged()).containsExactly(segment);
        }
        cut(whole.length);
        assertThat(StoreCheck.of(folder).findings()).isEmpty();
    }

    @Test
    void aKilledProcessIsToldFromACutByItsLock() throws IOException {
        leftByAKilledProcess();
        for (int start : frames()) {
            cut(start);
            StoreCheck check = StoreCheck.of(folder);
            assertThat(check.findings())
                    .filteredOn(f -> !f.what().startsWith("a run equals another"))
                    .singleElement()
                    .satisfies(f -> {
                        assertThat(f.isHarmless()).isTrue();
                        assertThat(f.offset()).isEqualTo(start);
                        assertThat(f.what()).contains("process was stopped");
                    });
        }
    }

    @Test
    void recordsThatWereTakenOutPutInOrExchangedAreTold() throws IOException {
        Path dir = folder.resolve("chained");
        try (ResultStore store = ResultStore.openOrCreate(dir, Made.settings());
                StoreWriter writer = store.writer(Made.SESSION)) {
            for (int i = 0; i < 3; i++) {
                writer.append(grid.get(i), StoreOrderTest.done(i));
            }
            segment = writer.file();
        }
        whole = Files.readAllBytes(segment);
        int first = frames().get(frames().size() - 3);
        byte[] one = Arrays.copyOfRange(whole, first, lastOutcome());
        byte[] two = Arrays.copyOfRange(whole, lastOutcome(), endMark());
        for (byte[][] instead : new byte[][][] {{one}, {two}, {two, one}, {one, one, two}, {one, two, two}}) {
            ByteSink bytes = new ByteSink();
            bytes.raw(whole, 0, first);
            for (byte[] frame : instead) {
                bytes.raw(frame, 0, frame.length);
            }
            bytes.raw(whole, endMark(), whole.length - endMark());
            Files.write(segment, bytes.toArray());
            assertThat(StoreCheck.of(dir).findings()).singleElement().satisfies(f -> {
                assertThat(f.isHarmless()).isFalse();
                assertThat(f.what()).contains("the end mark must be that of the");
            });
        }
    }

    @Test
    void nothingIsReadBehindAnEndMark() throws IOException {
        byte[] twice = Arrays.copyOf(whole, 2 * whole.length - lastOutcome());
        System.arraycopy(whole, lastOutcome(), twice, whole.length, whole.length - lastOutcome());
        Files.write(segment, twice);
        assertThat(readable()).isEqualTo(RUNS);
        assertThat(StoreCheck.of(folder).findings())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.what()).contains("end mark"));
    }

    @Test
    void zerosAfterAPowerCutAreAHalfWrittenEnd() throws IOException {
        Files.write(segment, Arrays.copyOf(whole, whole.length + 5000));
        assertThat(readable()).isEqualTo(RUNS);
        assertThat(StoreCheck.of(folder).isSound()).isTrue();
        assertThat(StoreCheck.of(folder).findings()).hasSize(1);
    }

    @Test
    void rubbishInTheMiddleIsSteppedOver() throws IOException {
        int last = lastOutcome();
        byte[] rubbish = "imprint \u00ab\u001f".repeat(50).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[whole.length + rubbish.length];
        System.arraycopy(whole, 0, bytes, 0, last);
        System.arraycopy(rubbish, 0, bytes, last, rubbish.length);
        System.arraycopy(whole, last, bytes, last + rubbish.length, whole.length - last);
        Files.write(segment, bytes);
        assertThat(readable()).isEqualTo(RUNS);
        assertThat(StoreCheck.of(folder).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.offset()).isEqualTo(last));
    }

    @Test
    void everyFlippedByteOfTheSettingsIsToldAndTheSegmentsKnowThem() throws IOException {
        Path file = folder.resolve(SettingsFile.NAME);
        byte[] settings = Files.readAllBytes(file);
        for (int at = 0; at < settings.length; at++) {
            byte[] bytes = settings.clone();
            bytes[at] ^= 0x04;
            Files.write(file, bytes);
            try (ResultStore store = ResultStore.open(folder)) {
                assertThat(store.settings()).isEqualTo(Made.settings());
                assertThat(store.findings())
                        .as("byte " + at)
                        .singleElement()
                        .satisfies(f -> assertThat(f.file()).isEqualTo(file));
            }
        }
        ResultStore.openOrCreate(folder, Made.settings()).close();
        assertThat(Files.readAllBytes(file)).as("written anew").isEqualTo(settings);
    }

    @Test
    void aSegmentOfALaterVersionIsRefused() throws IOException {
        ByteSink header = new ByteSink();
        header.raw(whole, 0, 8);
        header.u32(Frame.VERSION + 1);
        header.u32(Frame.crc(header.array(), 0, 12));
        byte[] bytes = whole.clone();
        System.arraycopy(header.array(), 0, bytes, 0, Frame.SEGMENT_HEADER);
        Files.write(segment, bytes);
        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable use :
                List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                        () -> ResultStore.open(folder),
                        () -> ResultStore.openOrCreate(folder, Made.settings()),
                        () -> StoreCheck.of(folder),
                        () -> Compaction.of(folder))) {
            assertThatThrownBy(use)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith(segment + ": ")
                    .hasMessageContaining("later version")
                    .hasMessageContaining("version 3, this one reads up to 2");
        }
        assertThat(segment).hasBinaryContent(bytes);
    }

    @Test
    void aSegmentWithoutItsHeaderIsKnownByItsFirstRecord() throws IOException {
        byte[] bytes = whole.clone();
        Arrays.fill(bytes, 0, Frame.SEGMENT_HEADER, (byte) 0x5A);
        Files.write(segment, bytes);
        assertThat(readable()).isEqualTo(RUNS);
        assertThat(StoreCheck.of(folder).findings())
                .extracting(StoreFinding::isHarmless)
                .containsExactly(false);
    }

    @Test
    void aFolderWithTheNameOfASegmentIsNoPartOfTheStore() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("odd.seg"));
        assertThat(readable()).isEqualTo(RUNS);
        StoreCheck check = StoreCheck.of(folder);
        assertThat(check.isSound()).isTrue();
        assertThat(check.findings()).extracting(StoreFinding::file).containsExactly(odd);
    }

    @Test
    void foreignFilesAreNamed() throws IOException {
        Path note = Files.writeString(folder.resolve("note.txt"), "hello");
        Path fake = Files.writeString(folder.resolve("fake.seg"), "PK\003\004 something else altogether");
        Files.writeString(folder.resolve(".hidden"), "");
        assertThat(readable()).isEqualTo(RUNS);
        StoreCheck check = StoreCheck.of(folder);
        assertThat(check.isSound()).isFalse();
        assertThat(check.findings())
                .extracting(StoreFinding::file, StoreFinding::isHarmless)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(note, true),
                        org.assertj.core.groups.Tuple.tuple(fake, false));
        assertThat(Compaction.of(folder).damaged()).containsExactly(fake);
        assertThat(fake).exists();
    }

    @Test
    void anEmptyStoreIsAStore() throws IOException {
        Path empty = folder.resolve("empty");
        ResultStore.openOrCreate(empty, Settings.of(org.imprint.core.Semantics.REFERENCE))
                .close();
        try (ResultStore store = ResultStore.open(empty)) {
            assertThat(store.size()).isZero();
            assertThat(store.runs()).isEmpty();
            assertThat(store.collapse()).isEmpty();
            assertThat(store.segments()).isEmpty();
            assertThat(store.settings().semantics().isReference()).isTrue();
        }
        assertThat(StoreCheck.of(empty).isSound()).isTrue();
        assertThat(Compaction.of(empty).folded()).isZero();
        Path begun = Files.createFile(empty.resolve("20260101T000000-1-00000000.seg"));
        assertThat(StoreCheck.of(empty).isSound()).isFalse();
        SegmentLock.leaveTrace(begun);
        assertThat(StoreCheck.of(empty).isSound()).isTrue();
    }

    @Test
    void aDamagedSegmentIsNotFolded() throws IOException {
        byte[] bytes = whole.clone();
        bytes[lastOutcome() + 20] ^= 1;
        Files.write(segment, bytes);
        Compaction done = Compaction.of(folder);
        assertThat(done.folded()).isZero();
        assertThat(done.damaged()).containsExactly(segment);
        assertThat(segment).hasBinaryContent(bytes);
    }

    /** A record of another program, or of ours gone wrong: its checksums are right and its numbers are not. */
    @Test
    void impossibleNumbersAreNotUsedThoughTheirChecksumsAreRight() throws IOException {
        for (double seconds : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            byte[] bytes = whole.clone();
            int start = outcomeWithPrediction();
            int length = Frame.u32(bytes, start + 2);
            long cost = Double.doubleToLongBits(
                    ((Outcome.Done) Made.outcome(3, grid.get(0))).cost().generationSeconds());
            int at = start + Frame.HEADER;
            while (ByteBuffer.wrap(bytes).getLong(at) != cost) {
                at++;
            }
            ByteBuffer.wrap(bytes).putDouble(at, seconds).putInt(start + 8, 0);
            ByteBuffer.wrap(bytes).putInt(start + 8, Frame.crc(bytes, start + Frame.HEADER, length));
            Files.write(segment, bytes);
            assertThat(readable()).isEqualTo(RUNS - 1);
            assertThat(StoreCheck.of(folder).findings())
                    .anySatisfy(f ->
                            assertThat(f.what()).contains("generation seconds must be finite and ≥ 0, was " + seconds));
        }
    }

    private int outcomeWithPrediction() {
        return frames().stream()
                .filter(at -> Frame.u32(whole, at + 2) > 0 && whole[at + Frame.HEADER] == RecordType.DONE.code())
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void impossibleCountsAreRefusedBeforeAnythingIsMadeOfThem() {
        // Three classes of ten rows; a pair is answers more than rows, and wrong answers.
        for (int[][] counts : new int[][][] {
            {{0, 11}, {0, 0}, {0, 0}}, {{-2, 1}, {2, 0}, {0, 0}}, {{1, 0}, {0, 0}, {0, 0}}, {{0, -1}, {0, 0}, {0, 0}}
        }) {
            ByteSink out = new ByteSink();
            out.u8(0);
            out.varint(0);
            for (int[] pair : counts) {
                out.zigzag(pair[0]);
                out.varint(pair[1]);
            }
            assertThatThrownBy(() ->
                            ScoresCodec.check(new ByteSource(out.array(), 0, out.size()), n -> List.of(10, 10, 10)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(wrong answers of class 0 must be in|answers must be as many as rows).*");
        }
    }
}
