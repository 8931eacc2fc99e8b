package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.imprint.cluster.work.ClusterNames;
import org.imprint.cluster.work.PlannedJob;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.lab.plan.Place;

/**
 * Makes the objects of a sweep: a job for each planned one, one that makes embeddings, one that merges, configuration and claims.
 *
 * <p>Each index writes a result store of its own, {@code /results/SWEEP/shards/JOB-INDEX}, so that no two pods ever write to one
 * folder and locks need not work from node to node. What merges them is the last job.
 */
public final class SweepManifests {

    private static final List<String> SPLITS = List.of("train", "test");

    private final SweepWork work;
    private final String sweep;
    private final ClusterOptions options;
    private final JobMaker maker;
    private final List<ConfigMap> configurations = new ArrayList<>();

    private SweepManifests(SweepWork work, ClusterOptions options) {
        this.work = work;
        this.sweep = work.name();
        this.options = options;
        this.maker = new JobMaker(sweep, sweep, options);
    }

    /**
     * Makes the objects.
     *
     * @param jobs the planned jobs of the work; no place in two of them
     * @throws ImprintException if two places cannot be told apart by backbone, data sets and name of the remapping, or a
     *     list of shards is too long for a cluster
     */
    public static ManifestSet of(SweepWork work, List<PlannedJob> jobs, ClusterOptions options) {
        return new SweepManifests(work, options).make(jobs);
    }

    private ManifestSet make(List<PlannedJob> jobs) {
        requireDistinct(jobs);
        configurations.add(configuration(sweep, Map.of(work.key(), work.content())));
        List<Job> runs = runs(jobs);
        List<Job> embeds = List.of(embed(jobs));
        List<Job> collects = List.of(collect());
        return new ManifestSet(sweep, claims(), configurations, runs, embeds, collects);
    }

    private static void requireDistinct(List<PlannedJob> jobs) {
        Set<String> seen = new LinkedHashSet<>();
        for (PlannedJob job : jobs) {
            for (Place place : job.places()) {
                Checks.require(
                        seen.add(RunArguments.filter(place).toString()),
                        "backbone, data sets and name of the remapping must tell data combinations apart; two have",
                        place.name());
            }
        }
    }

    private List<Job> runs(List<PlannedJob> jobs) {
        RunArguments arguments =
                new RunArguments(work, sweep, options.resources().workers());
        List<String> names = ClusterNames.jobs(
                sweep, jobs.stream().map(SweepManifests::nameLike).toList());
        List<Job> made = new ArrayList<>();
        for (int j = 0; j < jobs.size(); j++) {
            PlannedJob job = jobs.get(j);
            String name = names.get(j);
            made.add(indexed(
                    name,
                    Marks.Part.RUN,
                    job.title(),
                    job.shards().size(),
                    arguments.of(job, name),
                    arguments.lists(job, name)));
        }
        return made;
    }

    private static String nameLike(PlannedJob job) {
        List<Place> places = job.places();
        return places.get(0).name()
                + (places.size() == 1 ? "" : " and " + (places.size() - 1) + " more " + job.title());
    }

    private Job indexed(
            String name, Marks.Part part, String title, int indexes, List<String> arguments, List<List<String>> lists) {
        if (!lists.isEmpty()) {
            configurations.add(configuration(name, IndexedArguments.lists(lists)));
        }
        return maker.make(new JobBlueprint(
                name,
                part,
                title,
                indexes,
                arguments,
                lists.isEmpty() ? Optional.empty() : Optional.of(name),
                part == Marks.Part.EMBED,
                Map.of()));
    }

    /** One index for each data set and split, all backbones in one pass over the images. */
    private Job embed(List<PlannedJob> jobs) {
        Map<String, Set<String>> backbones = new LinkedHashMap<>();
        places(jobs)
                .forEach(place -> place.dataSets()
                        .forEach(d -> backbones
                                .computeIfAbsent(d, x -> new TreeSet<>())
                                .add(place.backbone())));
        List<List<String>> lists = new ArrayList<>();
        backbones.forEach((dataSet, names) -> SPLITS.forEach(split -> lists.add(List.of(
                "--data",
                dataSet,
                "--split",
                split,
                "--backbones",
                String.join(",", names),
                "--out-dir",
                Storage.DATA,
                "--workers",
                Integer.toString(options.resources().workers())))));
        return indexed(
                sweep + "-embed",
                Marks.Part.EMBED,
                String.join(", ", backbones.keySet()),
                lists.size(),
                List.of("embed", IndexedArguments.FROM_LIST),
                lists);
    }

    private Job collect() {
        List<String> arguments = new ArrayList<>(List.of("k8s", "collect", JobMaker.SWEEP_FOLDER + "/" + work.key()));
        arguments.addAll(work.changes().options());
        arguments.addAll(List.of("--from", RunArguments.shards(sweep), "--store", RunArguments.store(sweep)));
        arguments.addAll(List.of("--data", Storage.DATA));
        return indexed(sweep + "-collect", Marks.Part.COLLECT, "all shards", 1, arguments, List.of());
    }

    private static Stream<Place> places(List<PlannedJob> jobs) {
        return jobs.stream().flatMap(j -> j.places().stream());
    }

    private ConfigMap configuration(String name, Map<String, String> data) {
        return configuration(sweep, options.namespace(), name, data);
    }

    /** Returns an object that holds texts. */
    static ConfigMap configuration(String sweep, Optional<String> namespace, String name, Map<String, String> data) {
        long size = data.values().stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        Checks.require(
                size <= 1_000_000,
                "the lists of the shards of " + name
                        + " must have at most 1000000 bytes; give more jobs or fewer shards",
                size);
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace.orElse(null))
                .withLabels(Marks.labels(sweep, Marks.Part.CONFIGURATION))
                .endMetadata()
                .withImmutable(true)
                .withData(data)
                .build();
    }

    private List<PersistentVolumeClaim> claims() {
        Storage storage = options.storage();
        return Stream.of(storage.data(), storage.results())
                .distinct()
                .flatMap(c -> claim(c, storage, options.namespace()).stream())
                .toList();
    }

    /** Returns the object of a claim if it is to be made. */
    static Optional<PersistentVolumeClaim> claim(Storage.Claim claim, Storage storage, Optional<String> namespace) {
        return claim.size()
                .map(size -> new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName(claim.name())
                        .withNamespace(namespace.orElse(null))
                        .addToLabels("app.kubernetes.io/name", "imprint")
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes(storage.accessMode().wireName())
                        .withStorageClassName(storage.storageClass().orElse(null))
                        .withNewResources()
                        .addToRequests("storage", new Quantity(size))
                        .endResources()
                        .endSpec()
                        .build());
    }
}
