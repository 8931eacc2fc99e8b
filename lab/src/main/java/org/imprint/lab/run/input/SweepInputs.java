package org.imprint.lab.run.input;

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
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.plan.Batch;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Place;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.result.Settings;
import org.imprint.lab.run.input.EmbeddingInputs.FileFacts;
import org.imprint.vision.ridge.RidgeRule;
import org.imprint.vision.ridge.RidgeStart;
import org.imprint.vision.store.EmbeddingFile;

/** What a plan needs besides itself: embeddings files, and the ridge λ of each backbone that least squares uses. */
public final class SweepInputs {

    private final EmbeddingInputs files;
    private final RidgeRule ridges;
    private InputDigests digests;

    /** Creates the inputs of a sweep. */
    public SweepInputs(EmbeddingInputs files, RidgeRule ridges) {
        this.files = files;
        this.ridges = ridges;
    }

    /** Returns the embeddings files. */
    public EmbeddingInputs files() {
        return files;
    }

    /**
     * Returns why a plan would be refused on these inputs, as far as the files that are there tell: labels that no row has, or a λ
     * that nobody states.
     */
    public Optional<String> refusal(Plan plan) {
        List<String> absent = AbsentLabels.of(plan, shapes(plan.semantics()));
        if (!absent.isEmpty()) {
            return Optional.of(AbsentLabels.text(absent));
        }
        if (!files.missing(places(plan)).isEmpty()) {
            return Optional.empty();
        }
        try {
            lambdas(plan);
            return Optional.empty();
        } catch (ImprintException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Returns what the files say of their rows. */
    public DataShapes shapes(Semantics semantics) {
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
     * @throws ImprintException naming the backbones for which nobody says it, and a λ to begin with for each; or the
     *     files of one backbone that do not agree on it
     */
    public SortedMap<String, Double> lambdas(Plan plan) {
        Map<String, Set<Place>> places = new TreeMap<>();
        for (Batch batch : plan.batches()) {
            if (batch.stage().kind().has(GeneratorFact.NEEDS_RIDGE)) {
                places.computeIfAbsent(batch.place().backbone(), b -> new LinkedHashSet<>())
                        .add(batch.place());
            }
        }
        SortedMap<String, Double> lambdas = new TreeMap<>();
        List<RidgeStart> unknown = new ArrayList<>();
        places.forEach((backbone, of) -> lambda(backbone, of)
                .ifPresentOrElse(
                        l -> lambdas.put(backbone, l),
                        () -> unknown.add(start(of.iterator().next()))));
        if (!unknown.isEmpty()) {
            throw new ImprintException(RidgeRule.unknown(unknown));
        }
        return lambdas;
    }

    private OptionalDouble lambda(String backbone, Set<Place> places) {
        SortedMap<Double, Path> stated = new TreeMap<>();
        places.stream()
                .flatMap(place -> files.train(place).stream())
                .forEach(file -> file.lambda().ifPresent(l -> stated.putIfAbsent(l, file.file())));
        OptionalDouble given = ridges.given(backbone);
        Checks.require(
                given.isPresent() || stated.size() < 2,
                "embeddings files of " + backbone + " must state one λ, or --lambda " + backbone + "=VALUE be given",
                stated);
        return ridges.find(backbone, stated.isEmpty() ? given : OptionalDouble.of(stated.firstKey()));
    }

    private RidgeStart start(Place place) {
        try (EmbeddingFile file = EmbeddingFile.open(files.train(place).get(0).file())) {
            return RidgeStart.of(place.backbone(), file);
        }
    }

    /**
     * Returns the settings under which a plan is run; reads files that are new or changed since {@code cache} was written.
     *
     * @param cache file that remembers digests
     * @throws ImprintException if files are missing, naming them, or a λ
     */
    public Settings settings(Plan plan, Path cache, Parallel parallel) {
        requireFiles(places(plan));
        SortedMap<String, InputFile> inputs = new TreeMap<>();
        digests = new InputDigests(cache);
        digests.of(facts(places(plan)), parallel).forEach(i -> inputs.put(i.name(), i));
        return new Settings(plan.semantics(), Settings.REVISION, lambdas(plan), inputs, MethodCode.of(plan));
    }

    /** Writes the digests of the last {@link #settings} to its cache, which spares later starts the reading. */
    public void rememberDigests() {
        if (digests != null) {
            digests.save();
        }
    }

    /** Forgets the digests of a place's files, which turned out not to be those of what the files hold. */
    public void forgetDigests(Place place) {
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
            throw new ImprintException(text.append("\nMake them with: imprint embed --data DATASET --split SPLIT "
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
