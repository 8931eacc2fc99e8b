package org.imprint.classifier.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.EmbeddingClassifier.Moment;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.ContentDigest;

/** A classifier of birds that is taught at random, and what is in it as text. */
final class Taught {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T18:00:00.123456789Z"), ZoneOffset.UTC);
    private static final int D = 5;
    private static final List<String> NAMES = List.of("heron", "crane", "stork", "größe \"x\"");

    private Taught() {}

    static void save(Path file) {
        EmbeddingClassifier birds = EmbeddingClassifier.empty(D, FitOptions.standard(), Parallel.serial(), CLOCK);
        birds.learn("heron", examples(0, 8), rows(0, 8));
        birds.learn("crane", examples(8, 16), rows(8, 16));
        birds.calibrate();
        ImprintFile.save(file, ClassifierContents.of(birds.state(), birds.history()));
    }

    /** Returns a classifier without classes. */
    static ClassifierContents nothing() {
        EmbeddingClassifier birds = EmbeddingClassifier.empty(D, FitOptions.standard(), Parallel.serial(), CLOCK);
        return ClassifierContents.of(birds.state(), birds.history());
    }

    static JournaledClassifier open(Path file) {
        return JournaledClassifier.open(file, Parallel.serial(), CLOCK);
    }

    /** Makes one change of any kind; one that cannot be made is no error. */
    static void change(JournaledClassifier birds, SplittableRandom random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String other = NAMES.get(random.nextInt(NAMES.size()));
        int i = random.nextInt(60);
        try {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> birds.learn(name, examples(i, i + 3), rows(i, i + 3), pictures(i, i + 2));
                case 3 -> birds.forget(Set.of(digest(i), digest(i + 1)));
                case 4 -> birds.move(Set.of(digest(i), digest(i + 1), digest(i + 2)), name);
                case 5 -> birds.rename(name, other + "2");
                case 6 -> birds.merge(name, other);
                case 7 -> birds.undo();
                default -> birds.redo();
            }
        } catch (ImprintException e) {
            return; // such as a merge of a class that is not there
        }
    }

    static List<Example> examples(int from, int to) {
        List<Example> examples = new ArrayList<>();
        for (int i = from; i < to; i++) {
            examples.add(new Example("größe-" + i + ".jpg", "photos", digest(i)));
        }
        return examples;
    }

    static FloatMatrix rows(int from, int to) {
        FloatMatrix x = FloatMatrix.zeros(to - from, D);
        for (int i = from; i < to; i++) {
            SplittableRandom random = new SplittableRandom(i);
            for (int j = 0; j < D; j++) {
                x.data()[(i - from) * D + j] = (float) random.nextDouble(-1, 1) + (i / 8 % D == j ? 2 : 0);
            }
        }
        return x;
    }

    private static Thumbnails pictures(int from, int to) {
        Map<ContentDigest, byte[]> pictures = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            pictures.put(digest(i), new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) i});
        }
        return Thumbnails.of(pictures);
    }

    static ContentDigest digest(int i) {
        return ContentDigest.of(Integer.toString(i).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns all that changes make, to the bit; what is derived from it is left out. */
    static String text(Moment moment) {
        StringBuilder all = new StringBuilder();
        moment.state().classes().forEach(c -> text(c, all));
        for (HistoryEntry e : moment.history().done()) {
            text(e, all.append("done "));
        }
        for (HistoryEntry e : moment.history().undone()) {
            text(e, all.append("undone "));
        }
        return all.append(moment.state().settings()).toString();
    }

    private static void text(LearnedClass c, StringBuilder all) {
        all.append(c.name()).append(' ').append(c.examples().examples());
        all.append(Arrays.toString(c.examples().rows().copy().data()));
        all.append(Arrays.toString(c.proxies().copy().data())).append('\n');
    }

    private static void text(HistoryEntry e, StringBuilder all) {
        all.append(e.number())
                .append(' ')
                .append(e.at())
                .append(' ')
                .append(e.change())
                .append('\n');
        e.edits().forEach(edit -> {
            all.append(edit.at());
            edit.before().ifPresent(c -> text(c, all));
            edit.after().ifPresent(c -> text(c, all));
        });
    }
}
