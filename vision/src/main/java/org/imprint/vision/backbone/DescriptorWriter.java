package org.imprint.vision.backbone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.vision.image.Crop;
import org.imprint.vision.image.CropRounding;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.Resize;

/** Turns a descriptor into the JSON that {@link DescriptorReader} reads. */
final class DescriptorWriter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DescriptorWriter() {}

    static String write(BackboneDescriptor d) {
        ObjectNode root = JSON.createObjectNode();
        root.put(Key.SCHEMA.wireName(), Key.SCHEMA_VERSION);
        root.put(Key.NAME.wireName(), d.name());
        d.input().ifPresent(v -> root.put(Key.INPUT.wireName(), v));
        d.output().ifPresent(v -> root.put(Key.OUTPUT.wireName(), v));
        put(root, d.preprocessing());
        root.put(Key.DIMENSION.wireName(), d.dimension());
        d.lambda().ifPresent(v -> root.put(Key.LAMBDA.wireName(), v));
        d.licence().ifPresent(v -> root.put(Key.LICENCE.wireName(), v));
        d.sha256().ifPresent(v -> root.put(Key.SHA256.wireName(), v));
        return root.toPrettyString() + "\n";
    }

    /** Returns a descriptor to begin from, for a message. */
    static String example() {
        return write(new BackboneDescriptor(
                "my-backbone",
                Optional.of("pixel_values"),
                Optional.of("embedding"),
                Preprocessing.imageNet(256, 224, Interpolation.BILINEAR),
                512,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    static String writePreprocessing(Preprocessing preprocessing) {
        ObjectNode root = JSON.createObjectNode();
        put(root, preprocessing);
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    private static void put(ObjectNode root, Preprocessing p) {
        root.put(Key.CHANNELS.wireName(), p.channels());
        root.put(Key.LAYOUT.wireName(), p.layout().wireName());
        if (p.resize() instanceof Resize.ShorterSide shorter) {
            root.put(Key.RESIZE.wireName(), shorter.side());
        } else if (p.resize() instanceof Resize.Exact exact) {
            root.putArray(Key.RESIZE.wireName()).add(exact.height()).add(exact.width());
        }
        if (p.crop() instanceof Crop.Centre centre) {
            root.putArray(Key.CROP.wireName()).add(centre.height()).add(centre.width());
            if (centre.rounding() != CropRounding.HALF_EVEN) {
                root.put(Key.CROP_ROUNDING.wireName(), centre.rounding().wireName());
            }
        }
        root.put(Key.INTERPOLATION.wireName(), p.interpolation().wireName());
        p.mean().forEach(root.putArray(Key.MEAN.wireName())::add);
        p.std().forEach(root.putArray(Key.STD.wireName())::add);
    }
}
