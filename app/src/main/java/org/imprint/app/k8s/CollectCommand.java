package org.imprint.app.k8s;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.imprint.app.output.Output;
import org.imprint.cluster.client.ClusterSweep;
import org.imprint.cluster.collect.CollectedStore;
import org.imprint.cluster.manifest.ManifestFolder;
import org.imprint.core.Checks;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.file.SweepFile;
import org.imprint.lab.sweep.key.CombinationKey;
import org.imprint.lab.sweep.key.DataKey;
import org.imprint.lab.sweep.key.MethodKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one store of those of all shards, and looks for every planned run in it. */
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        description = {
            "Merges the result stores of all shards into one and looks for every planned run in it.",
            "With a folder of jobs the cluster does it, beside the volume; with a sweep file this machine does.",
            "Exit code 1 if a run is missing or failed."
        },
        footer = {
            "",
            "Examples:",
            "  imprint k8s collect jobs",
            "  imprint k8s collect sweep.yaml --from /mnt/results/SWEEP/shards --store results --data /mnt/data"
        })
final class CollectCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    @Parameters(paramLabel = "DIR-or-SWEEP.yaml", description = "Folder that generate wrote, or a sweep file.")
    private Path what;

    @Option(names = "--from", paramLabel = "DIR", description = "With a sweep file: folder with a store per shard.")
    private Path from;

    @Output(Output.Kind.FOLDER)
    @Option(names = "--store", paramLabel = "DIR", description = "With a sweep file: the store of all.")
    private Path store;

    @Mixin
    private WorkOptions work;

    @Option(names = "--context", paramLabel = "NAME", description = "With a folder: context of the configuration.")
    private String context;

    @Option(names = "--namespace", paramLabel = "NAME", description = "With a folder: namespace.")
    private String namespace;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "With a folder: how long to wait. Default: ${DEFAULT-VALUE}.")
    private long timeout;

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "With a folder: how often to look. Default: ${DEFAULT-VALUE}.")
    private double poll;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return Files.isDirectory(what) ? onCluster() : here();
    }

    private int onCluster() throws InterruptedException {
        Checks.require(from == null && store == null, "--from and --store need a sweep file, not a folder", what);
        Checks.inRange("--poll", poll, 0.01, 3600);
        Checks.require(timeout >= 1, "--timeout must be at least 1 second", timeout);
        try (ClusterSweep sweep = ClusterSweep.connect(
                ManifestFolder.read(what), Optional.ofNullable(context), Optional.ofNullable(namespace))) {
            ClusterSweep.Collected collected =
                    sweep.collect(Duration.ofMillis((long) (poll * 1000)), Duration.ofSeconds(timeout));
            spec.commandLine().getOut().println(collected.log().strip());
            return collected.complete() ? 0 : 1;
        }
    }

    private int here() {
        Checks.require(from != null && store != null, "--from and --store must be given with a sweep file", what);
        CollectedStore collected = CollectedStore.of(work.plan(SweepFile.read(what)), from, store);
        PrintWriter out = spec.commandLine().getOut();
        collected.damage().forEach(d -> out.println("Damaged: " + d));
        list(out, "Missing", collected.missing());
        list(out, "Failed", collected.failed());
        out.printf(
                Locale.ROOT,
                "%,d shards merged; %,d combinations planned, %,d missing, %,d failed%nResults: %s%n",
                collected.shards(),
                collected.planned(),
                collected.missing().size(),
                collected.failed().size(),
                store);
        return collected.isComplete() ? 0 : 1;
    }

    private static void list(PrintWriter out, String word, List<Combination> combinations) {
        combinations.stream().limit(SHOWN).forEach(c -> out.println(word + ": " + words(c)));
        if (combinations.size() > SHOWN) {
            out.println(word + ": … and " + (combinations.size() - SHOWN) + " more");
        }
    }

    /** Returns what tells a combination from others, as {@code --filter} takes it. */
    private static String words(Combination c) {
        return CombinationKey.all().stream()
                .map(key -> key.wireName() + "=" + value(key, c))
                .collect(Collectors.joining(" "));
    }

    private static String value(CombinationKey key, Combination c) {
        if (key instanceof DataKey data) {
            return data.of(c.data());
        }
        return key instanceof MethodKey method ? method.of(c.method()) : Long.toString(c.seed());
    }
}
