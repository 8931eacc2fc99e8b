package org.imprint.lab.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.plan.Batch;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Place;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.result.Settings;
import org.imprint.lab.run.EmbeddingInputs.FileFacts;
import org.imprint.lab.sweep.PublishedLambda;

/** What a plan needs besides itself: embeddings files, and the ridge λ of each backbone that least squares uses. */
public final class SweepInputs {

    private final EmbeddingInputs files;
    private final Map<String, Double> given;
    private InputDigests digests;

    /**
     * Creates the inputs of a sweep.
     *
     * @param given λ by backbone, where it was given; it goes before the file's and the card's
     */
    public SweepInputs(EmbeddingInputs files, Map<String, Double> given) {
        given.forEach((backbone, lambda) -> Checks.positive("λ of " + backbone, lambda));
        this.files = files;
        this.given = Map.copyOf(given);
    }

    /** Returns the embeddings files. */
    public EmbeddingInputs files() {
        return files;
    }

    /** Returns what the files say of their rows. */
    DataShapes shapes(Semantics semantics) {
        return new FileShapes(files, semantics);
    }

    /** Returns the places of a plan, in order. */
    public static Set<Place> places(Plan plan) {
        Set<Place> places = new LinkedHashSet<>();
        plan.batches().forEach(b -> places.add(b.place()));
        return places;
    }

    /**
     * Returns λ of the backbones that least squares uses in a plan.
     *
     * @throws IllegalArgumentException naming the backbones for which nobody says it
     */
    public SortedMap<String, Double> lambdas(Plan plan) {
        SortedMap<String, Double> lambdas = new TreeMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (Batch batch : plan.batches()) {
            String backbone = batch.place().backbone();
            if (batch.stage().kind().has(GeneratorFact.NEEDS_RIDGE) && !lambdas.containsKey(backbone)) {
                lambda(batch.place()).ifPresentOrElse(l -> lambdas.put(backbone, l), () -> unknown.add(backbone));
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "least squares needs λ, which neither files nor cards state for " + String.join(", ", unknown)
                            + ": give --lambda BACKBONE=VALUE for each, or one --lambda VALUE for all");
        }
        return lambdas;
    }

    private Optional<Double> lambda(Place place) {
        if (given.containsKey(place.backbone())) {
            return Optional.of(given.get(place.backbone()));
        }
        for (FileFacts file : files.train(place)) {
            OptionalDouble stated = file.lambda();
            if (stated.isPresent()) {
                return Optional.of(stated.getAsDouble());
            }
        }
        return PublishedLambda.of(place.backbone());
    }

    /**
     * Returns the settings under which a plan is run; reads files that are new or changed since {@code cache} was written.
     *
     * @param cache file that remembers digests
     * @throws IllegalArgumentException if files are missing, naming them, or a λ
     */
    Settings settings(Plan plan, Path cache, Parallel parallel) {
        requireFiles(places(plan));
        SortedMap<String, InputFile> inputs = new TreeMap<>();
        digests = new InputDigests(cache);
        digests.of(facts(places(plan)), parallel).forEach(i -> inputs.put(i.name(), i));
        return new Settings(plan.semantics(), Settings.REVISION, lambdas(plan), inputs);
    }

    /** Writes the digests of the last {@link #settings} to its cache, which spares later starts the reading. */
    void rememberDigests() {
        if (digests != null) {
            digests.save();
        }
    }

    /** Forgets the digests of a place's files, which turned out not to be those of what the files hold. */
    void forgetDigests(Place place) {
        if (digests != null) {
            files.train(place).forEach(f -> digests.forget(f.file()));
            files.test(place).forEach(f -> digests.forget(f.file()));
        }
    }

    /** Throws unless all files of places exist. */
    public void requireFiles(Collection<Place> places) {
        List<Path> missing = files.missing(places);
        if (!missing.isEmpty()) {
            StringBuilder text = new StringBuilder(EmbeddingInputs.areMissing(missing.size())).append(':');
            missing.stream().limit(10).forEach(p -> text.append("\n  ").append(p));
            if (missing.size() > 10) {
                text.append("\n  … and ").append(missing.size() - 10).append(" more");
            }
            throw new IllegalArgumentException(
                    text.append("\nMake them with: imprint embed --data DATASET --split SPLIT "
                                    + "--backbones BACKBONE --out-dir DIR; or leave them out with --filter.")
                            .toString());
        }
    }

    private List<FileFacts> facts(Set<Place> places) {
        Map<String, FileFacts> facts = new LinkedHashMap<>();
        for (Place place : places) {
            List<FileFacts> all = new ArrayList<>(files.train(place));
            all.addAll(files.test(place));
            all.forEach(f -> facts.put(f.file().toString(), f));
        }
        return List.copyOf(facts.values());
    }
}
