package org.imprint.app.k8s;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.imprint.cluster.manifest.ClusterOptions;
import org.imprint.cluster.manifest.Lifetime;
import org.imprint.cluster.manifest.NodeToleration;
import org.imprint.cluster.manifest.Resources;
import org.imprint.cluster.manifest.Storage;
import org.imprint.cluster.work.ShardRule;
import org.imprint.core.Checks;

/** Turns what was given on the command line into options, defaults where nothing was. */
final class OptionReader {

    private static final double SHARD_MINUTES = 30;

    private OptionReader() {}

    static ClusterOptions options(PodOptions pod, JobOptions job) {
        ClusterOptions standard = ClusterOptions.defaults();
        return new ClusterOptions(
                Optional.ofNullable(pod.namespace),
                new ClusterOptions.Image(
                        or(pod.image, standard.image().name()), Optional.ofNullable(pod.pullPolicy), pod.pullSecrets),
                new ClusterOptions.Placement(
                        pod.nodeSelector,
                        pod.tolerations.stream().map(NodeToleration::parse).toList(),
                        Optional.ofNullable(pod.affinity).map(WorkOptions::text),
                        Optional.ofNullable(pod.priorityClass)),
                resources(pod, standard.resources()),
                storage(job, standard.storage()),
                new ClusterOptions.Access(Optional.ofNullable(pod.serviceAccount), pod.secrets, pod.environment),
                lifetime(job, standard.lifetime()));
    }

    private static Resources resources(PodOptions pod, Resources standard) {
        return new Resources(
                or(pod.cpu, standard.cpu()),
                or(pod.memory, standard.memory()),
                Optional.ofNullable(pod.cpuLimit),
                Optional.ofNullable(pod.memoryLimit),
                pod.gpus,
                or(pod.gpuResource, standard.gpuResource()));
    }

    private static Storage storage(JobOptions job, Storage standard) {
        return new Storage(
                claim(job, job.dataClaim, job.dataSize, standard.data()),
                claim(job, job.resultsClaim, job.resultsSize, standard.results()),
                Optional.ofNullable(job.storageClass),
                job.accessMode == null ? standard.accessMode() : job.accessMode);
    }

    private static Storage.Claim claim(JobOptions job, String name, String size, Storage.Claim standard) {
        Optional<String> made = Optional.ofNullable(size).or(standard::size);
        return new Storage.Claim(or(name, standard.name()), job.existingClaims ? Optional.empty() : made);
    }

    private static Lifetime lifetime(JobOptions job, Lifetime standard) {
        return new Lifetime(
                job.retries == null ? standard.retries() : job.retries,
                integer(job.parallelism),
                integer(job.ttl),
                job.deadline == null ? OptionalLong.empty() : OptionalLong.of(job.deadline));
    }

    static ShardRule shards(JobOptions job) {
        Checks.require(
                job.shards == null || job.shardMinutes == null,
                "only one of --shards and --shard-minutes may be given",
                job.shards + " and " + job.shardMinutes);
        return job.shards != null
                ? new ShardRule.Total(job.shards)
                : new ShardRule.Longest(job.shardMinutes == null ? SHARD_MINUTES : job.shardMinutes);
    }

    static OptionalInt integer(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static String or(String given, String standard) {
        return given == null ? standard : given;
    }
}
