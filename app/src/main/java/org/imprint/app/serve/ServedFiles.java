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
import org.imprint.classifier.file.BackboneMark;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.serve.batch.BatchThreads;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.decode.base.ImageBudget;
import org.imprint.vision.install.BackboneChoice;

/** Classifiers of files that are served, and their backbones: one for all files that were made with the same. */
final class ServedFiles implements AutoCloseable {

    private final BackboneArgument choice;
    private final BatchThreads threads;
    private final ImageBudget budget;
    private final Map<String, Backbone> bySha256 = new HashMap<>();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final List<ServedModel> models = new ArrayList<>();

    private ServedFiles(BackboneArgument choice, BatchThreads threads, ImageBudget budget) {
        this.choice = choice;
        this.threads = threads;
        this.budget = budget;
    }

    /** Opens all, or none: what was opened is closed again if one cannot be. @throws org.imprint.core.ImprintException then */
    static ServedFiles open(List<Path> files, BackboneArgument choice, BatchThreads threads, ImageBudget budget) {
        ServedFiles served = new ServedFiles(choice, threads, budget);
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

    private void add(Path file) {
        // To open one claims it, which leaves a lock beside where no file is.
        if (!Files.exists(file)) {
            throw new DataException(file + ": file does not exist");
        }
        JournaledClassifier classifier = JournaledClassifier.open(file, threads.parallel(), Clock.systemUTC());
        closing.push(classifier::close);
        Optional<Backbone> backbone = classifier.backbone().map(mark -> backbone(file, mark));
        String name = file.getFileName().toString().replaceFirst("\\.imprint$", "");
        models.add(new ServedModel(name, classifier, backbone, threads, budget));
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
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
