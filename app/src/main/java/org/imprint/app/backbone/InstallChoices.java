package org.imprint.app.backbone;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
import org.imprint.app.output.OutputPlaces;
import org.imprint.app.process.Version;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.install.BackboneHome;
import org.imprint.vision.install.BackboneInstaller;
import org.imprint.vision.install.BackboneNames;
import org.imprint.vision.install.InstallOptions;
import org.imprint.vision.install.Installation;
import org.imprint.vision.zoo.network.Outputs;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What install and import have in common. */
final class InstallChoices {

    @Option(names = "--with-head", description = "Keep the classification head as a second output.")
    private boolean withHead;

    @Option(names = "--replace", description = "Replace a backbone of this name that is installed already.")
    private boolean replace;

    @Option(names = "--sha256", paramLabel = "HEX", description = "The file's SHA-256, or its first 8 or more digits.")
    private String sha256;

    InstallOptions options() {
        return new InstallOptions(
                withHead ? Outputs.EMBEDDING_AND_LOGITS : Outputs.EMBEDDING,
                replace,
                Optional.ofNullable(sha256).map(Digest::sha256));
    }

    Installation run(CommandSpec spec, Function<BackboneInstaller, Installation> work) {
        BackboneHome home = BackboneNames.home();
        OutputPlaces places = OutputPlaces.ofFolder(home.root());
        try (places;
                InstallLines lines = new InstallLines(spec.commandLine().getErr())) {
            return work.apply(new BackboneInstaller(home, Downloader.standard(), Version.current(), lines));
        }
    }

    void tell(CommandSpec spec, Installation done) {
        PrintWriter out = spec.commandLine().getOut();
        String name = done.backbone().name();
        if (!done.fresh()) {
            out.println(name + " is installed already: " + done.backbone().onnx() + " (--replace installs it anew)");
            return;
        }
        BackboneDescriptor descriptor = done.backbone().descriptor();
        out.println("Installed " + name + ", dimension " + descriptor.dimension() + ": "
                + done.backbone().onnx());
        done.backbone().provenance().ifPresent(p -> {
            out.println("Weights: " + p.source());
            out.println(
                    "SHA-256: " + p.weights().hex() + " (" + p.verification().sentence() + ")");
        });
        descriptor.licence().ifPresent(licence -> out.println("Licence: " + licence));
        out.println("Use it with: --backbone " + name);
    }
}
