package org.imprint.classifier.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournaledClassifierTest {

    @TempDir
    private Path folder;

    private Path file;
    private Path journal;

    @BeforeEach
    void save() {
        file = folder.resolve("birds.imprint");
        journal = folder.resolve("birds.imprint.journal");
        Taught.save(file);
    }

    /** A process that is killed leaves file and journal as they are: so does a copy of both. */
    private Path killed(String name) {
        try {
            Path there = Files.createDirectories(folder.resolve(name)).resolve("birds.imprint");
            Files.copy(file, there);
            if (Files.exists(journal)) {
                Files.copy(journal, there.resolveSibling("birds.imprint.journal"));
            }
            return there;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatWasToldIsThereAfterAKillToTheBit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (JournaledClassifier birds = Taught.open(file)) {
            for (int i = 0; i < 40; i++) {
                Taught.change(birds, random);
                if (i % 8 == 7) {
                    String told = Taught.text(birds.moment());
                    try (JournaledClassifier again = Taught.open(killed("after" + i))) {
                        assertThat(Taught.text(again.moment())).isEqualTo(told);
                    }
                }
            }
        }
        assertThat(journal).doesNotExist();
    }

    @Test
    void closingTakesChangesAndPicturesIntoTheFile() {
        String told;
        try (JournaledClassifier birds = Taught.open(file)) {
            SplittableRandom random = new SplittableRandom(4);
            IntStream.range(0, 30).forEach(i -> Taught.change(birds, random));
            told = Taught.text(birds.moment());
            assertThat(Taught.text(JournaledClassifier.openToRead(file, Parallel.serial())
                            .moment()))
                    .isEqualTo(told);
        }
        assertThat(journal).doesNotExist();
        ClassifierContents contents = ImprintFile.open(file);
        assertThat(Taught.text(
                        JournaledClassifier.openToRead(file, Parallel.serial()).moment()))
                .isEqualTo(told);
        assertThat(contents.thumbnails().digests()).isNotEmpty();
        assertThat(contents.state().isCalibrated()).isTrue();
    }

    /** Whatever is cut off, all is there of which the end was on the disk. */
    @Test
    void aJournalThatIsCutAnywhereHasWhatWasWhole() throws IOException {
        TreeMap<Long, String> told = new TreeMap<>();
        try (JournaledClassifier birds = Taught.open(file)) {
            SplittableRandom random = new SplittableRandom(5);
            while (told.size() < 6) {
                Taught.change(birds, random);
                if (Files.exists(journal)) {
                    told.put(Files.size(journal), Taught.text(birds.moment()));
                }
            }
            byte[] all = Files.readAllBytes(journal);
            Path cut = killed("cut");
            long first = told.firstKey();
            for (int length = (int) first; length <= all.length; length += 7) {
                Files.write(cut.resolveSibling("birds.imprint.journal"), Arrays.copyOf(all, length));
                assertThat(Taught.text(JournaledClassifier.openToRead(cut, Parallel.serial())
                                .moment()))
                        .isEqualTo(told.floorEntry((long) length).getValue());
            }
        }
    }

    /** Bytes that were on the disk and are others now are told of; nothing is lost or changed in silence. */
    @Test
    void damageIsToldAndLeftAsItIs() throws IOException {
        Path damaged;
        byte[] all;
        try (JournaledClassifier birds = Taught.open(file)) {
            SplittableRandom random = new SplittableRandom(6);
            IntStream.range(0, 12).forEach(i -> Taught.change(birds, random));
            all = Files.readAllBytes(journal);
            damaged = killed("damaged");
        }
        Path itsJournal = damaged.resolveSibling("birds.imprint.journal");
        for (int at = 0; at < all.length; at += 11) {
            byte[] other = all.clone();
            other[at] ^= 0x10;
            Files.write(itsJournal, other);
            assertThatThrownBy(() -> Taught.open(damaged))
                    .isInstanceOf(ImprintException.class)
                    .hasMessageStartingWith(itsJournal + ":");
            assertThat(Files.readAllBytes(itsJournal)).isEqualTo(other);
        }
    }

    @Test
    void aKillBetweenAnyTwoStepsOfTakingInLosesNothing() throws IOException {
        Path marked;
        Path renamed;
        String told;
        try (JournaledClassifier birds = Taught.open(file)) {
            SplittableRandom random = new SplittableRandom(8);
            IntStream.range(0, 15).forEach(i -> Taught.change(birds, random));
            told = Taught.text(birds.moment());
            marked = killed("marked");
            renamed = killed("renamed");
        }
        ClassifierContents contents =
                JournaledClassifier.openToRead(marked, Parallel.serial()).contents();
        Path markedJournal = marked.resolveSibling("birds.imprint.journal");
        assertThatThrownBy(() -> TakingIn.write(marked, contents, identity -> {
                    mark(markedJournal, identity);
                    throw new IOException("killed before the new file had its name");
                }))
                .isInstanceOf(IOException.class);
        TakingIn.write(renamed, contents, identity -> mark(renamed.resolveSibling("birds.imprint.journal"), identity));
        for (Path left : new Path[] {marked, renamed}) {
            try (JournaledClassifier again = Taught.open(left)) {
                assertThat(Taught.text(again.moment())).isEqualTo(told);
            }
            assertThat(left.resolveSibling("birds.imprint.journal")).doesNotExist();
        }
    }

    private static void mark(Path path, ContentDigest identity) throws IOException {
        JournalContents there = JournalContents.read(path);
        try (JournalFile open = JournalFile.open(path, there)) {
            open.force(open.append(JournalEntry.bytes(new JournalEntry.TakenIn(identity, there.last()))));
        }
    }

    @Test
    void aJournalOfAnotherContentIsRefused() {
        Path left;
        try (JournaledClassifier birds = Taught.open(file)) {
            birds.rename("heron", "egret");
            left = killed("left");
        }
        ClassifierContents other = ImprintFile.open(left).withText("note", "another fit");
        ImprintFile.save(left, other);
        assertThatThrownBy(() -> Taught.open(left))
                .isInstanceOf(ImprintException.class)
                .hasMessageContaining("holds 1 changes of another content of " + left);
    }

    @Test
    void aSecondOneIsRefusedAndReadersAreNot() {
        try (JournaledClassifier birds = Taught.open(file)) {
            birds.rename("heron", "egret");
            assertThatThrownBy(() -> Taught.open(file)).hasMessageContaining("is being changed by another process");
            JournaledClassifier reader = JournaledClassifier.openToRead(file, Parallel.serial());
            assertThat(reader.state().classNames()).containsExactly("egret", "crane");
            assertThatThrownBy(() -> reader.forget("crane")).hasMessageContaining("was opened to be asked");
        }
    }

    @Test
    void whatCannotBeMadeChangesNothing() throws IOException {
        try (JournaledClassifier birds = Taught.open(file)) {
            birds.rename("heron", "egret");
            long size = Files.size(journal);
            String before = Taught.text(birds.moment());
            assertThatThrownBy(() -> birds.forget("eagle")).isInstanceOf(ImprintException.class);
            assertThatThrownBy(birds::redo).isInstanceOf(ImprintException.class);
            birds.rename("egret", "egret");
            assertThat(Taught.text(birds.moment())).isEqualTo(before);
            assertThat(Files.size(journal)).isEqualTo(size);
        }
    }

    @Test
    void anotherShareOfFalseRejectsIsKeptAndFoundAgain() {
        try (JournaledClassifier birds = Taught.open(file)) {
            birds.reject(Optional.of(0.2));
            assertThat(JournaledClassifier.openToRead(file, Parallel.serial())
                            .state()
                            .settings()
                            .certainty()
                            .rejection()
                            .orElseThrow()
                            .alpha())
                    .isEqualTo(0.2);
        }
        assertThat(ImprintFile.open(file).state().classes().get(0).threshold()).isPresent();
        try (JournaledClassifier birds = Taught.open(file)) {
            birds.reject(Optional.empty());
        }
        assertThat(ImprintFile.open(file).state().classes().get(0).threshold()).isEmpty();
    }

    @Test
    void manyAtOnceAreAllThere() throws Exception {
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Path left;
        try (JournaledClassifier birds = Taught.open(file)) {
            Thread[] threads = new Thread[8];
            for (int t = 0; t < threads.length; t++) {
                int from = 100 + 40 * t;
                threads[t] = new Thread(() -> {
                    for (int i = from; i < from + 40; i++) {
                        birds.learn(
                                "class " + from, Taught.examples(i, i + 1), Taught.rows(i, i + 1), Thumbnails.none());
                    }
                });
                threads[t].setUncaughtExceptionHandler((x, e) -> failed.set(e));
                threads[t].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            left = killed("many");
        }
        assertThat(failed.get()).isNull();
        try (JournaledClassifier again = Taught.open(left)) {
            Map<String, Integer> sizes = new TreeMap<>();
            again.state().classes().forEach(c -> sizes.put(c.name(), c.learned()));
            assertThat(sizes).hasSize(10);
            assertThat(sizes.entrySet())
                    .filteredOn(e -> e.getKey().startsWith("class"))
                    .allMatch(e -> e.getValue() == 40);
        }
    }

    @Test
    void whatIsNoJournalIsLeftAlone() throws IOException {
        Files.writeString(journal, "a diary");
        assertThatThrownBy(() -> Taught.open(file))
                .isInstanceOf(DataException.class)
                .hasMessage(journal + ": must be the journal of a classifier, but is something else");
        assertThat(journal).hasContent("a diary");
    }

    @Test
    void isTaughtFromNothingAndForgetsTheLastClass() {
        Path fresh = folder.resolve("new.imprint");
        NewClassifier.write(fresh, Taught.nothing());
        assertThatThrownBy(() -> NewClassifier.write(fresh, Taught.nothing()))
                .hasMessageContaining("must have no file or journal yet");
        try (JournaledClassifier birds = Taught.open(fresh)) {
            assertThat(birds.state().classNames()).isEmpty();
            birds.learn("heron", Taught.examples(0, 3), Taught.rows(0, 3), Thumbnails.none());
        }
        try (JournaledClassifier birds = Taught.open(fresh)) {
            assertThat(birds.state().classNames()).containsExactly("heron");
            birds.forget("heron");
        }
        assertThat(ImprintFile.open(fresh).state().classNames()).isEmpty();
        try (JournaledClassifier birds = Taught.open(fresh)) {
            birds.undo();
            assertThat(birds.state().classNames()).containsExactly("heron");
        }
    }

    /** A journal may be taken in and gone between the reading of the file and that of the journal. */
    @Test
    void readersSeeAllThatWasToldWhileItIsTakenIn() throws Exception {
        AtomicInteger told = new AtomicInteger();
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Thread teacher = new Thread(() -> {
            for (int i = 0; i < 10; i++) {
                try (JournaledClassifier birds = Taught.open(file)) {
                    birds.learn("stork", Taught.examples(i, i + 1), Taught.rows(i, i + 1), Thumbnails.none());
                    told.incrementAndGet();
                }
            }
        });
        teacher.setUncaughtExceptionHandler((thread, e) -> failed.set(e));
        teacher.start();
        while (teacher.isAlive()) {
            int before = told.get();
            ClassifierContents seen = JournaledClassifier.read(file, Parallel.serial());
            assertThat(seen.history().done()).hasSizeGreaterThanOrEqualTo(2 + before);
        }
        assertThat(failed.get()).isNull();
        assertThat(told.get()).isEqualTo(10);
    }

    /** What begins when it is being closed is refused, and what was answered is there. */
    @Test
    void closingAmongChangesLosesNoneThatWasAnswered() throws Exception {
        for (int round = 0; round < 5; round++) {
            Path its = folder.resolve("round" + round + ".imprint");
            Taught.save(its);
            Set<Integer> answered = ConcurrentHashMap.newKeySet();
            JournaledClassifier birds = Taught.open(its);
            Thread[] threads = new Thread[4];
            for (int t = 0; t < threads.length; t++) {
                int from = 1000 * (t + 1);
                threads[t] = new Thread(() -> {
                    try {
                        for (int i = from; ; i++) {
                            birds.learn("stork", Taught.examples(i, i + 1), Taught.rows(i, i + 1), Thumbnails.none());
                            answered.add(i);
                        }
                    } catch (ImprintException e) {
                        assertThat(e).hasMessageContaining("is being closed");
                    }
                });
                threads[t].start();
            }
            Thread.sleep(30);
            birds.close();
            for (Thread thread : threads) {
                thread.join();
            }
            ClassifierState state = ImprintFile.open(its).state();
            ExampleSet storks = state.classes().get(state.indexOf("stork")).examples();
            assertThat(answered)
                    .isNotEmpty()
                    .allMatch(i -> storks.find(Taught.digest(i)).isPresent());
        }
    }

    /** Whatever it is that fails: what was not made is not there for the next change either. */
    @Test
    void aChangeThatCannotBeginItsJournalIsNotMade() throws IOException {
        try (JournaledClassifier birds = Taught.open(file)) {
            Path away = folder.resolve("away");
            Files.move(file, away);
            assertThatThrownBy(
                            () -> birds.learn("stork", Taught.examples(30, 33), Taught.rows(30, 33), Thumbnails.none()))
                    .isInstanceOf(ImprintException.class);
            Files.move(away, file);
            assertThat(birds.learn("stork", Taught.examples(30, 33), Taught.rows(30, 33), Thumbnails.none())
                            .sentence())
                    .isEqualTo("learned 3 examples of the new class stork");
            try (JournaledClassifier again = Taught.open(killed("begun"))) {
                assertThat(again.state().classNames()).containsExactly("heron", "crane", "stork");
            }
        }
    }

    @Test
    void zerosAtTheEndAreWhatALossOfPowerLeaves() throws IOException {
        try (JournaledClassifier birds = Taught.open(file)) {
            birds.rename("heron", "egret");
            Path left = killed("left");
            Path itsJournal = left.resolveSibling("birds.imprint.journal");
            Files.write(itsJournal, new byte[5000], StandardOpenOption.APPEND);
            try (JournaledClassifier again = Taught.open(left)) {
                assertThat(again.state().classNames()).containsExactly("egret", "crane");
            }
        }
    }
}
