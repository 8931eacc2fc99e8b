package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.stream.Stream;

/**
 * All objects of a sweep.
 *
 * @param sweep its name
 * @param claims claims to be made
 * @param configurations the sweep file, and lists of shards
 * @param runs jobs that run combinations
 * @param embeds jobs that make embeddings
 * @param collects jobs that merge result stores
 */
public record ManifestSet(
        String sweep,
        List<PersistentVolumeClaim> claims,
        List<ConfigMap> configurations,
        List<Job> runs,
        List<Job> embeds,
        List<Job> collects) {

    /** Copies the lists. */
    public ManifestSet {
        claims = List.copyOf(claims);
        configurations = List.copyOf(configurations);
        runs = List.copyOf(runs);
        embeds = List.copyOf(embeds);
        collects = List.copyOf(collects);
    }

    /** Returns the jobs of a part. */
    public List<Job> jobs(Marks.Part part) {
        return switch (part) {
            case RUN -> runs;
            case EMBED -> embeds;
            case COLLECT -> collects;
            case CONFIGURATION, SERVE -> List.of();
        };
    }

    /** Returns the names of the jobs that run combinations. */
    public List<String> runNames() {
        return runs.stream().map(j -> j.getMetadata().getName()).toList();
    }

    /** Returns the number of indexes of the jobs that run combinations. */
    public int shards() {
        return runs.stream().mapToInt(j -> j.getSpec().getCompletions()).sum();
    }

    /** Returns every object. */
    public List<HasMetadata> all() {
        return Stream.of(claims, configurations, runs, embeds, collects)
                .<HasMetadata>flatMap(List::stream)
                .toList();
    }
}
