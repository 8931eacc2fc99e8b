package org.imprint.cluster.client;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.cluster.ClusterException;
import org.imprint.cluster.manifest.ManifestSet;
import org.imprint.cluster.manifest.Marks;
import org.imprint.cluster.manifest.Marks.Part;
import org.imprint.core.ImprintException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sweep on a cluster.
 *
 * <p>Every method throws {@link ClusterException} if the cluster cannot be reached or refuses. Answers that ask to wait (429) or tell
 * of trouble that may pass (5xx) are waited out first by the client itself.
 */
public final class ClusterSweep implements AutoCloseable {

    private static final int CONNECT_MILLIS = 4000;
    private static final int TRIES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSweep.class);

    private final KubernetesClient client;
    private final ManifestSet set;
    private final Gate gate;
    private final ClusterObjects objects;

    /**
     * Creates the sweep on a client, which is closed with it.
     *
     * @param namespace where the objects are
     */
    ClusterSweep(KubernetesClient client, String namespace, ManifestSet set) {
        this.client = client;
        this.set = set;
        this.gate = new Gate(client.getConfiguration().getMasterUrl());
        this.objects = new ClusterObjects(client, namespace, gate);
    }

    /**
     * Connects to a cluster, as {@code kubectl} does: by the user's configuration, or from within by the service account.
     *
     * @param context of the configuration; empty takes its current one
     * @param namespace empty takes that of the objects, or of the context
     */
    public static ClusterSweep connect(ManifestSet set, Optional<String> context, Optional<String> namespace) {
        Config config;
        try {
            config = new ConfigBuilder(Config.autoConfigure(context.orElse(null)))
                    .withConnectionTimeout(CONNECT_MILLIS)
                    .withRequestRetryBackoffLimit(TRIES)
                    .build();
        } catch (KubernetesClientException e) {
            throw new ClusterException("the configuration of the cluster cannot be used: " + e.getMessage(), e);
        }
        requireCluster(config);
        if (context.isPresent() && config.getContexts() != null) {
            boolean known =
                    config.getContexts().stream().anyMatch(c -> context.get().equals(c.getName()));
            if (!known) {
                throw new ClusterException(
                        "context must be one of those of the configuration, was '" + context.get() + "'");
            }
        }
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        String own = set.runs().stream()
                .map(j -> j.getMetadata().getNamespace())
                .filter(n -> n != null)
                .findFirst()
                .orElseGet(() -> client.getNamespace() == null ? "default" : client.getNamespace());
        return new ClusterSweep(client, namespace.orElse(own), set);
    }

    /** Without a configuration the client would look for a host that only pods know, again and again. */
    private static void requireCluster(Config config) {
        boolean named = config.getContexts() != null && !config.getContexts().isEmpty();
        if (!named && config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL)) {
            throw new ClusterException("no kubeconfig: neither $KUBECONFIG nor ~/.kube/config names a cluster, and this"
                    + " process is in none; kubectl must reach one first");
        }
    }

    /** Returns where the objects are, for people. */
    public String where() {
        return client.getConfiguration().getMasterUrl() + ", namespace " + objects.namespace();
    }

    /**
     * Makes what is not there: claims, configuration, and the jobs of a part. Of jobs that are there, what is missing is repeated;
     * what is complete or under way is left alone.
     *
     * @throws ClusterException if a job of the name is there that does other work
     */
    public List<Submission> submit(Part part) {
        set.claims().forEach(objects::createClaim);
        set.configurations().forEach(objects::createConfiguration);
        List<Job> there = objects.jobs(set.sweep());
        List<Submission> done = new ArrayList<>();
        for (Job wanted : set.jobs(part)) {
            done.add(submit(wanted, new JobRounds(wanted, there)));
        }
        return done;
    }

    private Submission submit(Job wanted, JobRounds rounds) {
        String name = wanted.getMetadata().getName();
        int indexes = wanted.getSpec().getCompletions();
        rounds.first().ifPresent(job -> requireSame(wanted, job));
        if (rounds.isAbsent()) {
            return objects.createJob(wanted)
                    ? new Submission(name, Submission.Action.CREATED, indexes)
                    : new Submission(name, Submission.Action.UNDER_WAY, indexes);
        }
        BitSet missing = rounds.missing();
        if (missing.isEmpty()) {
            int under = rounds.underWay().cardinality();
            return under == 0
                    ? new Submission(name, Submission.Action.COMPLETE, indexes)
                    : new Submission(name, Submission.Action.UNDER_WAY, under);
        }
        LOG.info("{}: {} indexes are asked for again, as {}", name, missing.cardinality(), rounds.next());
        Repetition again = Repetition.of(wanted, lists(name), missing, rounds.next());
        objects.replaceConfiguration(again.lists());
        return objects.createJob(again.job())
                ? new Submission(rounds.next(), Submission.Action.REPEATED, missing.cardinality())
                : new Submission(rounds.next(), Submission.Action.UNDER_WAY, missing.cardinality());
    }

    private static void requireSame(Job wanted, Job there) {
        boolean same = wanted.getSpec().getCompletions().equals(there.getSpec().getCompletions())
                && arguments(wanted).equals(arguments(there));
        if (!same) {
            throw new ClusterException("job " + wanted.getMetadata().getName()
                    + " must be the one of this folder, but is one with other shards or arguments on the cluster;"
                    + " delete it first: imprint k8s delete");
        }
    }

    private static List<String> arguments(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs();
    }

    private Map<String, String> lists(String job) {
        return set.configurations().stream()
                .filter(c -> c.getMetadata().getName().equals(job))
                .findFirst()
                .map(c -> c.getData())
                .orElse(Map.of());
    }

    /** Returns how the jobs of a part get on. */
    public List<JobProgress> progress(Part part) {
        List<Job> there = objects.jobs(set.sweep());
        return set.jobs(part).stream().map(wanted -> progress(wanted, there)).toList();
    }

    private static JobProgress progress(Job wanted, List<Job> there) {
        JobRounds rounds = new JobRounds(wanted, there);
        return new JobProgress(
                wanted.getMetadata().getName(),
                wanted.getMetadata().getAnnotations() == null
                        ? ""
                        : wanted.getMetadata().getAnnotations().getOrDefault(Marks.TITLE, ""),
                wanted.getSpec().getCompletions(),
                rounds.complete().cardinality(),
                rounds.underWay().cardinality(),
                rounds.missing().stream().boxed().toList(),
                !rounds.isAbsent());
    }

    /**
     * Returns the missing indexes of submitted jobs, with the last words of the pods that tried them.
     *
     * @param lines how many lines of a log
     * @param most how many indexes at most, the first
     */
    public List<FailedIndex> failures(Part part, int lines, int most) {
        List<Job> there = objects.jobs(set.sweep());
        Map<String, List<Pod>> pods = new HashMap<>();
        List<FailedIndex> failures = new ArrayList<>();
        for (Job wanted : set.jobs(part)) {
            JobRounds rounds = new JobRounds(wanted, there);
            if (!rounds.isAbsent()) {
                rounds.missing().stream()
                        .limit(Math.max(0, most - failures.size()))
                        .mapToObj(i -> lastWords(wanted.getMetadata().getName(), i, rounds, lines, pods))
                        .forEach(failures::add);
            }
        }
        return failures;
    }

    /**
     * Returns the last words of one index, whatever became of it.
     *
     * @throws ImprintException if the sweep has no such job or index
     */
    public FailedIndex log(String job, int index, int lines) {
        Job wanted = set.all().stream()
                .filter(o -> o instanceof Job && o.getMetadata().getName().equals(job))
                .map(Job.class::cast)
                .findFirst()
                .orElseThrow(() -> new ImprintException("job must be one of this sweep, was '" + job + "'"));
        org.imprint.core.Checks.inRange(
                "index of " + job, index, 0, wanted.getSpec().getCompletions() - 1);
        return lastWords(job, index, new JobRounds(wanted, objects.jobs(set.sweep())), lines, new HashMap<>());
    }

    /** Returns the last words; a job is asked for its pods once, whatever the number of its indexes, and they are kept in a map. */
    private FailedIndex lastWords(String name, int index, JobRounds rounds, int lines, Map<String, List<Pod>> pods) {
        Optional<JobRounds.Place> place = rounds.latest(index);
        Optional<Pod> pod =
                place.flatMap(p -> ClusterObjects.latest(pods.computeIfAbsent(p.job(), objects::pods), p.index()));
        return new FailedIndex(
                name,
                index,
                pod.map(p -> p.getMetadata().getName()),
                pod.map(ClusterObjects::reason).orElse(""),
                pod.map(p -> objects.log(p, lines)).orElse(""));
    }

    /**
     * Runs the job that merges the shards' stores and checks that nothing is missing; an earlier one that is finished goes.
     *
     * @param poll how often to look
     * @param patience how long to wait for its end
     * @return its progress and what it said
     */
    public Collected collect(Duration poll, Duration patience) throws InterruptedException {
        Job wanted = set.collects().stream()
                .findFirst()
                .orElseThrow(() -> new ImprintException("the folder must hold the job that collects, had none"));
        String name = wanted.getMetadata().getName();
        Waiting waiting = new Waiting(poll, patience);
        set.configurations().stream()
                .filter(c -> c.getMetadata().getName().equals(set.sweep()))
                .forEach(objects::createConfiguration);
        Optional<Job> old = objects.job(name);
        if (old.isPresent() && JobRounds.finished(old.get()).isPresent()) {
            objects.deleteJob(name, DeletionPropagation.BACKGROUND);
            waiting.until(name + " to go", () -> objects.job(name).isEmpty());
        }
        objects.createJob(wanted);
        waiting.until(
                name + " to end",
                () -> objects.job(name).flatMap(JobRounds::finished).isPresent());
        boolean complete = objects.job(name)
                .flatMap(JobRounds::finished)
                .filter("Complete"::equals)
                .isPresent();
        return new Collected(complete, log(name, 0, 1000).log());
    }

    /** What collecting gave: whether nothing is missing, and what the job said. */
    public record Collected(boolean complete, String log) {}

    /**
     * Deletes the jobs, their pods and the configuration of this sweep; the volumes and what is on them stay.
     *
     * @param claims whether to delete the claims too, and with them, on most clusters, the volumes
     * @return what was deleted
     */
    public List<String> delete(boolean claims) {
        List<String> gone = new ArrayList<>(objects.deleteAll(set.sweep()));
        if (claims) {
            set.claims().forEach(c -> {
                if (objects.deleteClaim(c.getMetadata().getName())) {
                    gone.add("claim " + c.getMetadata().getName());
                }
            });
        }
        return gone;
    }

    @Override
    public void close() {
        client.close();
    }
}
