package org.imprint.app.backbone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.backbone.ModelContent;
import org.imprint.vision.backbone.OnnxSummary;
import org.imprint.vision.checkpoint.Checkpoint;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.RemoteFile;
import org.imprint.vision.install.BackboneHome;
import org.imprint.vision.install.BackboneNames;
import org.imprint.vision.install.InstallRecord;
import org.imprint.vision.install.InstalledBackbone;
import org.imprint.vision.zoo.BackboneCard;
import org.imprint.vision.zoo.Unwrapped;
import org.imprint.vision.zoo.Zoo;
import org.imprint.vision.zoo.ZooBackbone;
import org.imprint.vision.zoo.network.Outputs;

/** Collects what is known of a backbone, wherever it is. */
final class BackboneFacts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BackboneHome home;

    /** Creates facts about backbones in and outside of a home. */
    BackboneFacts(BackboneHome home) {
        this.home = home;
    }

    /** Returns name, state, dimension, input, λ and licence of a backbone that is bundled, known or installed. */
    ObjectNode summary(String name) {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("name", name);
        Optional<InstalledBackbone> installed = home.find(name);
        try {
            if (name.equals(BackboneNames.BUNDLED)) {
                row.put("state", "bundled");
                try (Backbone bundled = BundledBackbone.open()) {
                    describe(row, bundled.descriptor());
                }
            } else if (installed.isPresent()) {
                describe(row, installed.get().descriptor());
                row.put("state", "installed");
                installed.get().provenance().ifPresent(p -> state(row, p));
                row.put("onnx", installed.get().onnx().toString());
            } else {
                row.put("state", "not installed");
                Zoo.find(name).map(ZooBackbone::card).ifPresent(card -> describe(row, descriptor(card)));
            }
        } catch (DataException e) {
            row.put("state", "damaged").put("problem", e.getMessage());
        }
        return row;
    }

    private static void state(ObjectNode row, InstallRecord record) {
        String state =
                switch (record.verification()) {
                    case OTHER -> "installed, not official";
                    case OWN -> "imported";
                    default -> "installed";
                };
        row.put("state", state).put("verification", record.verification().wireName());
    }

    /**
     * Returns everything about a name or a file.
     *
     * @throws DataException if there is neither, or if the file cannot be read
     */
    ObjectNode of(String wanted) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        Optional<InstalledBackbone> installed = home.find(wanted);
        Optional<BackboneCard> card = Zoo.find(wanted).map(ZooBackbone::card);
        if (wanted.equals(BackboneNames.BUNDLED)) {
            facts.put("name", wanted).put("state", "bundled");
            try (Backbone bundled = BundledBackbone.open()) {
                describe(facts, bundled.descriptor());
                facts.put("sha256", bundled.sha256Hex());
            }
            return facts;
        }
        if (installed.isPresent()) {
            facts.put("name", wanted).put("state", "installed");
            describe(facts, installed.get().descriptor());
            onnx(facts, installed.get().onnx());
            installed.get().provenance().ifPresent(p -> provenance(facts.putObject("provenance"), p));
        } else if (card.isPresent()) {
            facts.put("name", wanted).put("state", "not installed");
            describe(facts, descriptor(card.get()));
        } else {
            file(facts, BackboneNames.file(wanted));
        }
        card.ifPresent(c -> card(facts.putObject("card"), c));
        return facts;
    }

    private static void file(ObjectNode facts, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": there is no such file");
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            Path json = BackboneDescriptor.pathFor(file);
            if (Files.isRegularFile(json)) {
                BackboneDescriptor descriptor = BackboneDescriptor.read(json);
                facts.put("name", descriptor.name()).put("state", "file");
                describe(facts, descriptor);
            } else {
                facts.put("state", "file without a descriptor");
            }
            onnx(facts, file);
        } else {
            weights(facts, file);
        }
    }

    private static void weights(ObjectNode facts, Path file) {
        StateDict dict = Checkpoint.open(file);
        Digest digest = digest(file);
        facts.put("state", "weights");
        ObjectNode weights = facts.putObject("weights");
        weights.put("file", file.toString());
        weights.put("bytes", size(file));
        weights.put("sha256", digest.hex());
        weights.put("format", dict.format().wireName());
        weights.put("tensors", dict.tensors().size());
        weights.put("elements", dict.numel());
        if (!dict.path().isEmpty()) {
            weights.put("under", String.join(".", dict.path()));
        }
        Unwrapped known = Zoo.recognise(dict);
        Optional<BackboneCard> card =
                known.fits() ? Optional.of(known.backbone().card()) : Optional.empty();
        weights.put("architecture", card.map(BackboneCard::name).orElse("unknown"));
        if (known.fits()) {
            known.note().ifPresent(note -> weights.put("note", note));
        } else {
            weights.put("note", "the file has " + dict.summary() + "; " + known.nearest());
        }
        card.flatMap(c -> c.weights().digest()).ifPresent(official -> weights.put("official", official.fits(digest)));
    }

    private static BackboneDescriptor descriptor(BackboneCard card) {
        return new BackboneDescriptor(
                card.name(),
                Optional.empty(),
                Optional.empty(),
                card.input(),
                card.dimension(),
                OptionalDouble.of(card.lambda()),
                Optional.of(card.licence()),
                Optional.empty());
    }

    private static void describe(ObjectNode to, BackboneDescriptor d) {
        to.put("dimension", d.dimension());
        to.put(
                "input",
                d.preprocessing().channels() + "x" + d.preprocessing().height() + "x"
                        + d.preprocessing().width());
        d.lambda().ifPresent(l -> to.put("lambda", l));
        to.put("licence", d.licence().orElse("unknown"));
        try {
            to.set("preprocessing", JSON.readTree(d.preprocessingJson()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a descriptor writes JSON", e);
        }
    }

    private static void onnx(ObjectNode facts, Path file) {
        OnnxSummary summary = OnnxSummary.read(file);
        ObjectNode onnx = facts.putObject("onnx");
        onnx.put("file", file.toString());
        onnx.put("bytes", size(file));
        onnx.put("sha256", ModelContent.of(file).sha256().hex());
        onnx.put("producer", summary.producer());
        onnx.put("ir_version", summary.irVersion());
        ObjectNode opsets = onnx.putObject("opsets");
        summary.opsets().forEach(opsets::put);
        onnx.put("parameters", summary.parameters());
        onnx.put("nodes", summary.nodes());
        summary.inputs().forEach(onnx.withArray("inputs")::add);
        summary.outputs().forEach(onnx.withArray("outputs")::add);
        ObjectNode operators = onnx.putObject("operators");
        summary.operators().forEach(operators::put);
        summary.external().forEach(onnx.withArray("external_data")::add);
    }

    private static void provenance(ObjectNode to, InstallRecord p) {
        to.put("source", p.source());
        to.put("weights_sha256", p.weights().hex());
        to.put("verification", p.verification().sentence());
        to.put("format", p.format().map(f -> f.wireName()).orElse("onnx"));
        to.put("head", p.outputs() == Outputs.EMBEDDING_AND_LOGITS);
        to.put("imprint", p.version());
    }

    private static void card(ObjectNode to, BackboneCard card) {
        RemoteFile weights = card.weights();
        to.put("weights", card.source().toString());
        weights.digest().ifPresent(d -> to.put("weights_sha256", d.hex() + (d.isComplete() ? "" : "…")));
        weights.bytes().ifPresent(b -> to.put("weights_bytes", b));
        to.put("licence", card.licence());
        to.put("paper", card.paper().toString());
        to.put("dimension", card.dimension());
        to.put("lambda", card.lambda());
    }

    private static Digest digest(Path file) {
        try {
            return Digest.of(Digest.Algorithm.SHA256, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
