package org.imprint.app.opened;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.imprint.app.process.Workers;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.Equipment;
import org.imprint.classifier.GoldenQuestions;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.cache.CachedEmbedder;
import org.imprint.classifier.cache.EmbeddingCache;
import org.imprint.classifier.file.BackboneMark;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileClaim;
import org.imprint.vision.install.BackboneChoice;

/** A classifier that was read from its file; with its backbone, where images are to be looked at. */
public final class OpenedClassifier implements AutoCloseable {

    private final Path file;
    private final Optional<FileClaim> claim;
    private final ClassifierContents read;
    private final Workers workers = new Workers(Workers.available());
    private final EmbeddingClassifier embeddings;
    private Optional<ImageClassifier> images = Optional.empty();

    private OpenedClassifier(Path file, Optional<FileClaim> claim) {
        this.file = file;
        this.claim = claim;
        this.read = JournaledClassifier.read(file, workers.parallel());
        this.embeddings = EmbeddingClassifier.of(read.state(), read.history(), workers.parallel(), Clock.systemUTC());
    }

    /** Opens a file to look at, with the changes that a server has in its journal; no backbone is needed, nor looked for. @throws org.imprint.core.ImprintException if it cannot be read or is damaged */
    public static OpenedClassifier toRead(Path file) {
        return new OpenedClassifier(file, Optional.empty());
    }

    /**
     * Opens a file and its backbone to ask.
     *
     * @param cache where embeddings are looked for before images are embedded
     * @throws org.imprint.core.ImprintException if the file cannot be read, or its backbone is not there
     */
    public static OpenedClassifier toRead(Path file, BackboneArgument choice, EmbeddingCache cache) {
        return toRead(file).with(choice, cache);
    }

    /** As {@link #toRead(Path)}, to change it: nobody else may until this is closed. What a killed server left is taken in first. @throws org.imprint.core.ImprintException if somebody else does */
    public static OpenedClassifier toChange(Path file) {
        requireFile(file);
        JournaledClassifier.takeIn(file, Parallel.serial());
        FileClaim claim = ImprintFile.claim(file);
        try {
            return new OpenedClassifier(file, Optional.of(claim));
        } catch (RuntimeException | Error e) {
            release(claim);
            throw e;
        }
    }

    /** As {@link #toRead(Path, BackboneArgument, EmbeddingCache)}, to change it: nobody else may until this is closed. */
    public static OpenedClassifier toChange(Path file, BackboneArgument choice, EmbeddingCache cache) {
        return toChange(file).with(choice, cache);
    }

    /** A claim leaves a lock beside the file, which should not be where no file is. */
    private static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new DataException(file + ": file does not exist");
        }
    }

    private OpenedClassifier with(BackboneArgument choice, EmbeddingCache cache) {
        try {
            equip(choice, cache);
            return this;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void equip(BackboneArgument choice, EmbeddingCache cache) {
        BackboneMark mark = read.backbone()
                .orElseThrow(() -> new DataException(file + ": must be a classifier of images, was one of embeddings"));
        Backbone backbone = BackboneChoice.open(
                file.toString(), mark.descriptor().name(), mark.sha256(), choice.wanted(), choice.onOther());
        try {
            CachedEmbedder embedder =
                    new CachedEmbedder(backbone, cache, read.state().settings().precision(), Workers.available());
            images = Optional.of(
                    ImageClassifier.of(new Equipment(embedder, workers.parallel(), Clock.systemUTC()), embeddings));
        } catch (RuntimeException | Error e) {
            backbone.close();
            throw e;
        }
    }

    /** Returns its path. */
    public Path file() {
        return file;
    }

    /** Returns the classifier of embeddings. */
    public EmbeddingClassifier embeddings() {
        return embeddings;
    }

    /** Returns the classifier of images; the file was opened with a backbone. */
    public ImageClassifier images() {
        return images.orElseThrow(() -> new IllegalStateException("opened without a backbone"));
    }

    /** Returns what the file would hold of this moment. */
    public ClassifierContents contents() {
        EmbeddingClassifier.Moment now = embeddings.moment();
        return read.with(now.state(), now.history());
    }

    /** Returns the threads that work on it. */
    public Parallel parallel() {
        return workers.parallel();
    }

    /** Writes the classifier as it is now in place of the file. @throws DataException if it cannot be written; the old one stays */
    public void save() {
        save(read.thumbnails());
    }

    /**
     * As {@link #save()}, with other pictures of examples. Temperature and thresholds are found anew, so that a file is that of its
     * examples however it came to them.
     */
    public void save(Thumbnails pictures) {
        embeddings.calibrate();
        ImprintFile.save(file, contents().with(pictures).with(GoldenQuestions.askedAgain(read.golden(), embeddings)));
    }

    @Override
    public void close() {
        images.ifPresent(i -> i.backbone().close());
        workers.close();
        claim.ifPresent(OpenedClassifier::release);
    }

    private static void release(FileClaim claim) {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
