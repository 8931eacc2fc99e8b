package org.imprint.app.k8s;

import org.imprint.cluster.manifest.AccessMode;
import picocli.CommandLine.Option;

/** How the work is divided, on which volumes it works, how long jobs live. */
final class JobOptions {

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "Indexes over all jobs, about; at least one for each data combination.")
    Integer shards;

    @Option(
            names = "--shard-minutes",
            paramLabel = "MINUTES",
            description = "In place of --shards: as many as keep the estimate of each below this. Default: 30.")
    Double shardMinutes;

    @Option(
            names = "--max-jobs",
            paramLabel = "N",
            description = "Jobs at most, of about equal cost. Default: one for each data combination.")
    Integer maxJobs;

    @Option(names = "--retries", paramLabel = "N", description = "Fresh starts of an index that failed. Default: 3.")
    Integer retries;

    @Option(names = "--parallelism", paramLabel = "N", description = "Indexes of a job at once. Default: all.")
    Integer parallelism;

    @Option(names = "--ttl", paramLabel = "SECONDS", description = "Remove finished jobs after this. Default: never.")
    Integer ttl;

    @Option(names = "--deadline", paramLabel = "SECONDS", description = "End jobs after this. Default: never.")
    Long deadline;

    @Option(
            names = "--data-claim",
            paramLabel = "NAME",
            description = "Claim of the volume with embeddings. Default: imprint-data.")
    String dataClaim;

    @Option(
            names = "--results-claim",
            paramLabel = "NAME",
            description = "Claim of the volume for results. Default: imprint-results.")
    String resultsClaim;

    @Option(names = "--data-size", paramLabel = "SIZE", description = "Size of that claim. Default: 50Gi.")
    String dataSize;

    @Option(names = "--results-size", paramLabel = "SIZE", description = "Size of that claim. Default: 10Gi.")
    String resultsSize;

    @Option(names = "--existing-claims", description = "Write no claims: both exist.")
    boolean existingClaims;

    @Option(names = "--storage-class", paramLabel = "NAME", description = "Storage class. Default: the cluster's.")
    String storageClass;

    @Option(
            names = "--access-mode",
            paramLabel = "MODE",
            description = "ReadWriteOnce: all pods on one node; ReadWriteMany: on any. Default: ReadWriteOnce.")
    AccessMode accessMode;
}
