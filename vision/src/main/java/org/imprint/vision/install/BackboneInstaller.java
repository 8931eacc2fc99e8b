package org.imprint.vision.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.imprint.core.Checks;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.backbone.ModelContent;
import org.imprint.vision.backbone.Tuning;
import org.imprint.vision.checkpoint.Checkpoint;
import org.imprint.vision.checkpoint.CheckpointFormat;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.install.InstallListener.Stage;
import org.imprint.vision.zoo.BackboneCard;
import org.imprint.vision.zoo.Unwrapped;
import org.imprint.vision.zoo.Zoo;
import org.imprint.vision.zoo.ZooBackbone;
import org.imprint.vision.zoo.network.OnnxConverter;
import org.imprint.vision.zoo.network.Outputs;

/**
 * Installs backbones into a {@link BackboneHome}: gets the weights, checks their digest, writes the graph, tries it, and only then
 * gives it its name there.
 *
 * <p>Whatever fails on the way, the home is as before, except for the downloaded part of a file, from which the next try goes on.
 */
public final class BackboneInstaller {

    private final BackboneHome home;
    private final Downloader downloader;
    private final String version;
    private final InstallListener listener;

    /**
     * Creates an installer.
     *
     * @param version version of the program, for the provenance
     */
    public BackboneInstaller(BackboneHome home, Downloader downloader, String version, InstallListener listener) {
        this.home = home;
        this.downloader = downloader.withProgress((file, done, total) -> listener.downloaded(done, total));
        this.version = version;
        this.listener = listener;
    }

    /**
     * Installs a known backbone from its official weights, under the name on its card.
     *
     * @throws DataException if the weights cannot be had or are other ones, or if the graph does not work
     * @throws CheckpointException if the weights' file breaks a rule of its format or does not fit
     * @throws UncheckedIOException if a file cannot be written
     */
    public Installation install(ZooBackbone backbone, WeightSource source, InstallOptions options) {
        BackboneCard card = backbone.card();
        return place(card.name(), options, staging -> {
            WeightFile weights = new WeightFiles(home, downloader, listener).obtain(card, source, options.digest());
            String licence = weights.verification() == Verification.OTHER
                    ? "unknown, these are not the official weights"
                    : card.licence();
            try {
                convert(backbone, weights, Optional.of(licence), options.outputs(), staging);
            } catch (CheckpointException e) {
                weights.discard();
                throw e;
            }
            return weights::discard;
        });
    }

    /**
     * Installs weights of the user's own for one of the known architectures, recognised by their tensors.
     *
     * @param name name for it; none of {@link Zoo}'s
     * @param licence licence of the weights, if known
     * @throws DataException if no architecture fits, or if the graph does not work
     * @throws CheckpointException if the file breaks a rule of its format
     * @throws UncheckedIOException if a file cannot be written
     */
    public Installation importCheckpoint(String name, Path file, Optional<String> licence, InstallOptions options) {
        requireOwnName(name);
        return place(name, options, staging -> {
            listener.begins(Stage.VERIFY);
            StateDict dict = Checkpoint.open(file);
            Unwrapped known = Zoo.recognise(dict);
            if (!known.fits()) {
                throw new DataException(file + ": its " + dict.summary() + " must be those of one of " + names()
                        + ", but fit none of them; " + known.nearest());
            }
            BackboneCard card = known.backbone().card();
            ZooBackbone renamed = new ZooBackbone(
                    new BackboneCard(
                            name,
                            card.weights(),
                            card.licence(),
                            card.paper(),
                            card.input(),
                            card.dimension(),
                            card.lambda()),
                    known.backbone().architecture());
            convert(renamed, WeightFile.own(file, options.digest()), licence, options.outputs(), staging);
            return () -> {};
        });
    }

    /**
     * Installs an ONNX file, with the files beside it that hold weights of it, by its descriptor.
     *
     * @param name name for it; none of {@link Zoo}'s
     * @param licence licence in place of the descriptor's
     * @throws DataException if file and descriptor do not fit together, or if the embeddings cannot be used
     * @throws UncheckedIOException if a file cannot be written
     */
    public Installation importOnnx(
            String name, Path onnx, BackboneDescriptor descriptor, Optional<String> licence, InstallOptions options) {
        requireOwnName(name);
        Checks.require(
                options.outputs() == Outputs.EMBEDDING,
                "a classification head can be kept only when a graph is built from weights",
                onnx);
        return place(name, options, staging -> {
            listener.begins(Stage.VERIFY);
            ModelContent content = ModelContent.of(onnx);
            WeightFile file = WeightFile.own(onnx, content.sha256(), options.digest());
            descriptor.sha256().map(Digest::sha256).ifPresent(wanted -> wanted.require(onnx, file.sha256()));
            copy(content, staging.file(".onnx"));
            BackboneDescriptor renamed = new BackboneDescriptor(
                    name,
                    descriptor.input(),
                    descriptor.output(),
                    descriptor.preprocessing(),
                    descriptor.dimension(),
                    descriptor.lambda(),
                    licence.or(descriptor::licence),
                    Optional.of(file.sha256().hex()));
            finish(onnx, renamed, file, Optional.empty(), Outputs.EMBEDDING, staging);
            return () -> {};
        });
    }

    /** Copies a graph and what belongs to it; what was copied is digested again when it is opened. */
    private static void copy(ModelContent content, Path graph) throws IOException {
        Files.copy(content.graph(), graph);
        for (String location : content.external()) {
            Path target = graph.resolveSibling(location).normalize();
            Files.createDirectories(target.getParent());
            if (Files.exists(target) || target.getFileName().toString().endsWith(".json")) {
                throw new DataException(content.graph() + ": file of weights must not be called as another file of an"
                        + " installed backbone, was " + location);
            }
            Files.copy(content.file(location), target);
        }
    }

    private static void requireOwnName(String name) {
        BackboneHome.requireName(name);
        Checks.require(Zoo.find(name).isEmpty(), "name of an imported backbone must be none of " + names(), name);
    }

    private static String names() {
        return Zoo.all().stream().map(b -> b.card().name()).collect(Collectors.joining(", "));
    }

    private Installation place(String name, InstallOptions options, Work work) {
        Optional<InstalledBackbone> there = existing(name, options);
        if (there.isPresent()) {
            return new Installation(there.get(), false);
        }
        try {
            Runnable afterwards;
            try (Staging staging = Staging.begin(home, name)) {
                there = existing(name, options);
                if (there.isPresent()) {
                    return new Installation(there.get(), false);
                }
                afterwards = work.fill(staging);
                staging.publish();
            }
            afterwards.run();
        } catch (IOException e) {
            throw new UncheckedIOException(home.backbones().resolve(name) + ": cannot be written", e);
        }
        return new Installation(home.find(name).orElseThrow(), true);
    }

    private Optional<InstalledBackbone> existing(String name, InstallOptions options) {
        Optional<InstalledBackbone> there = options.replace() ? Optional.empty() : home.find(name);
        there.flatMap(InstalledBackbone::provenance).ifPresent(record -> {
            if (options.outputs() == Outputs.EMBEDDING_AND_LOGITS && record.outputs() == Outputs.EMBEDDING) {
                throw new DataException(name + ": is installed already, but without its classification head; "
                        + "it must be replaced to get one");
            }
        });
        return there;
    }

    private void convert(
            ZooBackbone backbone, WeightFile weights, Optional<String> licence, Outputs outputs, Staging staging)
            throws IOException {
        listener.begins(Stage.CONVERT);
        CheckpointFormat format = convert(backbone, weights.path(), outputs, staging.file(".onnx"));
        weights.requireUnchanged();
        System.gc(); // before Java 22 only this unmaps the weights; the graph is about to be loaded
        BackboneCard card = backbone.card();
        BackboneDescriptor descriptor = new BackboneDescriptor(
                card.name(),
                Optional.of(OnnxConverter.INPUT),
                Optional.of(OnnxConverter.EMBEDDING),
                card.input(),
                card.dimension(),
                OptionalDouble.of(card.lambda()),
                licence,
                Optional.of(Digest.of(Digest.Algorithm.SHA256, staging.file(".onnx"))
                        .hex()));
        finish(weights.path(), descriptor, weights, Optional.of(format), outputs, staging);
    }

    private CheckpointFormat convert(ZooBackbone backbone, Path weights, Outputs outputs, Path onnx) {
        StateDict dict = Checkpoint.open(weights);
        Unwrapped unwrapped = Unwrapped.of(dict, List.of(backbone));
        backbone.convert(unwrapped.weights(), outputs, onnx);
        unwrapped.note().ifPresent(listener::note);
        return dict.format();
    }

    private void finish(
            Path origin,
            BackboneDescriptor descriptor,
            WeightFile weights,
            Optional<CheckpointFormat> format,
            Outputs outputs,
            Staging staging)
            throws IOException {
        listener.begins(Stage.CHECK);
        try (Backbone backbone = Backbone.open(staging.file(".onnx"), descriptor, Tuning.MEMORY)) {
            SelfCheck.run(origin.toString(), backbone);
        }
        Files.writeString(staging.file(".json"), descriptor.toJson());
        InstallRecord record =
                new InstallRecord(weights.source(), weights.sha256(), weights.verification(), format, outputs, version);
        Files.writeString(staging.provenance(), record.toJson());
    }

    /** Fills the folder of one backbone and returns what is to be done when it has its name. */
    private interface Work {
        Runnable fill(Staging staging) throws IOException;
    }
}
