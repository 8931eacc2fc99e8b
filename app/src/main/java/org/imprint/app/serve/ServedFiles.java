package org.imprint.app.serve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.app.opened.BackboneArgument;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.file.BackboneMark;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.classifier.journal.NewClassifier;
import org.imprint.serve.batch.BatchThreads;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.decode.base.ImageBudget;
import org.imprint.vision.install.BackboneChoice;

/** Classifiers of files that are served, and their backbones: one for all files that were made with the same. */
final class ServedFiles implements AutoCloseable {

    private static final String ENDING = ".imprint";

    private final BackboneArgument choice;
    private final BatchThreads threads;
    private final ImageBudget budget;
    private final Use use;
    private final List<String> made = new ArrayList<>();
    private final Map<String, Backbone> bySha256 = new HashMap<>();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final List<ServedModel> models = new ArrayList<>();

    /** What is done with files. */
    enum Use {
        /** They are asked; others may change them. */
        ASK,
        /** They are taught. */
        TEACH,
        /** They are taught, and made where they are not there. */
        MAKE
    }

    private ServedFiles(BackboneArgument choice, BatchThreads threads, ImageBudget budget, Use use) {
        this.choice = choice;
        this.threads = threads;
        this.budget = budget;
        this.use = use;
    }

    /**
     * Opens all, or none: what was opened is closed again if one cannot be.
     *
     * @param use what is done with them
     * @throws org.imprint.core.ImprintException if one cannot be opened
     */
    static ServedFiles open(
            List<Path> files, BackboneArgument choice, BatchThreads threads, ImageBudget budget, Use use) {
        ServedFiles served = new ServedFiles(choice, threads, budget, use);
        try {
            files.forEach(served::add);
            ServedModels.of(served.models);
            return served;
        } catch (RuntimeException | Error e) {
            served.close();
            throw e;
        }
    }

    /** Returns them. */
    ServedModels models() {
        return ServedModels.of(models);
    }

    /** Returns a sentence of each that was not there. */
    List<String> made() {
        return made;
    }

    private void add(Path file) {
        if (!Files.exists(file)) {
            make(file);
        }
        JournaledClassifier classifier = use == Use.ASK
                ? JournaledClassifier.openToRead(file, threads.parallel())
                : JournaledClassifier.open(file, threads.parallel(), Clock.systemUTC());
        closing.push(classifier::close);
        Optional<Backbone> backbone = classifier.backbone().map(mark -> backbone(file, mark));
        String name = file.getFileName().toString().replaceFirst("\\.imprint$", "");
        models.add(new ServedModel(name, classifier, backbone, threads, budget));
    }

    private void make(Path file) {
        if (use != Use.MAKE) {
            throw new DataException(file + ": file does not exist"
                    + (use == Use.ASK ? "" : "; --new makes a classifier that is taught from nothing"));
        }
        if (!file.getFileName().toString().endsWith(ENDING)) {
            throw new DataException(file + ": file does not exist; a new classifier must be called NAME" + ENDING);
        }
        Backbone model = BackboneChoice.open(choice.wanted());
        closing.push(model::close);
        bySha256.put(model.sha256Hex(), model);
        EmbeddingClassifier empty = EmbeddingClassifier.empty(
                model.dimension(), FitOptions.standard(), threads.parallel(), Clock.systemUTC());
        NewClassifier.write(
                file, ClassifierContents.of(empty.state(), empty.history()).with(BackboneMark.of(model)));
        made.add("new classifier " + file + " with backbone "
                + model.descriptor().name());
    }

    private Backbone backbone(Path file, BackboneMark mark) {
        Backbone same = choice.wanted().isEmpty() ? bySha256.get(mark.sha256()) : null;
        if (same != null) {
            return same;
        }
        Backbone opened = BackboneChoice.open(
                file.toString(), mark.descriptor().name(), mark.sha256(), choice.wanted(), choice.onOther());
        same = bySha256.putIfAbsent(opened.sha256Hex(), opened);
        if (same != null) {
            opened.close();
            return same;
        }
        closing.push(opened::close);
        return opened;
    }

    @Override
    public void close() {
        threads.close(); // before the backbones that they compute by
        RuntimeException first = null;
        while (!closing.isEmpty()) {
            try {
                closing.pop().run();
            } catch (RuntimeException e) { // the others are closed all the same
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
