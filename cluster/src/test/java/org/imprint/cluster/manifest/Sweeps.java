package org.imprint.cluster.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.imprint.cluster.work.JobPlanner;
import org.imprint.cluster.work.PlannedJob;
import org.imprint.cluster.work.ShardRule;
import org.imprint.cluster.work.WorkEstimate;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.sweep.file.SweepFile;

/** Sweep files and the objects made of them. */
public final class Sweeps {

    /** Two backbones, two data sets, 12 combinations each. */
    public static final String SMALL = """
            schema: 1
            sweep:
              backbones: [resnet18, vit_b_16]
              datasets: [MNIST, FashionMNIST]
              tasks: {all: [0, 1, 2]}
              seeds: [1, 2]
              generators: {method: kmeans, k: [1, 2, 3, 4, 5, 6]}
            """;

    private Sweeps() {}

    /** Returns one of the paper's sweep files. */
    static Path paper(String name) {
        return Path.of("../configs/paper", name + ".yaml");
    }

    static SweepWork work(Path file) {
        try {
            return SweepWork.all(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the objects of a sweep file. */
    public static ManifestSet manifests(SweepWork work, int shards, OptionalInt maxJobs, ClusterOptions options) {
        SweepFile file = SweepFile.parse(Path.of(work.fileName()), work.content());
        List<WorkEstimate> estimates = WorkEstimate.of(Planner.plan(
                work.changes().to(file.sweep(), (backbone, dataSet) -> Optional.empty()),
                work.changes().filter(),
                OptionalLong.empty(),
                DataShapes.unknown()));
        List<PlannedJob> jobs = JobPlanner.plan(estimates, new ShardRule.Total(shards), maxJobs);
        return SweepManifests.of(work, jobs, options);
    }

    /** Returns the objects of {@link #SMALL}: four jobs of three shards. */
    public static ManifestSet small() {
        return manifests(
                SweepWork.all(Path.of("small.yaml"), SMALL), 12, OptionalInt.empty(), ClusterOptions.defaults());
    }
}
