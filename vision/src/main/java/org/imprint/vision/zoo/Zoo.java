package org.imprint.vision.zoo;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.RemoteFile;
import org.imprint.vision.image.Crop;
import org.imprint.vision.image.CropRounding;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Layout;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.Resize;
import org.imprint.vision.zoo.family.ConvNextV2;
import org.imprint.vision.zoo.family.ResNet;
import org.imprint.vision.zoo.family.SwinTransformer;
import org.imprint.vision.zoo.family.VisionTransformer;

/** The backbones that can be installed by name: those of the paper. */
public final class Zoo {

    private static final String TORCHVISION =
            "BSD-3-Clause as part of torchvision; the terms of ImageNet, on which it was trained, may apply";

    private static final String TORCHVISION_FILES = "https://download.pytorch.org/models/";

    private static final List<ZooBackbone> ALL = List.of(resnet18(), resnet50(), vitB16(), swinB(), convNextV2Femto());

    private Zoo() {}

    /** Returns all backbones, always in the same order. */
    public static List<ZooBackbone> all() {
        return ALL;
    }

    /** Returns the backbone of this name, if there is one. */
    public static Optional<ZooBackbone> find(String name) {
        return ALL.stream().filter(b -> b.card().name().equals(name)).findFirst();
    }

    /**
     * Returns the tensors of a file as the backbone has them whose they are, or the one that is nearest; the head may be absent.
     *
     * @see Unwrapped#of
     */
    public static Unwrapped recognise(StateDict weights) {
        return Unwrapped.of(weights, ALL);
    }

    private static ZooBackbone resnet18() {
        return new ZooBackbone(
                new BackboneCard(
                        "resnet18",
                        torchvision(
                                "resnet18-f37072fd.pth",
                                "f37072fd47e89c5e827621c5baffa7500819f7896bbacec160b1a16c560e07ec",
                                OptionalLong.of(46_830_571)),
                        TORCHVISION,
                        URI.create("https://arxiv.org/abs/1512.03385"),
                        Preprocessing.imageNet(256, 224, Interpolation.BILINEAR),
                        512,
                        1e-4),
                ResNet.resnet18());
    }

    private static ZooBackbone resnet50() {
        return new ZooBackbone(
                new BackboneCard(
                        "resnet50",
                        torchvision(
                                "resnet50-0676ba61.pth",
                                "0676ba61b6795bbe1773cffd859882e5e297624d384b6993f7c9e683e722fb8a",
                                OptionalLong.of(102_530_333)),
                        TORCHVISION,
                        URI.create("https://arxiv.org/abs/1512.03385"),
                        Preprocessing.imageNet(256, 224, Interpolation.BILINEAR),
                        2048,
                        1e-4),
                ResNet.resnet50());
    }

    private static ZooBackbone vitB16() {
        return new ZooBackbone(
                new BackboneCard(
                        "vit_b_16",
                        torchvision(
                                "vit_b_16-c867db91.pth",
                                "c867db91d3e12c6cbadabb610d73c24a546bf82d8c03a9fea34f43a712ddb0e9",
                                OptionalLong.of(346_328_529)),
                        TORCHVISION,
                        URI.create("https://arxiv.org/abs/2010.11929"),
                        Preprocessing.imageNet(256, 224, Interpolation.BILINEAR),
                        768,
                        0.1),
                VisionTransformer.vitB16());
    }

    private static ZooBackbone swinB() {
        return new ZooBackbone(
                new BackboneCard(
                        "swin_b",
                        torchvision("swin_b-68c6b09e.pth", "68c6b09e", OptionalLong.empty()),
                        TORCHVISION,
                        URI.create("https://arxiv.org/abs/2103.14030"),
                        Preprocessing.imageNet(238, 224, Interpolation.BICUBIC),
                        1024,
                        0.05),
                SwinTransformer.swinB());
    }

    private static ZooBackbone convNextV2Femto() {
        return new ZooBackbone(
                new BackboneCard(
                        "convnextv2-femto-1k-224",
                        new RemoteFile(
                                "pytorch_model.bin",
                                List.of(URI.create("https://huggingface.co/facebook/convnextv2-femto-1k-224"
                                        + "/resolve/main/pytorch_model.bin")),
                                OptionalLong.empty(),
                                Optional.empty()),
                        "CC-BY-NC in Meta's repository, Apache-2.0 on the Hugging Face page: decide before shipping it",
                        URI.create("https://arxiv.org/abs/2301.00808"),
                        convNextInput(),
                        384,
                        0.05),
                ConvNextV2.femto());
    }

    private static RemoteFile torchvision(String file, String digest, OptionalLong bytes) {
        URI source = URI.create(TORCHVISION_FILES + file);
        return new RemoteFile(file, List.of(source), bytes, Optional.of(Digest.sha256(digest)));
    }

    /** Hugging Face's image processor: crop_pct 0.875 makes 224 / 0.875 = 256; the crop rounds down. */
    private static Preprocessing convNextInput() {
        Preprocessing imageNet = Preprocessing.imageNet(256, 224, Interpolation.BICUBIC);
        return new Preprocessing(
                new Resize.ShorterSide(256),
                Interpolation.BICUBIC,
                new Crop.Centre(224, 224, CropRounding.FLOOR),
                imageNet.mean(),
                imageNet.std(),
                Layout.NCHW);
    }
}
