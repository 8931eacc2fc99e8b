package org.imprint.app.k8s;

import java.nio.file.Path;
import java.util.Optional;
import org.imprint.cluster.client.ClusterSweep;
import org.imprint.cluster.manifest.ManifestFolder;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which sweep on which cluster. */
final class ConnectionOptions {

    @Parameters(paramLabel = "DIR", description = "Folder that imprint k8s generate wrote.")
    private Path folder;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of the cluster's configuration. Default: the current one.")
    private String context;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Namespace. Default: that of the files, or of the context.")
    private String namespace;

    Path folder() {
        return folder;
    }

    /** What is done with a sweep on a cluster. */
    interface Work {
        int on(ClusterSweep sweep) throws InterruptedException;
    }

    int with(Work work) throws InterruptedException {
        try (ClusterSweep sweep = ClusterSweep.connect(
                ManifestFolder.read(folder), Optional.ofNullable(context), Optional.ofNullable(namespace))) {
            return work.on(sweep);
        }
    }
}
